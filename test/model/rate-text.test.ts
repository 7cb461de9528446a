import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rate, RateBasis, RateCell, RateTerm, Reference } from "../../src/model/rate";
import {
  parseCell,
  parseProgrammeCell,
  printCell,
  printProgrammeCell,
  RateSyntaxError,
} from "../../src/model/rate-text";
import { rational } from "../../src/model/rational";

const CANONICAL = [
  "free",
  "6.8%",
  "33 1/3%",
  "2/11%",
  "-1%",
  "0.088 USD/KGM + 20%",
  "1 1/3 EUR/DTN",
  "0.36 USD/NAR + 5.3% of batteryValue",
  "0.09 USD/NAR:jewels>7",
  "2 EUR/LTR*alcoholicStrength",
  "0.1 GBP/plates<3.5",
  "0.014606 USD/KGM - 0.00020668 USD/KGM*polarization<100 MIN 0.00943854 USD/KGM",
  "18.9% MAX 16.5 EUR/DTN + 2% MIN 1%",
  "duty of components",
  "duty of article",
  "highest rate of components",
  "duty of components + 2%",
  "15% - base duty",
  "25% - 25% of usContentValue - base duty MIN 15% - base duty",
  "0.3464% MIN 32.71 USD/entry MAX 634.62 USD/entry",
  "3 USD/entryFee",
  'see "9822.04.40 (a); else: x"',
  'if underBond: free; else: see "Free, under bond"',
  "if a: 3%; if b: 0.5 USD/KGM MIN 2%; else: free",
];

describe("the text of a rate", () => {
  it.each(CANONICAL)("%s is printed as it was read", (text) => {
    expect(printCell(parseCell(text))).toBe(text);
  });

  it("means shares as fractions of one, and money as it stands", () => {
    expect(parseCell("33 1/3% - 0.5 USD/NAR:jewels>7*grade")).toEqual({
      kind: "rate",
      sums: [
        {
          operator: "first",
          terms: [
            { sign: 1, coefficient: rational(1n, 3n), basis: { kind: "value" } },
            {
              sign: -1,
              coefficient: rational(1n, 2n),
              currency: "USD",
              basis: { kind: "quantity", unit: "NAR:jewels", threshold: { sense: "over", at: rational(7n) } },
              factor: { kind: "fact", fact: "grade" },
            },
          ],
        },
      ],
    });
  });

  it.each([
    ["", 1, "a number"],
    ["Free", 1, "a number"],
    ["free MIN 3%", 5, "the end"],
    ["6.80%", 1, "6.8"],
    ["06%", 1, "6"],
    ["2/6%", 1, "1/3"],
    ["2/4%", 1, "0.5"],
    ["0%", 1, "a number above 0"],
    ["1/0%", 1, "a number"],
    ["3 USD", 3, "a currency and a slash"],
    ["3 USD/", 7, "a unit or a fact"],
    ["3 USD/KGMS", 7, "a unit or a fact"],
    ["3 USD/KGM:", 7, "a unit or a fact"],
    ["3%+4%", 3, "the end"],
    ["3% + ", 6, "a number"],
    ["3% of Battery", 7, "a fact"],
    ['see ""', 6, "a text and a quotation mark"],
    ['see "x', 6, "a text and a quotation mark"],
    ["if a: free", 11, '"; else: "'],
    ["if a: free; else: if b: free; else: 1%", 19, "a number"],
    ["free ", 5, "the end"],
    ["base duty", 1, "a number"],
    ["-base duty", 2, "a number"],
    ["15% + base duty", 7, "a number"],
    ["15% - base duty - base duty", 16, "the end"],
    ["15% - base duty + 1%", 16, "the end"],
    ["3 USD/entry>1", 12, "the end"],
    ["3 USD/entry*KGM", 12, "the end"],
    ["3 USD/KGM*entry", 11, "a unit or a fact"],
  ])("%j is refused at column %i", (text, column, expected) => {
    expect(() => parseCell(text)).toThrow(RateSyntaxError);
    try {
      parseCell(text);
    } catch (error) {
      expect(error).toMatchObject({ column, expected, text });
    }
  });

  it("cannot print what it cannot say", () => {
    const term = (basis: RateBasis, rest: Partial<RateTerm> = {}): RateCell => ({
      kind: "rate",
      sums: [{ operator: "first", terms: [{ sign: 1, coefficient: rational(1n), basis, ...rest }] }],
    });
    expect(() => printCell({ kind: "see", text: 'a "b"' })).toThrow(RangeError);
    expect(() => printCell(term({ kind: "quantity", unit: "KGM" }))).toThrow(RangeError);
    expect(() => printCell(term({ kind: "value" }, { currency: "USD" }))).toThrow(RangeError);
    expect(() => printCell(term({ kind: "charge", of: "article", pick: "highest" }))).toThrow(RangeError);
    expect(() => printCell(term({ kind: "base-duty" }, { sign: -1 }))).toThrow(RangeError);
    expect(() => printCell(term({ kind: "entry" }))).toThrow(RangeError);
    expect(() => printCell(term({ kind: "fact", fact: "entry" }, { currency: "USD" }))).toThrow(RangeError);
    const entry = { kind: "entry" } as const;
    expect(() => printCell(term(entry, { currency: "USD", factor: { kind: "value" } }))).toThrow(RangeError);
    const taken: RateTerm = { sign: -1, coefficient: rational(1n), basis: { kind: "base-duty" } };
    const share: RateTerm = { sign: 1, coefficient: rational(1n), basis: { kind: "value" } };
    for (const terms of [
      [share, taken, share],
      [share, { ...taken, sign: 1 as const }],
      [share, { ...taken, coefficient: rational(2n) }],
    ]) {
      expect(() => printCell({ kind: "rate", sums: [{ operator: "first", terms }] })).toThrow(RangeError);
    }
  });
});

describe("the text of a programme cell", () => {
  it.each(["", 'free (AU,BH,E*); 3.2% (JP); see "9822.04.40" (P+)', "if a: free; else: 3% (S); free (S+)"])(
    "%j is printed as it was read",
    (text) => {
      expect(printProgrammeCell(parseProgrammeCell(text))).toBe(text);
    },
  );

  it.each(["free", "free ()", "free (A,)", "free (A);3% (B)", "free (A) ", "free (a)"])("%j is refused", (text) => {
    expect(() => parseProgrammeCell(text)).toThrow(RateSyntaxError);
  });
});

const number = fc
  .tuple(fc.bigInt(1n, 10n ** 9n), fc.constantFrom(1n, 3n, 7n, 10n, 11n, 1000n, 10n ** 8n))
  .map(([numerator, denominator]) => rational(numerator, denominator));
const fact = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/);
const threshold = fc.option(fc.record({ sense: fc.constantFrom("over" as const, "under" as const), at: number }), {
  nil: undefined,
});
const counted: fc.Arbitrary<RateBasis> = fc
  .tuple(fc.constantFrom("KGM", "NAR:jewels", "KGM:total-sugars", "2N"), fact, fc.boolean(), threshold)
  .map(([unit, name, isFact, at]) => ({
    ...(isFact ? { kind: "fact" as const, fact: name } : { kind: "quantity" as const, unit }),
    ...(at && { threshold: at }),
  }));
const sign = fc.constantFrom(1 as const, -1 as const);
const term: fc.Arbitrary<RateTerm> = fc.oneof(
  fc.record({ sign, coefficient: number, basis: fc.constant({ kind: "value" as const }) }),
  fc.record({ sign, coefficient: number, basis: fact.map((name) => ({ kind: "fact" as const, fact: name })) }),
  fc.record({ sign, coefficient: number, currency: fc.constantFrom("USD", "EUR"), basis: counted }),
  fc.record({ sign, coefficient: number, currency: fc.constant("JPY"), basis: counted, factor: counted }),
);
const perEntry = fc.record({
  sign,
  coefficient: number,
  currency: fc.constant("USD"),
  basis: fc.constant({ kind: "entry" as const }),
});
const baseDuty: RateTerm = { sign: -1, coefficient: rational(1n), basis: { kind: "base-duty" } };
const terms = fc
  .tuple(fc.array(fc.oneof(term, perEntry), { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([list, topsUp]) => (topsUp ? [...list, baseDuty] : list));
const rate: fc.Arbitrary<Rate> = fc
  .tuple(fc.option(terms), fc.array(fc.record({ operator: fc.constantFrom("floor" as const, "cap" as const), terms })))
  .map(([first, rest]) => ({
    kind: "rate",
    sums: first === null ? [] : [{ operator: "first", terms: first }, ...rest],
  }));
const reference: fc.Arbitrary<Reference> = fc.record({
  kind: fc.constant("see" as const),
  text: fc.stringMatching(/^[A-Za-z0-9 .,;:()%]{1,20}$/),
});
const plain = fc.oneof(rate, reference);
const conditional: fc.Arbitrary<RateCell> = fc
  .tuple(fc.array(fc.record({ fact, rate: plain }), { minLength: 1, maxLength: 3 }), plain)
  .map(([alternatives, last]) => ({
    kind: "conditional",
    alternatives: [...alternatives, { fact: undefined, rate: last }],
  }));
const cell: fc.Arbitrary<RateCell> = fc.oneof(plain, conditional);

describe("properties", () => {
  it("what is printed is read as it was", () => {
    fc.assert(
      fc.property(cell, (it) => {
        expect(parseCell(printCell(it))).toEqual(it);
      }),
    );
  });

  it("a text is refused, or is the only text of its rate", () => {
    const pieces = [
      "free",
      "3%",
      "0.50",
      " USD/",
      "KGM",
      " + ",
      " MIN ",
      "if a: ",
      "; else: ",
      " of b",
      "1/3",
      '"',
      "<",
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (it) => {
        try {
          expect(printCell(parseCell(it))).toBe(it);
        } catch (error) {
          expect(error).toBeInstanceOf(RateSyntaxError);
        }
      }),
    );
  });

  it("programme cells too", () => {
    const programmes = fc.array(fc.stringMatching(/^[A-Z]{1,2}[+*]?$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.record({ cell, programmes })), (rates) => {
        expect(parseProgrammeCell(printProgrammeCell(rates))).toEqual(rates);
      }),
    );
  });
});
