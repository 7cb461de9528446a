import { millionths } from "../../model/declare/amount";
import type { AgreementFacts } from "../../model/origin/agreement";
import type { AutomotiveFacts, MaterialRole, OriginQuestion } from "../../model/origin/question";
import { add, divide, type Rational, rational } from "../../model/rational";
import { sumOf } from "./costs";
import type { Purse } from "./exchange";
import type { Row, Substance, Truth } from "./kinds";
import { shareOf } from "./share";
import { byCode, type Vocabulary } from "./vocabulary";

/** What a rule may ask of a product beside codes and amounts. */
export interface ProductFacts {
  readonly fact: (kind: "process" | "product" | "quota", id: string) => Truth;
  readonly figure: (id: string) => Rational | undefined;
}

export interface FactsSetting {
  readonly purse: Purse;
  /** Whether the question brings a rule of its own. */
  readonly ownRule: boolean;
  /** Credits that the agreement allows at most. */
  readonly labour: LabourLimits | undefined;
}

/** Of the good that is asked about. */
export function factsOfGood(
  question: OriginQuestion,
  done: ReadonlySet<string>,
  rows: readonly Row[] | undefined,
  { purse, ownRule, labour }: FactsSetting,
): ProductFacts {
  const { facts = {}, product } = question;
  return {
    fact(kind, id) {
      if (kind === "process") return processTruth(facts.processes, done, id);
      const declared = facts[id];
      if (typeof declared === "boolean") return declared;
      if (id === "mixed-textiles") return isMixed(rows);
      // Whoever brings a rule of their own says with it which notes it refers to.
      return id.startsWith(NOTE) && ownRule ? true : undefined;
    },
    figure(id) {
      const declared = facts[id];
      if (typeof declared === "string") return shareOf(declared);
      return product.automotive && automotiveFigure(product.automotive, id, purse, labour);
    },
  };
}

const NOTE = "tolerance-";

/** Of a material with a bill of its own: its processes are what it says; facts of the good are not its own. */
export const factsOfMaterial = (material: Substance, done: ReadonlySet<string>): ProductFacts => ({
  fact(kind, id) {
    if (kind === "process") return processTruth(material.processes, done, id);
    const declared = material.facts?.[id];
    return typeof declared === "boolean" ? declared : undefined;
  },
  figure(id) {
    const declared = material.facts?.[id];
    return typeof declared === "string" ? shareOf(declared) : undefined;
  },
});

/** A list of processes is complete: what it does not name was not done, unless to a material. */
const processTruth = (listed: readonly string[] | undefined, done: ReadonlySet<string>, id: string): Truth => {
  if (listed?.includes(id) || done.has(id)) return true;
  return listed === undefined ? undefined : false;
};

/** Whether the good is of two or more basic textile materials. */
function isMixed(rows: readonly Row[] | undefined): Truth {
  const basics = new Set((rows ?? []).map(({ material }) => material.textile?.basic).filter((it) => it !== undefined));
  if (basics.size > 1) return true;
  return basics.size === 1 && rows!.every(({ material }) => material.textile?.basic !== undefined) ? false : undefined;
}

/** Whether a material has a quality: as declared, as its textile facts say, or as its code tells. */
export function qualityOf({ material, code }: Row, id: string, vocabulary: Vocabulary): Truth {
  const declared = material.facts?.[id];
  if (typeof declared === "boolean") return declared;
  const { textile } = material;
  switch (id) {
    case "elastomeric":
      return textile?.elastomeric ?? false;
    case "lining":
      return textile?.lining ?? false;
    case "formed-in-parties":
      return textile?.formedInParties;
    case "deciding-component":
      return textile?.inDecidingComponent ?? true;
    default:
      if (id.startsWith(BASIC)) return textile?.basic === id.slice(BASIC.length);
      // A rule that names materials by what they are speaks of those in the good.
      return byCode(vocabulary, id, code.common) ?? (isPacking(material.role) ? false : undefined);
  }
}

/** Whether a material is about the good, and not in it: its weight is none of the good's net weight. */
export const isPacking = (role: MaterialRole | undefined): boolean =>
  role === "retail-packing" || role === "shipping-packing" || role === "indirect";

const BASIC = "basic-";

/** Shares that the automotive rules ask for. */
function automotiveFigure(
  facts: AutomotiveFacts,
  id: string,
  purse: Purse,
  labour: LabourLimits | undefined,
): Rational | undefined {
  if (id === "labour-value-content") return labourContent(facts, purse, labour)?.total;
  const metal = id === "steel-purchases" ? facts.steel : id === "aluminium-purchases" ? facts.aluminium : undefined;
  if (metal === undefined) return undefined;
  const [part, whole] = [purse.of(metal.originating), purse.of(metal.purchases)];
  return part === undefined || whole === undefined || whole.numerator === 0n ? undefined : divide(part, whole);
}

/** Labour value content: points of material and manufacturing, with what is credited for technology and assembly. */
export interface LabourContent {
  readonly material: Rational;
  readonly total: Rational;
}

export function labourContent(
  { labour }: AutomotiveFacts,
  purse: Purse,
  limits?: LabourLimits,
): LabourContent | undefined {
  if (labour === undefined) return undefined;
  const work = labour.labourCounted ? (labour.highWageLabour ?? undefined) : undefined;
  const counted = work === undefined ? rational(0n) : purse.of(work);
  const part = sumOf([purse.of(labour.highWagePurchases), counted]);
  const whole = sumOf([purse.of(labour.allPurchases), counted]);
  if (part === undefined || whole === undefined || whole.numerator === 0n) return undefined;
  const material = divide(part, whole);
  const credit = (points: string | undefined, most: string | undefined): Rational => {
    const claimed = rational(millionths(points ?? "0"), 100000000n);
    const limit = most === undefined ? undefined : shareOf(most);
    return limit !== undefined && limit.numerator * claimed.denominator < claimed.numerator * limit.denominator
      ? limit
      : claimed;
  };
  const technology = credit(labour.technologyCredit, limits?.technologyAtMost);
  const assembly = credit(labour.assemblyCredit, limits?.assemblyAtMost);
  return { material, total: add(material, add(technology, assembly)) };
}

export type LabourLimits = Pick<
  NonNullable<NonNullable<AgreementFacts["automotive"]>["labour"]>[number],
  "technologyAtMost" | "assemblyAtMost"
>;
