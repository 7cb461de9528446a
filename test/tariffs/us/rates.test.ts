import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseCell, parseProgrammeCell, printCell, printProgrammeCell } from "../../../src/model/rate-text";
import { readRate } from "../../../tariffs/us/rate-reader";
import { readSpecialColumn } from "../../../tariffs/us/special-column";

/** Official text and canonical text, every shape of 18 revisions once. */
function shapes(file: string): [official: string, canonical: string][] {
  const [, ...lines] = readFileSync(new URL(file, import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line) => line.split("\t") as [string, string]);
}

const read = (text: string): string | undefined => {
  const cell = readRate(text);
  return cell && printCell(cell);
};

describe("rates as the schedule prints them", () => {
  it.each(shapes("rate-shapes.tsv"))("%s", (official, canonical) => {
    expect(read(official)).toBe(canonical);
    expect(printCell(parseCell(canonical))).toBe(canonical);
  });

  it.each([
    ["2.5 percent", undefined],
    ["5¢", undefined],
    ["5¢/firkin", undefined],
    ["5% on the dial", undefined],
    ["5% 6%", undefined],
    ["5% + ", undefined],
    ["4¢/kg on gold content", undefined],
    ["4¢/kg less 1¢/kg", undefined],
    ["4¢/kg but not less than", undefined],
    ["The rate applicable to the moon", undefined],
    ["€5/kg", undefined],
    ["See", undefined],
    ["", undefined],
  ])("leave %j unread", (text, nothing) => {
    expect(read(text)).toBe(nothing);
  });

  it("keep an amount that a decimal cannot say", () => {
    expect(read("66 2/3%")).toBe("66 2/3%");
    expect(read("1/2%")).toBe("0.5%");
    expect(read(".5¢/kg")).toBe("0.005 USD/KGM");
    expect(read("$1,250.50/1,000")).toBe("1250.5 USD/MIL");
  });
});

describe("the special column", () => {
  it.each(shapes("special-shapes.tsv"))("%s", (official, canonical) => {
    const { rates, unread } = readSpecialColumn(official);
    expect(unread).toEqual([]);
    expect(printProgrammeCell(rates)).toBe(canonical);
    expect(printProgrammeCell(parseProgrammeCell(canonical))).toBe(canonical);
  });

  it.each([
    ["Free (AU,CL,MA,.OM,P)", "free (AU,CL,MA,OM,P)"],
    ["Free (A,E IL,JO)", "free (A,E,IL,JO)"],
    ["Free(P)", "free (P)"],
    ["Free (AU,CL", "free (AU,CL)"],
    ["Free (SG,S,A*,A,A+)", "free (A,A*,A+,S,SG)"],
  ])("reads %s past its slip", (official, canonical) => {
    expect(printProgrammeCell(readSpecialColumn(official).rates)).toBe(canonical);
  });

  it.each([
    ["Free", [], ["Free"]],
    ["Free (AU) 5%", ["free (AU)"], ["5%"]],
    ["Free (AU) 5¢/firkin (CL)", ["free (AU)", 'see "5¢/firkin" (CL)'], ["5¢/firkin (CL)"]],
    ["Free (AU,Chile)", ["free (AU)"], ["Free (AU,Chile)"]],
    ["Free ()", [], ["Free ()"]],
  ])("drops nothing of %s", (official, cells, unread) => {
    const column = readSpecialColumn(official);
    expect(column.rates.map((rate) => printProgrammeCell([rate]))).toEqual(cells);
    expect(column.unread).toEqual(unread);
  });
});
