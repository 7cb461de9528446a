import { DAYS_AFTER_LAST_EDITION, OPEN, TableStatus } from "../../assembly/abi";
import type { TariffTerms } from "../model/declare/terms";
import { DutiableError } from "../model/errors";
import type { MeasureKind } from "../table/meta";
import { openTable, type TableView } from "../table/read";
import { checkSeal } from "../table/seal";
import { type Calendar, calendarOf } from "./calendar";
import { type Commodities, commoditiesOf } from "./commodities";
import type { Marshal } from "./marshal";
import { type RateTemplate, rateTemplates } from "./rates";
import { tariffTerms } from "./terms";

/** A table in use: its image in the module's memory, and what the host needs of it. */
export interface LoadedTable {
  /** The table's number in requests. */
  readonly handle: number;
  readonly view: TableView;
  /** Days that are answered, both in. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly terms: TariffTerms;
  readonly calendar: Calendar;
  readonly commodities: Commodities;
  readonly rate: (program: number) => RateTemplate;
  readonly measures: readonly MeasureKind[];
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
  return {
    handle: status,
    view,
    firstDay: view.header.firstDay,
    lastDay: view.header.lastEditionDay + DAYS_AFTER_LAST_EDITION,
    terms: tariffTerms(view),
    calendar: calendarOf(meta, knownOn),
    commodities: commoditiesOf(view, knownOn),
    rate: rateTemplates(view),
    measures: meta.measures,
    minorUnits: meta.minorUnits,
    zero: marshal.format(0n, meta.minorUnits, meta.minorUnits),
    sha256,
  };
}
