import { OriginRecord, RecordFlag } from "../../../assembly/abi-origin";
import type { Outcome } from "../../model/origin/determination";
import type { Base, Rule } from "../../model/origin/rule";
import type { Rational } from "../../model/rational";
import { rational } from "../../model/rational";
import type { OriginView, ProgramNode } from "../../table/origin/read";
import { AMOUNT_WORDS, BASE_WORDS, type ProductAmount } from "../../table/origin/words";

/** What the module found about one product. */
export interface OriginOutcome {
  /** With the agreement's tolerances, and without. */
  readonly outcome: Outcome;
  readonly plain: Outcome;
  /** Id of the tolerance that makes the outcome better than `plain`. */
  readonly tolerance?: string;
  /** Anything but `ok` leaves the outcome undetermined: `work` is a rule with too many ways to try. */
  readonly status: "ok" | "no-rule" | "several-rules" | "overflow" | "work";
  readonly row?: number;
  readonly program?: number;
  /** Each node of the program, in its order; empty unless it was asked for. */
  readonly trace: readonly NodeRecord[];
  /** Each tolerance that could have helped, on the way through the rule on which it helps most. */
  readonly tolerances: readonly ToleranceRecord[];
}

export interface NodeRecord {
  readonly node: number;
  readonly outcome: Outcome;
  /** The shares and contents of a test, on each base; the caps of a change. */
  readonly shares: readonly ShareRecord[];
  /** Materials that do not certainly pass, by their places. */
  readonly materials: readonly { readonly material: number; readonly outcome: "fail" | "undetermined" }[];
}

/** Sums that were compared: what is certain of them, and whether what is not known may add to them. */
export interface ShareRecord {
  readonly base: Base;
  readonly limit: Rational;
  /** VNM where content is reckoned by what does not originate. */
  readonly numerator: bigint;
  readonly numeratorOpen: boolean;
  readonly denominator: bigint;
  readonly denominatorOpen: boolean;
  readonly outcome: Outcome;
  /** Place of the allowance whose cap it is. */
  readonly allowance?: number;
}

export interface ToleranceRecord {
  readonly tolerance: string;
  /** The rule's outcome with it. */
  readonly outcome: Outcome;
  readonly caps: readonly {
    readonly base: ProductAmount;
    readonly limit: Rational;
    readonly numerator: bigint;
    readonly numeratorOpen: boolean;
    readonly denominator: bigint;
    readonly denominatorOpen: boolean;
    readonly outcome: Outcome;
  }[];
  /** Materials that it would excuse, and those of them that it may not. */
  readonly materials: readonly number[];
  readonly ineligible: readonly number[];
}

/** A trace record as it stands in memory. */
export interface RawRecord {
  readonly node: number;
  readonly kind: number;
  readonly outcome: Outcome;
  readonly base: number;
  readonly flags: number;
  readonly about: number;
  readonly sum: bigint;
  readonly whole: bigint;
}

type Sums = Pick<ShareRecord, "numerator" | "numeratorOpen" | "denominator" | "denominatorOpen">;

const sumsOf = ({ sum, whole, flags }: RawRecord): Sums => ({
  numerator: sum,
  numeratorOpen: (flags & RecordFlag.sumOpen) !== 0,
  denominator: whole,
  denominatorOpen: (flags & RecordFlag.baseOpen) !== 0,
});

/** The limit that a share's record is about: of the test, or of one of its allowances. */
function limitOf(test: Rule | undefined, allowance: number): Rational {
  if (test?.kind === "share" || test?.kind === "rvc") return test.limit;
  const cap = test?.kind === "change" ? test.allowing[allowance]?.upTo : undefined;
  if (cap === undefined) throw new RangeError("a record of a share, and a test without one");
  return cap.limit;
}

/** The records by node of the program. */
export function nodeRecords(records: readonly RawRecord[], nodes: readonly ProgramNode[]): NodeRecord[] {
  const result = nodes.map(({ node }) => ({
    node,
    outcome: "undetermined" as Outcome,
    shares: [] as ShareRecord[],
    materials: [] as { material: number; outcome: "fail" | "undetermined" }[],
  }));
  for (const record of records) {
    if (record.kind === OriginRecord.tolerance) break;
    const node = result[record.node];
    if (node === undefined) throw new RangeError(`a record of node ${record.node}`);
    const { outcome, about } = record;
    if (record.kind === OriginRecord.node) node.outcome = outcome;
    else if (record.kind === OriginRecord.material) {
      node.materials.push({ material: about, outcome: outcome === "fail" ? "fail" : "undetermined" });
    } else {
      const allowance = about === 0 ? {} : { allowance: about - 1 };
      const limit = limitOf(nodes[record.node]?.test, about - 1);
      node.shares.push({ base: BASE_WORDS[record.base] as Base, limit, ...sumsOf(record), outcome, ...allowance });
    }
  }
  return result;
}

/** The records of tolerances, each with its caps and materials. */
export function toleranceRecords(
  records: readonly RawRecord[],
  { columns }: OriginView,
  idOf: (row: number) => string,
): ToleranceRecord[] {
  const result: { -readonly [Name in keyof ToleranceRecord]: ToleranceRecord[Name] }[] = [];
  for (const record of records) {
    const { kind, about, outcome } = record;
    if (kind === OriginRecord.tolerance) {
      result.push({ tolerance: idOf(about), outcome, caps: [], materials: [], ineligible: [] });
    }
    const last = result.at(-1);
    if (last === undefined) continue;
    if (kind === OriginRecord.excused) last.materials = [...last.materials, about];
    if (kind === OriginRecord.ineligible) last.ineligible = [...last.ineligible, about];
    if (kind === OriginRecord.cap) {
      const row = columns.capLimit[about] as number;
      const limit = rational(
        BigInt(columns.limitNumerator[row] as number),
        BigInt(columns.limitDenominator[row] as number),
      );
      last.caps = [
        ...last.caps,
        { base: AMOUNT_WORDS[record.base] as ProductAmount, limit, ...sumsOf(record), outcome },
      ];
    }
  }
  return result;
}
