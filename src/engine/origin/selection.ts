import type { CodeRange, Materials, Selector } from "../../model/origin/rule";
import { qualityOf } from "./facts";
import type { Row, Truth } from "./kinds";
import { inRange, type Vocabulary } from "./vocabulary";

/** Whether a selection holds a material, for what is said of it; the module decides by the same rule. */
export function isSelected(row: Row, { include, except }: Materials, product: string, vocabulary: Vocabulary): Truth {
  const [inside, out] = [any(include, row, product, vocabulary), any(except, row, product, vocabulary)];
  if (inside === false || out === true) return false;
  return inside === true && out === false ? true : undefined;
}

function any(selectors: readonly Selector[], row: Row, product: string, vocabulary: Vocabulary): Truth {
  let perhaps = false;
  for (const { range, quality } of selectors) {
    const place = range === undefined ? true : holds(range, row.code.common, product);
    const kind = quality === undefined ? true : qualityOf(row, quality, vocabulary);
    if (place === true && kind === true) return true;
    perhaps ||= place !== false && kind !== false;
  }
  return perhaps ? undefined : false;
}

const DIGITS = { chapter: 2, heading: 4, subheading: 6 };

function holds(range: CodeRange, code: string, product: string): Truth {
  if (range.kind === "codes") return inRange(code, [range.from, range.to]);
  const digits = DIGITS[range.level];
  const block = product.slice(0, digits);
  const inside = inRange(code, [block.padEnd(digits, "0"), block.padEnd(digits, "9")]);
  return block.length < digits && inside === true ? undefined : inside;
}
