import type { Both, MadeFrom, Rule, Selector } from "../../../src/model/origin/rule";
import { printRule } from "../../../src/model/origin/rule-text";
import type { Range } from "./code-ranges";
import type { RuleReading } from "./read-rule";
import { both, change, either } from "./rules";

/**
 * "Manufacture from yarn" as codes. The notes to the lists define the stages of textile working by headings (natural
 * fibres, staple fibres, chemical materials) or the nomenclature does (yarn, fabric); a material at an earlier stage may
 * be used, one at a later stage may not, and what is no textile cannot be meant (PEM App. I Annex I Notes 3.3, 3.5 and 4).
 * Textile materials of chapters 50 to 63 that are none of those named are thus barred, all others are free.
 */

const codes = (...ranges: readonly string[]): readonly Selector[] =>
  ranges.map((range) => {
    const [from = "", to = from] = range.split("-");
    return { range: { kind: "codes", from, to }, quality: undefined };
  });

const having = (quality: string, selectors: readonly Selector[]): readonly Selector[] =>
  selectors.map((selector) => ({ ...selector, quality }));

const NATURAL = codes("5001-5003", "5101-5105", "5201-5203", "5301-5305");
const STAPLE = codes("5501-5507");
const FIBRES = [...NATURAL, ...STAPLE];
const SPUN = codes("5004-5006", "5106-5110", "5204-5207", "5306-5308", "5401-5406", "5508-5511", "5605-5606");
const UNPREPARED = [
  ...codes("5001-5003", "5101-5103", "5201-5202"),
  ...having("not-prepared-for-spinning", codes("5104", "5301-5305")),
];
const FABRICS = codes("50-60");
const TEXTILES = codes("50-63");
const NO_TEXTILES: readonly Selector[] = [];

/** What may be used where a rule names a material: all of it, and what it is made from. */
const STAGES: readonly (readonly [name: RegExp, may: readonly Selector[]])[] = [
  [/^yarn(?:-or-textile-fibres)?$/, [...FIBRES, ...SPUN]],
  [/^fabrics?$/, FABRICS],
  [/^single-yarn$/, [...FIBRES, ...having("single-yarn", SPUN)]],
  [/^unbleached-single-yarn$/, [...FIBRES, ...having("unbleached-single-yarn", SPUN)]],
  [/^(?:other-)?natural-fibres$/, NATURAL],
  [/^(?:other-)?natural-fibres-not-carded/, UNPREPARED],
  [/^raw-silk-or-silk-waste/, codes("5001-5003")],
  [/^man-made-staple-fibres$/, STAPLE],
  [/^man-made-staple-fibres-not/, codes("5501-5505")],
  [/^coir-yarn$/, codes("5305", "530810")],
  [/^(?:synthetic-or-artificial-)filament-yarn$/, codes("5401-5406")],
  [
    /^(?:chemical-materials|textile-pulp|chemical-materials-or-textile-pulp|paper|paper-making-materials)$/,
    NO_TEXTILES,
  ],
];

function stage({ range, quality }: Selector): readonly Selector[] | undefined {
  if (range !== undefined || quality === undefined) return undefined;

  return STAGES.find(([name]) => name.test(quality))?.[1];
}

function byCodes(rule: MadeFrom): Rule {
  if (rule.materials.except.length > 0) return rule;
  const stages = rule.materials.include.map(stage);
  if (stages.some((found) => found === undefined)) return rule;
  return onlyTextiles(stages.flatMap((found) => found ?? []));
}

/** Of the textiles only these. */
const onlyTextiles = (may: readonly Selector[]): Rule =>
  change("any", { include: TEXTILES, except: [...new Set(may)] });

const MADE_UP = 3;

/** Operations that bring textiles from one stage to the next, with what they start from at the latest. */
const OPERATIONS: Readonly<Record<string, { readonly stage: number; readonly from: readonly Selector[] }>> = {
  "extrusion-man-made-fibres": { stage: 0, from: NO_TEXTILES },
  "extrusion-filament-yarn": { stage: 0, from: NO_TEXTILES },
  "spinning-natural-fibres": { stage: 1, from: NATURAL },
  "spinning-staple-fibres": { stage: 1, from: STAPLE },
  spinning: { stage: 1, from: FIBRES },
  weaving: { stage: 2, from: [...FIBRES, ...SPUN] },
  knitting: { stage: 2, from: [...FIBRES, ...SPUN] },
  crocheting: { stage: 2, from: [...FIBRES, ...SPUN] },
  "making-up": { stage: MADE_UP, from: FABRICS },
};

/** The conjunctions of operations that a rule allows; undefined if it asks for anything else. */
function operations(rule: Rule): readonly (readonly string[])[] | undefined {
  if (rule.kind === "declared") return rule.fact in OPERATIONS ? [[rule.fact]] : undefined;
  if (rule.kind !== "and" && rule.kind !== "or") return undefined;
  const inner = rule.rules.map(operations);
  const known = inner.flatMap((found) => (found === undefined ? [] : [found]));
  if (known.length < inner.length) return undefined;
  if (rule.kind === "or") return known.flat();
  return known.reduce((left, right) => left.flatMap((first) => right.map((second) => [...first, ...second])));
}

/** What the earliest of these operations starts from, for each way to do them. */
const startsFrom = (ways: readonly (readonly string[])[]): readonly Selector[] =>
  ways.flatMap((names) => {
    const [first] = names.map((name) => OPERATIONS[name]).sort((a, b) => (a?.stage ?? 0) - (b?.stage ?? 0));
    return first?.from ?? [];
  });

/**
 * All of these operations have been carried out on what does not originate if nothing of a later stage was brought in.
 * The bill shows it, and a declaration that it contradicts does not count: cloth that was bought was not woven.
 */
function shownByBill(rule: Rule): Rule {
  const found = operations(rule);
  return found === undefined ? rule : onlyTextiles(startsFrom(found));
}

const isDeclared = (rule: Rule): boolean =>
  rule.kind === "declared" || ((rule.kind === "and" || rule.kind === "or") && rule.rules.every(isDeclared));

/** Yarn and cloth that a conjunction of operations wants made in the parties are not brought in; limits let some in. */
function alsoByBill(rule: Both): Rule {
  if (!isDeclared(rule)) return rule;
  const known = rule.rules.filter((one) => operations(one) !== undefined);
  const ways = known.length === 0 ? [] : (operations({ kind: "and", rules: known }) ?? []);
  const made =
    ways.length > 0 && ways.every((names) => names.some((name) => (OPERATIONS[name]?.stage ?? MADE_UP) < MADE_UP));
  return made ? both([rule, onlyTextiles(startsFrom(ways))]) : rule;
}

function inner(rule: Rule): Rule {
  const shown = shownByBill(rule);
  if (shown !== rule) return shown;
  if (rule.kind === "made-from") return byCodes(rule);
  if (rule.kind === "or") {
    const rules = rule.rules.map(inner).flatMap((one) => (one.kind === "or" ? one.rules : [one]));
    const texts = rules.map(printRule);
    return either(rules.filter((_, i) => texts.indexOf(texts[i] as string) === i));
  }
  if (rule.kind !== "and") return rule;
  return alsoByBill(both(rule.rules.map((one) => (one.kind === "made-from" ? byCodes(one) : one))) as Both);
}

/** The reading of a rule for goods of chapters 50 to 63 alone, where all materials that count are textiles. */
export function byStage(reading: RuleReading, ranges: readonly Range[]): RuleReading {
  const textile = ranges.every(({ from, to }) => from.slice(0, 2) >= "50" && to.slice(0, 2) <= "63");
  return textile && reading.rule !== undefined ? { rule: inner(reading.rule) } : reading;
}
