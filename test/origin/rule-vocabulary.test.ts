import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MADE_FROM_QUALITIES } from "../../src/model/origin/rule";
import { parseMaterials } from "../../src/model/origin/rule-text";
import { isFactName } from "../../src/model/origin/rule-words";

const [header, ...lines] = readFileSync(new URL("../../tariffs/agreements/vocabulary.tsv", import.meta.url), "utf8")
  .trimEnd()
  .split("\n");
const KINDS = ["process", "material", "product", "quota", "figure"];
const rows = lines.map((line) => {
  const [kind = "", id = "", codes = "", beyond = "", also = "", meaning = "", ...rest] = line.split("\t");
  return { kind, id, codes, beyond, also: also === "" ? [] : also.split(" "), meaning, rest };
});

describe("the vocabulary of facts", () => {
  it("has one header and rows of its columns, by kind and name", () => {
    expect(header).toBe("kind\tid\tcodes\tbeyond\talso\tmeaning");
    const keys = rows.map(({ kind, id }) => `${KINDS.indexOf(kind)} ${id}`);
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(rows.filter(({ kind, rest }) => !KINDS.includes(kind) || rest.length > 0)).toEqual([]);
  });

  it("names facts as the language of rules does, each once", () => {
    const names = rows.flatMap(({ kind, id, also }) => [id, ...also].map((name) => `${kind} ${name}`));
    expect(names.filter((name) => !isFactName(name.split(" ")[1] as string))).toEqual([]);
    expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([]);
  });

  it("says in a line of its own what each means", () => {
    expect(rows.filter(({ meaning }) => meaning.length < 5 || meaning.length > 120 || meaning.endsWith("."))).toEqual(
      [],
    );
  });

  it("lets codes decide for materials alone, and says what holds beyond them", () => {
    for (const { kind, codes, beyond } of rows) {
      if (codes === "") expect(beyond).toBe("");
      else {
        expect(kind).toBe("material");
        expect(["no", "ask"]).toContain(beyond);
        const { include, except } = parseMaterials(codes);
        expect(except).toEqual([]);
        expect(include.every(({ range, quality }) => range?.kind === "codes" && quality === undefined)).toBe(true);
      }
    }
  });

  it("holds what made-from asks of every material", () => {
    const materials = rows.filter(({ kind }) => kind === "material").map(({ id }) => id);
    for (const quality of MADE_FROM_QUALITIES) expect(materials).toContain(quality);
  });
});
