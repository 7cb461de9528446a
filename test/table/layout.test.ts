import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ColumnLayout, ELEMENT_BYTES, LAYOUT } from "../../src/table/layout";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** Names and ids of the ABI's columns. */
const enumeration = /const enum Column \{([\s\S]*?)\n\}/.exec(read("assembly/abi.ts"))![1]!;
const COLUMNS = [...enumeration.matchAll(/^ {2}(\w+) = (\d+),$/gm)].map(([, name, id]) => [name!, Number(id)] as const);

describe("the layout of a table's columns", () => {
  it("has every column of the ABI", () => {
    const byColumn = ([, a]: readonly [string, number], [, b]: readonly [string, number]): number => a - b;
    const columns = LAYOUT.map(({ name, column }) => [name, column] as const);
    expect(columns.sort(byColumn)).toEqual(COLUMNS.sort(byColumn));
  });

  it("is the one that the documentation describes", () => {
    const documented = read("docs/table-format.md");
    for (const { name, column, type, rows } of LAYOUT as readonly ColumnLayout[]) {
      const row = new RegExp(`^\\| ${column} \\| \`${name}\` \\| ${type} \\| ${rows} \\|`, "m");
      expect(documented, name).toMatch(row);
    }
  });

  it("has no element that does not divide the alignment", () => {
    for (const bytes of Object.values(ELEMENT_BYTES)) expect(8 % bytes).toBe(0);
  });
});
