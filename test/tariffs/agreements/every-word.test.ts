import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRule, printRule } from "../../../src/model/origin/rule-text";
import { readRule } from "../../../tariffs/agreements/import/read-rule";

const TEXTS = [
  "Manufacture from materials of any heading, except that of the product",
  "Manufacture in which the value of all the materials used does not exceed 40% of the ex-works price of the product",
  "Manufacture in which all the materials of chapter 4 used are wholly obtained",
  "A change from any other heading, except from heading 2207, provided that the net weight of sugar used does not exceed 20% of the net weight of the product",
  "Spinning of natural fibres accompanied by weaving",
  "The good has a regional value content of not less than 40% under the build-up method",
];
const text = fc.constantFrom(...TEXTS);

const read = (source: string): string | undefined => {
  const { rule } = readRule([source]);
  return rule === undefined ? undefined : printRule(rule);
};

describe("every word of a text counts", () => {
  it("a word put in is either named by the rule or leaves the text unread", () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.constantFrom("zyzzyva", "zyzzyvas", "zyzzyvic"), (source, place, word) => {
        const words = source.split(" ");
        const at = place % (words.length + 1);
        const rule = read([...words.slice(0, at), word, ...words.slice(at)].join(" "));
        if (rule !== undefined) expect(rule).toContain(word);
      }),
    );
  });

  it("an exception, a limit, a code or a level left out never leaves the same rule", () => {
    const telling = /^(?:except|not|any|other|chapter|value|weight|wholly|natural|weaving|build-up|\d.*)\b/;
    fc.assert(
      fc.property(text, fc.nat(), (source, place) => {
        const words = source.split(" ");
        const at = place % words.length;
        fc.pre(telling.test(words[at] as string));
        expect(read(words.filter((_, i) => i !== at).join(" "))).not.toBe(read(source));
      }),
    );
  });

  it("signs of the page make no difference", () => {
    const page = fc.constantFrom(
      (source: string) => source.replaceAll(" ", "&nbsp;"),
      (source: string) => source.replaceAll(" of ", "\n                of "),
      (source: string) => source.replace(/\d+%/, "**$&**"),
      (source: string) => source.replace(/heading (\d{4})/, "[heading $1](/headings/$1)"),
      (source: string) => `  ${source.replaceAll(" the ", " ")} . `,
      (source: string) => source.replaceAll("-", "\u2010"),
    );
    fc.assert(
      fc.property(text, page, (source, printed) => {
        expect(read(printed(source))).toBe(read(source));
      }),
    );
  });

  it("limits are read to the last decimal, and rules can be read back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), (hundredths) => {
        const limit = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}`;
        const rule = read((TEXTS[1] as string).replace("40%", `${limit} per cent`));
        expect(rule).toBe(`MaxNOM ${String(hundredths / 100)}% EXW`);
        expect(printRule(parseRule(rule as string))).toBe(rule);
      }),
    );
  });
});
