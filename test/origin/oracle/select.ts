import type { Scope } from "../../../src/model/origin/agreement";
import type { CodeRange, Materials, Selector } from "../../../src/model/origin/rule";
import type { Level, Material } from "./level";
import type { Truth } from "./truth";
import { and, not, or } from "./truth";

const DIGITS = { chapter: 2, heading: 4, subheading: 6 } as const;

/** Whether a code of which only the first digits may be known lies from one prefix to another of the same length. */
export function within(code: string, from: string, to: string): Truth {
  const length = from.length;
  const lowest = code.padEnd(length, "0").slice(0, length);
  const highest = code.padEnd(length, "9").slice(0, length);
  if (highest < from || lowest > to) return false;
  return lowest >= from && highest <= to ? true : undefined;
}

/** Whether two codes begin with the same digits. */
export function sameDigits(code: string, other: string, level: keyof typeof DIGITS): Truth {
  const digits = DIGITS[level];
  const known = Math.min(digits, code.length, other.length);
  if (code.slice(0, known) !== other.slice(0, known)) return false;
  return known === digits ? true : undefined;
}

function inRange(range: CodeRange, material: Material, product: string): Truth {
  if (range.kind === "codes") return within(material.code, range.from, range.to);
  return sameDigits(material.code, product, range.level);
}

function bySelector({ range, quality }: Selector, material: Material, product: string): Truth {
  return and(
    range === undefined ? true : inRange(range, material, product),
    quality === undefined ? true : material.qualities[quality],
  );
}

/** Whether a selection holds a material: `undefined` is "perhaps". */
export function selected({ include, except }: Materials, material: Material, { product }: Level): Truth {
  const some = (selectors: readonly Selector[]): Truth =>
    or(...selectors.map((selector) => bySelector(selector, material, product.code)));
  return and(some(include), not(some(except)));
}

/** Whether a code lies in the chapters and headings that an agreement's article names. */
export function inScope({ codes, except = [] }: Scope, code: string): Truth {
  const some = (ranges: readonly string[]): Truth =>
    or(
      ...ranges.map((range) => {
        const [from = "", to = from] = range.split("..");
        return within(code, from, to);
      }),
    );
  return and(some(codes), not(some(except)));
}
