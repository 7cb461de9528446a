import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { BasisKind, Column, LineStatus, OPEN } from "../../assembly/abi";
import { parseCell, RateSyntaxError } from "../../src/model/rate-text";
import { bind } from "../../src/text/bind";
import { columnsOf, pack } from "./bytes";
import { type Kernel, place } from "./kernel";

/** The string-shaped door, through as-bind as the package uses it. */
interface Texts {
  normalizeCode(code: string): string;
  parseRate(text: string): string;
  quote(table: number, line: string): string;
}

let kernel: Kernel;
let texts: Texts;
beforeAll(async () => {
  const bound = await bind(Uint8Array.from(readFileSync(new URL("../../dist/dutiable.wasm", import.meta.url))));
  kernel = bound.exports as unknown as Kernel;
  texts = bound.functions as unknown as Texts;
});

describe("normalizeCode", () => {
  it.each([
    ["0101.30.00.00", "0101300000"],
    ["0101 30 0000", "0101300000"],
    ["87", "87"],
    ["", ""],
    [" . ", ""],
    ["0101.3O", ""],
    ["٠١٠١", ""],
    ["12345678901234", ""],
    ["0101-30", ""],
  ])("%j is %j", (code, digits) => {
    expect(texts.normalizeCode(code)).toBe(digits);
  });
});

const RATES = [
  "free",
  "6.8%",
  "33 1/3%",
  "1/3%",
  "0.088 USD/KGM + 20%",
  "0.36 USD/NAR + 5.3% of batteryValue",
  "0.09 USD/NAR:jewels>7",
  "0.014606 USD/KGM - 0.00020668 USD/KGM*polarization<100 MIN 0.00943854 USD/KGM",
  "12.8% MIN 0.03 EUR/KGM MAX 20%",
  "15% - base duty",
  "0.3464% MIN 32.71 USD/entry MAX 634.62 USD/entry",
  "duty of components",
  "highest rate of components",
  "-5% + duty of article",
  'see "additional U.S. note 3"',
  'if underBond: free; else: see "Free, under bond"',
  "if a: 1%; if b2: 2 1/7 USD/LPA; else: free",
];

/** The column at which the host's parser stops, or the text itself. */
function model(text: string): string | number {
  try {
    parseCell(text);
    return text;
  } catch (error) {
    if (error instanceof RateSyntaxError) return error.column;
    throw error;
  }
}

function kernelSays(text: string): string | number {
  const said = texts.parseRate(text);
  const flaw = /^error at (\d+): .+ expected$/.exec(said);
  return flaw ? Number(flaw[1]) : said;
}

describe("parseRate", () => {
  it.each(RATES)("reads %s", (rate) => {
    expect(texts.parseRate(rate)).toBe(rate);
  });

  it.each([
    ["", "error at 1: a number in its shortest form expected"],
    ["6.80%", "error at 1: a number in its shortest form expected"],
    ["0%", "error at 1: a number in its shortest form expected"],
    ["1/2%", "error at 1: a number in its shortest form expected"],
    ["6.8", "error at 4:   expected"],
    ["6.8% ", "error at 5: the end expected"],
    ["5% of Value", "error at 7: a fact expected"],
    ["1 usd/KGM", "error at 3: a currency and a slash expected"],
    ["1 USD/kgm>0", "error at 11: a number in its shortest form expected"],
    ["1 USD/K", "error at 7: a unit or a fact expected"],
    ['see ""', "error at 6: a text and a quotation mark expected"],
    ["if x: 1%", "error at 9: ; else:  expected"],
  ])("says what is wrong with %j", (text, flaw) => {
    expect(texts.parseRate(text)).toBe(flaw);
  });

  it("stops where the host's parser stops", () => {
    const pieces = fc.constantFrom(
      ...'0123456789./%+-*<>: ;"',
      " MIN ",
      " + ",
      "USD/",
      "KGM",
      "entry",
      " - base duty",
      "NAR:jewels",
      "fact",
      "free",
      "if ",
      "else: ",
      'see "',
    );
    const edited = fc
      .tuple(fc.constantFrom(...RATES), fc.nat(80), fc.nat(3), pieces)
      .map(([rate, at, removed, piece]) => rate.slice(0, at) + piece + rate.slice(at + removed));
    const made = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(edited, made), (text) => {
        expect(kernelSays(text)).toBe(model(text));
      }),
      { numRuns: 5000 },
    );
  });
});

describe("quote", () => {
  let table: number;
  beforeAll(() => {
    const columns = columnsOf({
      lines: [
        { code: 101300000n, set: 1 },
        { code: 201300000n, set: 2 },
      ],
      sets: [[], [0], [1]],
      groups: [[{ choice: 0 }], [{ choice: 1 }]],
      choices: [[{ program: 0 }], [{ program: 1 }]],
      programs: [
        { denominator: 1000n, sums: [{ terms: [{ coefficient: 68n, basis: 1 }] }] },
        { denominator: 100n, sums: [{ terms: [{ coefficient: 44n, basis: 2 }] }] },
      ],
      bases: [{ kind: BasisKind.value }, { kind: BasisKind.quantity, key: 3, quantum: 1_000_000n }],
      areas: [],
      lastEditionDay: 20454,
      firstDay: 20089,
    });
    columns.set(Column.stringStart, [4, [0, 0, 5]]);
    columns.set(Column.stringBytes, [1, [...new TextEncoder().encode("KGM>7")]]);
    columns.set(Column.basisText, [4, [0, 0, 1]]);
    const bytes = pack(columns, 20089, 20454);
    table = kernel.loadTable(place(kernel, bytes), bytes.length, OPEN);
    expect(table).toBe(0);
  });

  it.each([
    ["0101300000|2025-01-15|FR|0|12500.00|", "850.00|0|0"],
    ["0101300000|2025-01-15|FR|0|0.07|", "0.00|0|0"],
    ["201300000|2025-02-28|CN|0|1|1500.5 KGM", "660.44|0|0"],
    ["201300000|2025-02-28|CN|0|1|", `|${LineStatus.quantityMissing}|2`],
    ["0101300000|2024-12-31|FR|0|1|", `|${LineStatus.dateBeforeTable}|0`],
    ["5|2025-01-15|FR|0|1|", `|${LineStatus.unknownCommodity}|0`],
    ["0101300000|2025-01-15|FR|7|1|", `|${LineStatus.claimNotForOrigin}|7`],
    ["0101300000|2025-13-15|FR|0|1|", "error at 22"],
    ["0101300000|2025-01-15|fr|0|1|", "error at 24"],
    ["0101300000|2025-01-15|FR|0|1,5|", "error at 29"],
    ["201300000|2025-02-28|CN|0|1|5 TNE", "error at 34"],
    ["", "error at 1"],
  ])("%s is %s", (line, answer) => {
    expect(texts.quote(table, line)).toBe(answer);
  });

  it("answers a table that is not there", () => {
    expect(texts.quote(7, "0101300000|2025-01-15|FR|0|1|")).toBe("error at 1");
  });
});
