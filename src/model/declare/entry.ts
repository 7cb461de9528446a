import { dayOf } from "../days";
import type { Issue } from "../issue";
import type { Declaration, DeclaredLine } from "./declaration";
import { type Fields, isFields, listOf, reportUnknown } from "./fields";
import { dateInvalid, entryBeforeExport, malformed, unknownTariff, unlike } from "./findings";
import { declareCountry, declareLine, LINE_FIELDS } from "./line";
import type { TariffTerms } from "./terms";

const HEADER_FIELDS = ["id", "tariff", "date", "exportCountry", "exportDate", "transport", "entryType", "lines"];
const FIELDS = [...HEADER_FIELDS.slice(0, 3), ...LINE_FIELDS, ...HEADER_FIELDS.slice(3)];
const TRANSPORTS: readonly string[] = ["sea", "air", "road", "rail", "post"];
const ENTRY_TYPES: readonly string[] = ["formal", "informal"];
/** Lines that an entry may have: what is longer is not looked into. */
export const MOST_LINES = 9999;
/** Lines and their components together. */
const MOST_PARTS = 99_999;

/** What to read an entry against: the terms of a tariff, undefined for one that is not loaded. */
export interface KnownTariffs {
  readonly names: readonly string[];
  get(tariff: string): TariffTerms | undefined;
}

/** Reads whatever it is given. It throws only where reading a property throws. */
export function declareEntry(input: unknown, tariffs: KnownTariffs): Declaration {
  if (!isFields(input)) {
    const issues = [unlike("", "an entry", input, 'state an object such as {"tariff":"US","date":"2025-01-15",…}')];
    return { ...UNREAD, issues };
  }
  const issues: Issue[] = [];
  const { id, tariff, date, lines } = input;
  const terms = typeof tariff === "string" ? tariffs.get(tariff) : undefined;
  if (terms === undefined) issues.push(tariffIssue(tariff, tariffs.names));
  if (id !== undefined && id !== null && typeof id !== "string") {
    issues.push(unlike("/id", "id", id, "state a text, or leave it out"));
  }
  const day = typeof date === "string" ? dayOf(date) : undefined;
  if (day === undefined) issues.push(dateInvalid("/date", "date", date));
  declareRest(input, issues);
  const several = lines !== undefined;
  const transport = wordIn(input.transport, TRANSPORTS);
  const entryType = wordIn(input.entryType, ENTRY_TYPES);
  const circumstances = circumstancesOf(terms, entryType ?? FORMAL, transport ?? "");
  return {
    id: typeof id === "string" ? id : null,
    terms,
    tariff: typeof tariff === "string" ? tariff : "",
    date: typeof date === "string" ? date : "",
    day,
    several,
    transport,
    entryType,
    lines: several
      ? declareLines(lines, input, terms, circumstances, issues)
      : [declareLine(input, "", undefined, terms, circumstances)],
    issues,
  };
}

const UNREAD = {
  ...{ id: null, terms: undefined, tariff: "", date: "", day: undefined, several: false },
  ...{ transport: undefined, entryType: undefined, lines: [] },
};

const wordIn = (value: unknown, words: readonly string[]): string | undefined =>
  typeof value === "string" && words.includes(value) ? value : undefined;

/** What an entry is where it does not say it. */
const FORMAL = "formal";
const NO_CIRCUMSTANCES: readonly number[] = [];

/** Circumstances of the entry that a charge of the tariff hangs on, by number. */
function circumstancesOf(terms: TariffTerms | undefined, entryType: string, transport: string): readonly number[] {
  const known = terms?.headings.circumstances;
  const type = known?.get(entryType);
  const carried = known?.get(transport);
  if (type === undefined) return carried === undefined ? NO_CIRCUMSTANCES : [carried];
  return carried === undefined ? [type] : [type, carried];
}

const tariffIssue = (tariff: unknown, known: readonly string[]): Issue =>
  typeof tariff === "string"
    ? unknownTariff("/tariff", tariff, known)
    : unlike("/tariff", "tariff", tariff, `state the territory, such as "${known[0] ?? "US"}"`);

/** Fields that are rare, and fields that are not known. */
function declareRest(entry: Fields, issues: Issue[]): void {
  reportUnknown(entry, FIELDS, "", issues);
  const { exportCountry, exportDate, transport, entryType } = entry;
  if (exportCountry !== undefined) declareCountry(exportCountry, "/exportCountry", "exportCountry", issues);
  if (exportDate !== undefined) declareExportDate(exportDate, entry.date, issues);
  if (transport !== undefined && !TRANSPORTS.includes(transport as string)) {
    issues.push(unlike("/transport", "transport", transport, `state one of ${TRANSPORTS.join(", ")}`));
  }
  if (entryType !== undefined && !ENTRY_TYPES.includes(entryType as string)) {
    issues.push(unlike("/entryType", "entryType", entryType, `state one of ${ENTRY_TYPES.join(", ")}`));
  }
}

function declareExportDate(exportDate: unknown, date: unknown, issues: Issue[]): void {
  const day = typeof exportDate === "string" ? dayOf(exportDate) : undefined;
  const entered = typeof date === "string" ? dayOf(date) : undefined;
  if (day === undefined) issues.push(dateInvalid("/exportDate", "exportDate", exportDate));
  else if (entered !== undefined && day > entered) issues.push(entryBeforeExport(date as string, exportDate as string));
}

function declareLines(
  value: unknown,
  entry: Fields,
  terms: TariffTerms | undefined,
  circumstances: readonly number[],
  issues: Issue[],
): DeclaredLine[] {
  const list = listOf(value, MOST_LINES, "/lines", "lines", "lines, each with the fields that differ", issues);
  if (list?.length === 0) issues.push(malformed("/lines", "lines is empty: state a line, or leave lines out"));
  const lines: DeclaredLine[] = [];
  let parts = 0;
  for (let i = 0; i < (list?.length ?? 0); i += 1) {
    const line = list![i];
    if (!isFields(line)) {
      issues.push(unlike(`/lines/${i}`, "a line", line, "state an object with the fields that differ"));
      continue;
    }
    const declared = declareLine(line, `/lines/${i}`, entry, terms, circumstances);
    parts += 1 + declared.components.length;
    if (parts > MOST_PARTS) {
      issues.push(malformed("/lines", `lines have over ${MOST_PARTS} components: split the entry`));
      break;
    }
    lines.push(declared);
  }
  return lines;
}
