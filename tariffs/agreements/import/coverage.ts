import type { Materials, Rule } from "../../../src/model/origin/rule";
import { factsOf, innerRules, selectionsOf } from "../../../src/model/origin/rule-walk";
import type { Annex } from "./annex";
import { isCaption } from "./parts";
import type { ReadRow } from "./rows";

/**
 * How much of an agreement can be executed. A rule is one text of the data file, as its publisher counts them.
 *
 * - **full**: the bill of materials and the product's values decide it: codes, origins and status, values, weights. No
 *   test of the rule asks for a named fact. (`made from` codes asks of a material beside them whether it is of another
 *   nature: it counts as full; `fullStrict` leaves it out, and rules about materials' being wholly obtained as well.)
 * - **facts**: it is decided once the processes, qualities or quotas that it names are declared.
 * - **unread**: it could not be read, and stands in `unread.tsv`.
 */
export interface Coverage {
  readonly rules: number;
  readonly full: number;
  readonly fullStrict: number;
  /** Rules that are full, or stand beside an alternative that is. */
  readonly fullByAlternative: number;
  readonly nearly: number;
  readonly facts: number;
  readonly unread: number;
  /** Rows that print no rule: titles of divided headings. */
  readonly captions: number;
  readonly reasons: ReadonlyMap<string, number>;
}

const kindsOf = (rule: Rule): readonly string[] => [rule.kind, ...innerRules(rule).flatMap(kindsOf)];

function namesNothing(rule: Rule): boolean {
  const { processes, product, quotas, figures, qualities } = factsOf(rule);
  const named = qualities.filter((quality) => quality !== "earlier-stage" && quality !== "other-nature");
  return [...processes, ...product, ...quotas, ...figures, ...named].length === 0;
}

/** Whether the bill alone can decide the rule by one of its alternatives. */
export function isDecidedByBill(rule: Rule): boolean {
  if (rule.kind === "or") return rule.rules.some(isDecidedByBill);
  if (rule.kind === "and") return rule.rules.every(isDecidedByBill);
  if (rule.kind === "parts") return rule.parts.length === 0 && innerRules(rule).every(isDecidedByBill);
  return namesNothing(rule);
}

/** Whether a test asks for a quality only of materials of the codes that it lists, or that fail it by their code. */
function asksOnlyOfListed(rule: Rule): boolean {
  if (rule.kind === "change") {
    return (
      (rule.from !== "any" || rule.allowing.every(narrowed)) && (rule.except === undefined || isNarrow(rule.except))
    );
  }
  return (
    namesNothing(rule) ||
    (["share", "all", "rvc", "made-from"].includes(rule.kind) && selectionsOf(rule).every(isNarrow))
  );
}

const isNarrow = ({ include, except }: Materials): boolean =>
  [...include, ...except].every(({ range, quality }) => quality === undefined || range !== undefined);

const narrowed = ({ materials }: { readonly materials: Materials }): boolean => isNarrow(materials);

export function isNearlyDecided(rule: Rule): boolean {
  if (rule.kind === "or") return rule.rules.some(isNearlyDecided);
  if (rule.kind === "and") return rule.rules.every(isNearlyDecided);
  if (rule.kind === "parts") return rule.parts.length === 0 && innerRules(rule).every(isNearlyDecided);
  return asksOnlyOfListed(rule);
}

const isStrict = (rule: Rule): boolean =>
  namesNothing(rule) && !kindsOf(rule).some((kind) => ["made-from", "wholly-obtained", "all"].includes(kind));

export function coverageOf(annex: Annex, reads: readonly ReadRow[]): Coverage {
  const counts = { rules: 0, full: 0, fullStrict: 0, fullByAlternative: 0, nearly: 0, facts: 0, unread: 0 };
  const reasons = new Map<string, number>();
  for (const { alternatives } of reads) {
    const anyFull = alternatives.some(({ reading }) => reading.rule !== undefined && isDecidedByBill(reading.rule));
    for (const { reading, texts } of alternatives) {
      counts.rules += texts;
      if (reading.unread !== undefined) {
        const reason = reading.unread.replace(/\d+ of \d+/, "part of the");
        reasons.set(reason, (reasons.get(reason) ?? 0) + texts);
        counts.unread += texts;
        continue;
      }
      const full = isDecidedByBill(reading.rule);
      counts[full ? "full" : "facts"] += texts;
      if (isStrict(reading.rule)) counts.fullStrict += texts;
      if (anyFull) counts.fullByAlternative += texts;
      if (isNearlyDecided(reading.rule)) counts.nearly += texts;
    }
  }
  return { ...counts, captions: annex.rows.filter(isCaption).length, reasons };
}
