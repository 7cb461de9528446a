import { BasisKind, ChargeUnit, DAYS_AFTER_LAST_EDITION, OPEN, TableStatus } from "../../assembly/abi";
import type { Citation } from "../model/assessment";
import type { TariffTerms } from "../model/declare/terms";
import { DutiableError } from "../model/errors";
import type { MeasureKind } from "../table/meta";
import { openTable, type TableView } from "../table/read";
import { checkSeal } from "../table/seal";
import { type Calendar, calendarOf } from "./calendar";
import { transportFees } from "./circumstances";
import { type Commodities, commoditiesOf } from "./commodities";
import type { Marshal } from "./marshal";
import { type Quotas, quotaReader } from "./quota";
import { type RateTemplate, rateTemplates } from "./rates";
import { type CoverageOf, coverageReader } from "./stack/coverage";
import { type ReachOf, reachReader } from "./stack/reach";
import { tariffTerms } from "./terms";

/** A table in use: its image in the module's memory, and what the host needs of it. */
export interface LoadedTable {
  /** The table's number in requests. */
  readonly handle: number;
  readonly view: TableView;
  /** Days that are answered, both in. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Whose knowledge it answers with, as a day. */
  readonly knownOn: number;
  readonly terms: TariffTerms;
  readonly calendar: Calendar;
  readonly commodities: Commodities;
  readonly rate: (program: number) => RateTemplate;
  readonly measures: readonly MeasureKind[];
  /** What a charge of a kind cites; undefined for the ordinary duty, which cites its line. */
  readonly citations: readonly (Citation | undefined)[];
  /** Kinds that are charged on whole entries. */
  readonly isPerEntry: (kind: number) => boolean;
  /** Kinds that were held unlawful. */
  readonly isRefundable: (kind: number) => boolean;
  /** Numbers of the facts that are taken off the value, or put in its place. */
  readonly partFacts: ReadonlySet<number>;
  /** The ordinary charge and one of each layer of the line that has most. */
  readonly mostCharges: () => number;
  /** Layers that hang on how the goods are carried. */
  readonly transportFees: readonly string[];
  readonly coverage: CoverageOf;
  readonly reach: ReachOf;
  readonly quotas: Quotas;
  readonly minorUnits: number;
  /** No money, as answers write it. */
  readonly zero: string;
  readonly sha256: string;
}

const CORRUPT: Readonly<Record<number, string>> = {
  [TableStatus.tooMuchWork]: "asks for more work than a table may",
  [TableStatus.badProgram]: "holds a rate that cannot be computed with",
};

/**
 * Checks the seal, then everything else, and loads a table.
 * @throws DutiableError TABLE_HASH, TABLE_VERSION or TABLE_CORRUPT.
 */
export async function loadIntoKernel(marshal: Marshal, bytes: Uint8Array, knownOn = OPEN): Promise<LoadedTable> {
  const sha256 = await checkSeal(bytes);
  const view = openTable(bytes);
  const status = marshal.loadTable(bytes, knownOn);
  if (status < 0) {
    const what = CORRUPT[status] ?? "contradicts itself";
    const column = marshal.tableFault();
    throw new DutiableError("TABLE_CORRUPT", `the table ${what} (column ${column}, status ${status})`, {
      status,
      column,
    });
  }
  const { meta } = view;
  const fees = transportFees(view);
  return {
    handle: status,
    view,
    firstDay: view.header.firstDay,
    lastDay: view.header.lastEditionDay + DAYS_AFTER_LAST_EDITION,
    knownOn,
    terms: tariffTerms(view),
    calendar: calendarOf({ ...meta, transportFees: fees }, knownOn),
    commodities: commoditiesOf(view, knownOn),
    rate: rateTemplates(view),
    measures: meta.measures,
    citations: meta.measures.map((kind) => citationOf(view, kind)),
    isPerEntry: (kind) => view.columns.kindPer[kind] === ChargeUnit.entry,
    isRefundable: refundableKinds(meta.measures),
    partFacts: partFactsOf(view),
    transportFees: fees,
    mostCharges: () => mostChargesOf(view),
    coverage: coverageReader(meta),
    reach: reachReader(view, knownOn),
    quotas: quotaReader(meta),
    minorUnits: meta.minorUnits,
    zero: marshal.format(0n, meta.minorUnits, meta.minorUnits),
    sha256,
  };
}

/** The act behind a layer's heading and the heading; of a charge without one, the act alone. */
function citationOf({ meta }: TableView, { family, source, citation }: MeasureKind): Citation | undefined {
  if (family === "ordinary") return undefined;
  const act = meta.sources.find(({ id }) => id === source);
  return Object.freeze({ instrument: act?.instrument ?? source ?? "", citation: citation ?? act?.citation ?? "" });
}

function refundableKinds(measures: readonly MeasureKind[]): (kind: number) => boolean {
  const refundable = Uint8Array.from(measures, (kind) => (kind.refundable === true ? 1 : 0));
  return (kind) => refundable[kind] === 1;
}

function mostChargesOf({ columns }: TableView): number {
  const { setStart, lineStack } = columns;
  let most = 0;
  for (const set of new Set(lineStack)) most = Math.max(most, setStart[set + 1]! - setStart[set]!);
  return 1 + most;
}

function partFactsOf({ columns }: TableView): ReadonlySet<number> {
  const facts = new Set<number>();
  for (const bases of [columns.displacementLess, columns.provisionMinuend, columns.provisionSubtrahend]) {
    for (const basis of bases) if (columns.basisKind[basis] === BasisKind.fact) facts.add(columns.basisKey[basis]!);
  }
  return facts;
}
