import type { Rounding, SumOperator, TraceOperation } from "../../assembly/abi";
import type { Explanation } from "../model/assessment";
import type { Money, Quantity } from "../model/entry";
import type { TableView } from "../table/read";
import type { Standing } from "./stack/standing";

/**
 * What an explanation is made from. The engine hands an explainer the kernel's own trace of a line, so that a story
 * is told of the computation that was made and of no other. `src/explain` renders; the entry points bring both together.
 */

/** One step of the definitional evaluator. Records stand in postfix order: operands before what takes them. */
export interface TraceRecord {
  readonly operation: TraceOperation;
  /** The rounding, the operator of a sum, or 0. */
  readonly mode: Rounding | SumOperator | 0;
  /** How many of the records before, not yet taken, this one takes. */
  readonly operands: number;
  /** What the record is about: a row of the table's bases, terms, sums, measures …, by operation. */
  readonly about: number;
  /** The result, exact: numerator/denominator in units of currency, or of the basis. The denominator is not 0. */
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** Line of the request: `LineContext.line`. */
  readonly line: number;
}

/** A charge of the line as it is answered, with where it stands in the table. */
export interface ChargeContext {
  /** Row of the table's names of measures. */
  readonly kind: number;
  readonly measure: string;
  readonly program: number;
  /** Canonical text of the rate. */
  readonly rate: string;
  readonly amount: Money;
  /** JSON Pointer of the deposit whose rate is declared. */
  readonly path?: string;
}

/** Another line of the entry, as far as the rounding of values over an entry looks at it. */
export interface NeighbourContext {
  readonly line: number;
  /** JSON Pointer of the line in the entry: `/lines/1`. */
  readonly path: string;
  readonly commodity: string;
  /** Program of its base duty: equal programs are one rate group. */
  readonly program: number;
  readonly rate: string;
  /** Customs value as declared, and as rounded. */
  readonly value: Money;
  readonly dutiable: Money;
}

/** A declared fact, and its JSON Pointer. */
export interface FactContext {
  readonly amount: string;
  readonly path: string;
}

/** A line with all that its duty followed from. Amounts are decimal strings; declared ones stand as declared. */
export interface LineContext {
  /** Line of the request: what `TraceRecord.line` names. */
  readonly line: number;
  /** JSON Pointer of the line in the entry: empty for an entry of one line, `/lines/0`, `/facts/components/0`. */
  readonly path: string;
  /** JSON Pointers of what was declared: on the line, shared on the entry, or on the line of which it is the article. */
  readonly valuePath: string;
  readonly quantitiesPath: string;
  readonly tariff: string;
  /** Ten digits, or as many as the regime's codes have. */
  readonly commodity: string;
  readonly date: string;
  /** Days from 1970-01-01. */
  readonly day: number;
  readonly origin: string;
  /** Row of the table's claims, 0 for none, and its code. */
  readonly claim: number;
  readonly preference: string | null;
  /** Row of the table's lines. */
  readonly row: number;
  /** The citation of that row: dotted digits of the row of the schedule that states the rate. */
  readonly citation: string;
  readonly instrument: string;
  /** The base duty first. */
  readonly charges: readonly ChargeContext[];
  readonly value: Money;
  /** The customs value as the regime rounds it. */
  readonly dutiable: Money;
  readonly quantities: readonly Quantity[];
  /** Facts that rates compute with, by name; a truth is `1` or `0`. */
  readonly facts: Readonly<Record<string, FactContext>>;
  /** All lines of the entry, this one included, where the regime rounds values over the entry; else this line alone. */
  readonly entry: readonly NeighbourContext[];
  /** How the layers of the line stand, those that charge and those that do not, in the order of charging. */
  readonly standings: readonly Standing[];
  /** Whose knowledge the table answers with, as a day. */
  readonly knownOn: number;
  /** Declared components, in the order of `facts.components`, or the article that the rate refers to. */
  readonly components: readonly LineContext[];
}

/** The charges of an entry as a whole: what they stand on, and its lines. */
export interface EntryContext {
  readonly tariff: string;
  readonly date: string;
  readonly day: number;
  readonly charges: readonly ChargeContext[];
  /** JSON Pointers of the values of its lines. */
  readonly valuePaths: readonly string[];
  readonly knownOn: number;
}

export interface Explainer {
  /**
   * Renders a line's trace as a tree whose root is the line's charge, or the sum of its charges; `entry` are those of
   * the entry, of one line, and their records. `records` are those of the line and of its components, in their order.
   */
  line(
    view: TableView,
    line: LineContext,
    records: readonly TraceRecord[],
    entry?: { readonly context: EntryContext; readonly records: readonly TraceRecord[] },
  ): Explanation;
  /** Renders the trace of the charges of an entry of several lines. */
  entry(view: TableView, entry: EntryContext, records: readonly TraceRecord[]): Explanation;
}
