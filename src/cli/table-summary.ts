import { DAYS_AFTER_LAST_EDITION } from "../../assembly/abi";
import { COUNTRIES } from "../model/countries";
import { dateOf, dayOf } from "../model/days";
import type { FactRule, Source } from "../table/facts";
import type { ClaimMeta, TableMeta } from "../table/meta";
import type { TableView } from "../table/read";

/** What a table says of itself. */
export interface TableSummary {
  readonly table: {
    readonly tariff: string;
    readonly name: string;
    readonly formatVersion: number;
    readonly bytes: number;
    readonly sha256: string;
    readonly currency: string;
    readonly codeDigits: number;
    readonly valuation: string;
    /** Dates for which the table answers. */
    readonly answersFrom: string;
    readonly answersTo: string;
  };
  readonly editions: TableMeta["editions"];
  readonly coverage: TableMeta["families"];
  readonly counts: Readonly<Record<(typeof COUNTED)[number] | "codes", number>>;
  /** Who may claim them on the date asked for is in `countries`. */
  readonly preferences: readonly (ClaimMeta & { readonly countries: readonly string[] })[];
  readonly facts: readonly (FactRule & { readonly name: string })[];
  readonly sources: readonly Source[];
}

/** Countries that are named one by one. */
const MOST_NAMED = 60;

const COUNTED = ["line", "set", "measure", "program", "basis", "guard", "area", "claim"] as const;

export function summariseTable(view: TableView, date: string): TableSummary {
  const { header, meta, bytes, columns } = view;
  const day = dayOf(date)!;
  const countriesOf = (claim: number): string[] =>
    [...COUNTRIES].filter((country) => view.areaHolds(columns.claimArea[claim] as number, country, day)).sort();
  return {
    table: {
      tariff: header.tariff,
      name: meta.name,
      formatVersion: header.formatVersion,
      bytes: bytes.length,
      sha256: header.sha256,
      currency: meta.currency,
      codeDigits: meta.codeDigits,
      valuation: meta.valuation.basis,
      answersFrom: dateOf(header.firstDay),
      answersTo: dateOf(header.lastEditionDay + DAYS_AFTER_LAST_EDITION),
    },
    editions: meta.editions,
    coverage: meta.families,
    counts: {
      codes: new Set(view.codes).size,
      ...(Object.fromEntries(COUNTED.map((rows) => [rows, view.rows(rows)])) as Record<
        (typeof COUNTED)[number],
        number
      >),
    },
    preferences: meta.claims.flatMap((claim, i) => (claim === null ? [] : [{ ...claim, countries: countriesOf(i) }])),
    facts: meta.facts,
    sources: meta.sources,
  };
}

export function tableText({ table, editions, coverage, counts, preferences, facts, sources }: TableSummary): string {
  const until = (to: string | undefined): string => (to === undefined ? "on" : `to ${to}`);
  return [
    `${table.tariff}, ${table.name}: ${table.bytes} bytes, format ${table.formatVersion}, SHA-256 ${table.sha256}`,
    `  answers ${table.answersFrom} to ${table.answersTo}; ${table.codeDigits}-digit codes, ${table.currency}, ${table.valuation} values`,
    `  ${counts.codes} codes in ${counts.line} dated rows; ${counts.program} rates; ${counts.measure} measures`,
    "editions",
    ...editions.map(
      ({ edition, label, applies, known }) => `  ${edition}  law from ${applies}, known ${known}  ${label}`,
    ),
    "charges",
    ...coverage.map(({ family, applies, held, reason }) => {
      const periods = held.map(({ from, to }) => `from ${from} ${until(to)}`).join(", ");
      const state = applies ? (periods === "" ? "can apply, not held" : `held ${periods}`) : "none is levied";
      return `  ${family}: ${state}${reason === undefined ? "" : ` (${reason})`}`;
    }),
    "preferences, and who may claim them on the date",
    ...preferences.map(({ code, periods, countries }) => {
      const who = countries.length > MOST_NAMED ? `${countries.length} countries` : countries.join(" ") || "nobody";
      return `  ${code}: ${[...new Set(periods.map(periodText))].join("; ")}: ${who}`;
    }),
    "facts that rates may ask for",
    ...facts.map(
      ({ name, type, unit, about }) => `  ${name} (${type}${unit === undefined ? "" : `, ${unit}`}): ${about}`,
    ),
    "sources",
    ...sources.map(
      ({ id, instrument, citation, publisher, date, licence }) =>
        `  ${id}: ${instrument}, ${citation}; ${publisher}, ${date}; ${licence}`,
    ),
    "",
  ].join("\n");
}

export const periodText = ({ area, from, to, source }: ClaimMeta["periods"][number]): string =>
  `goods of ${area} from ${from}${to === undefined ? "" : ` to ${to}`} [${source}]`;
