import { RangeRow, ToleranceFlag } from "../../../assembly/abi-origin";
import type { AgreementFacts, Percent, Scope, Tolerance, ToleranceLimit } from "../../model/origin/agreement";
import type { CodeRange, Materials, Selector } from "../../model/origin/rule";
import { EVERY } from "../../model/origin/rule";
import { divide, parseRational, type Rational, rational } from "../../model/rational";
import type { Draft } from "./draft";
import { AMOUNT_NUMBERS } from "./words";

/** What a tolerance asks about a product, by name: facts that a question declares, or that its engine knows. */
export const MIXED_TEXTILES = "mixed-textiles";
/** "Note 6" → `tolerance-note-6`: the product's rule refers to the note. */
export const referenceFact = (reference: string): string => `tolerance-${reference.toLowerCase().replaceAll(" ", "-")}`;
/** And about its materials. */
export const LINING = "lining";
export const TRIMMING = "trimming";
export const ELASTOMERIC = "elastomeric";
export const FORMED_IN_PARTIES = "formed-in-parties";
/** The material is a basic textile material, and of this one. */
export const BASIC_TEXTILE = "basic-textile";
export const basicQuality = (basic: string): string => `basic-${basic}`;

const EXCUSES = { change: ToleranceFlag.change, "made-from": ToleranceFlag.madeFrom, all: ToleranceFlag.all } as const;
const ALL_KINDS = ["change", "made-from", "all"] as const;

const selectorOf = (range: CodeRange | undefined, quality: string | undefined): Selector => ({ range, quality });
const named = (quality: string): Selector => selectorOf(undefined, quality);
const SAME_HEADING = selectorOf({ kind: "same", level: "heading" }, undefined);

function rangeOf(codes: string): CodeRange {
  const [from = "", to = from] = codes.split("..");
  return { kind: "codes", from, to };
}

/** The codes of a scope, narrowed by a quality; everything where there is no scope. */
function selectionOf(scope: Scope | undefined, quality?: string): Materials {
  if (scope === undefined) return quality === undefined ? EVERY : { include: [named(quality)], except: [] };
  return {
    include: scope.codes.map((codes) => selectorOf(rangeOf(codes), quality)),
    except: (scope.except ?? []).map((codes) => selectorOf(rangeOf(codes), undefined)),
  };
}

const without = ({ include, except }: Materials, ...more: readonly Selector[]): Materials => ({
  include,
  except: [...except, ...more],
});

const share = (text: Percent): Rational => divide(parseRational(text.slice(0, -1)) as Rational, rational(100n));

/** Writes the tolerances of an agreement. @throws RangeError for one that the table cannot say */
export function writeTolerances(draft: Draft, { tolerances = [] }: Pick<AgreementFacts, "tolerances">): void {
  for (const tolerance of tolerances) writeTolerance(draft, tolerance);
}

function writeTolerance({ columns, fact, limit, selection }: Draft, tolerance: Tolerance): void {
  const kinds = (tolerance.excuses ?? ALL_KINDS).reduce((flags, kind) => flags | EXCUSES[kind], 0);
  columns.toleranceFlags.push(kinds | (tolerance.waivesContent ? ToleranceFlag.waivesContent : 0));
  columns.toleranceGoods.push(selection(selectionOf(tolerance.goods)));
  columns.toleranceMaterials.push(selection(excusable(tolerance)));
  if (tolerance.mixed) columns.conditionFact.push(fact("product", MIXED_TEXTILES));
  if (tolerance.reference !== undefined)
    columns.conditionFact.push(fact("product", referenceFact(tolerance.reference)));
  columns.toleranceFacts.push(columns.conditionFact.length);

  const exclude = (goods: Materials, condition: string | undefined, materials: Materials, level: number): void => {
    columns.exclusionGoods.push(selection(goods));
    columns.exclusionFact.push(condition === undefined ? 0 : fact("product", condition));
    columns.exclusionMaterials.push(selection(materials));
    columns.exclusionLevel.push(level);
  };
  if (tolerance.elastomericFormedInParties) {
    exclude(EVERY, undefined, { include: [named(ELASTOMERIC)], except: [named(FORMED_IN_PARTIES)] }, RangeRow.any);
  }
  if (tolerance.limits.every(({ of }) => of === "basic-textiles-weight")) {
    exclude(EVERY, undefined, without(EVERY, named(BASIC_TEXTILE)), RangeRow.any);
  }
  for (const { goods, goodsQuality, materials, quality, sameSubheading } of tolerance.excludes ?? []) {
    const level = sameSubheading ? RangeRow.sameSubheading : RangeRow.any;
    exclude(selectionOf(goods), goodsQuality, selectionOf(materials, quality), level);
  }
  columns.toleranceExclusions.push(columns.exclusionGoods.length);

  for (const alternative of tolerance.limits) {
    for (const [materials, percent] of capsOf(alternative)) {
      columns.capSelection.push(selection(materials));
      columns.capLimit.push(limit(share(percent)));
      columns.capBase.push(AMOUNT_NUMBERS[alternative.of]);
    }
    columns.alternativeCaps.push(columns.capSelection.length);
  }
  columns.toleranceAlternatives.push(columns.alternativeCaps.length - 1);
}

/** The materials that may be excused, by code and by what they are declared to be. */
function excusable({ materials, otherHeading, liningsExcluded, trimmingsOnly }: Tolerance): Materials {
  const scope = selectionOf(materials, trimmingsOnly ? TRIMMING : undefined);
  return without(
    scope,
    ...(otherHeading ? [SAME_HEADING] : []),
    ...(liningsExcluded || trimmingsOnly ? [named(LINING)] : []),
  );
}

/** Each limit with the excused materials that it is about. */
function capsOf({ limit, elastomeric, basics = {} }: ToleranceLimit): (readonly [Materials, Percent])[] {
  const own = Object.entries(basics).map(([basic, percent]) => [named(basicQuality(basic)), percent] as const);
  const caps: (readonly [Materials, Percent])[] = [[without(EVERY, ...own.map(([selector]) => selector)), limit]];
  if (elastomeric !== undefined) caps.push([selectionOf(undefined, ELASTOMERIC), elastomeric]);
  for (const [selector, percent] of own) caps.push([{ include: [selector], except: [] }, percent]);
  return caps;
}
