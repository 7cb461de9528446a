import type { Rule } from "../../../src/model/origin/rule";
import { printRule } from "../../../src/model/origin/rule-text";
import type { ReadRow } from "./rows";

/** Two copies of one annex, each read from its own source: where the readings differ, one of the copies is wrong. */
export interface Comparison {
  /** Ranges of codes that both have. */
  readonly ranges: number;
  /** Of these, the ones whose every alternative in the second copy is one of the first's. */
  readonly alike: number;
  /** The others. */
  readonly differing: readonly string[];
}

const text = (rule: Rule): string => (rule.kind === "parts" ? "parts" : printRule(rule));

function byRange(reads: readonly ReadRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { ranges, alternatives } of reads) {
    const rules = alternatives.flatMap(({ reading }) =>
      reading.rule === undefined ? ["unread"] : either(reading.rule),
    );
    for (const { from, to } of ranges) {
      const key = from === to ? from : `${from}–${to}`;
      found.set(key, new Set([...(found.get(key) ?? []), ...rules]));
    }
  }
  return found;
}

const either = (rule: Rule): readonly string[] => (rule.kind === "or" ? rule.rules.map(text) : [text(rule)]);

export function compare(first: readonly ReadRow[], second: readonly ReadRow[]): Comparison {
  const [full, other] = [byRange(first), byRange(second)];
  const shared = [...other].filter(([range]) => full.has(range));
  const differing = shared.filter(([range, rules]) => [...rules].some((rule) => !full.get(range)?.has(rule)));
  return {
    ranges: shared.length,
    alike: shared.length - differing.length,
    differing: differing.map(([range]) => range).sort(),
  };
}
