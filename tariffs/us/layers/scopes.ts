import { dateOf, dayOf } from "../../../src/model/days";
import { digitsOf, type ListRow, readList } from "./curated-lists";
import { provisionsOf } from "./notes";
import { CURATED, FOOTNOTED, NOTE_16C, NOTED, PRINTED_16C } from "./scope-sources";

/**
 * A provision of a scope: the goods whose codes begin with it. Without `from` or `to` it is in for as long as the
 * heading that names the scope.
 */
export interface ScopeRow {
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly known: string;
  readonly endKnown: string;
  readonly source: string;
}

export interface ScopeInputs {
  /** Rows of `footnotes/NN.tsv`. */
  readonly footnotes: readonly Readonly<Record<string, string>>[];
  /** Codes of ten digits of all editions. */
  readonly lines: ReadonlySet<string>;
  readonly notes: string;
  /** Curated files by name. */
  readonly lists: ReadonlyMap<string, string>;
  /** Rows of `layers/readings.tsv`: what a footnote on eight digits means in statistical numbers. */
  readonly readings: readonly Readonly<Record<string, string>>[];
}

const row = (code: string, source: string, from = "", to = "", known = "", endKnown = ""): ScopeRow => ({
  code,
  from,
  to,
  known,
  endKnown,
  source,
});

/** All scopes that have a file, by id. */
export function readScopes(inputs: ScopeInputs): ReadonlyMap<string, readonly ScopeRow[]> {
  const scopes = new Map<string, readonly ScopeRow[]>();
  for (const scope of Object.keys(FOOTNOTED)) scopes.set(scope, footnoted(scope, inputs));
  for (const [scope, list] of Object.entries(NOTED)) {
    const dates = datesOf(scope, inputs);
    const codes = provisionsOf(inputs.notes, list);
    scopes.set(
      scope,
      codes.map((code) => row(code, "us-notes-2026-rev-6", dates(code))),
    );
  }
  for (const scope of Object.keys(CURATED)) scopes.set(scope, curated(scope, inputs));
  for (const scope of Object.keys(NOTE_16C)) scopes.set(scope, note16c(scope, inputs));
  return new Map([...scopes].map(([scope, rows]) => [scope, [...rows].sort(byCode)]));
}

const byCode = (a: ScopeRow, b: ScopeRow): number =>
  a.code < b.code ? -1 : a.code > b.code ? 1 : a.from < b.from ? -1 : 1;

/** Rows that point at the heading; where a reading says what a footnote means, the reading instead. */
function footnoted(scope: string, { footnotes, readings }: ScopeInputs): ScopeRow[] {
  const { heading, column } = FOOTNOTED[scope]!;
  const said = readings.filter((reading) => reading.scope === scope);
  const read = new Set(said.map(({ code }) => code));
  const rows = footnotes
    .filter((note) => note.column === column && note.references?.split(" ").includes(heading))
    .filter(({ code = "" }) => !read.has(code))
    .map(({ code = "", from = "", to = "", known = "", endKnown = "" }) =>
      row(code, "hts-footnotes", isFirst(from) ? "" : from, to, known, endKnown),
    );
  const meant = said.flatMap(({ reads = "", from = "", to = "", source = "" }) =>
    reads
      .split(" ")
      .filter(Boolean)
      .map((code) => row(code, source, from, to)),
  );
  return [...joined(rows), ...meant];
}

/** A footnote that only changed in its other pointers is one period. */
function joined(rows: readonly ScopeRow[]): ScopeRow[] {
  const merged: ScopeRow[] = [];
  for (const next of [...rows].sort(byCode)) {
    const last = merged.at(-1);
    if (last?.code === next.code && last.to !== "" && dayOf(next.from) === dayOf(last.to)! + 1) {
      merged[merged.length - 1] = { ...last, to: next.to, endKnown: next.endKnown };
    } else merged.push(next);
  }
  return merged;
}

const isFirst = (day: string): boolean => day === "2025-01-01";

const rowsOf = (file: string, lists: ScopeInputs["lists"]): ListRow[] => {
  const text = lists.get(file);
  if (text === undefined) throw new Error(`${file} is missing`);
  return readList(text);
};

/** The day from which a provision of the aluminium lists is in: the list of 18 August 2025 added to that of March. */
function datesOf(scope: string, { lists }: ScopeInputs): (code: string) => string {
  if (!scope.startsWith("232-aluminum-derivative")) return () => "";
  const added = ["s232_derivative_products.csv", "s232_metal_chapter_products.csv"]
    .flatMap((file) => rowsOf(file, lists))
    .filter(({ derivative_type, metal_type }) => (derivative_type ?? metal_type) === "aluminum");
  return (code) => {
    const dates = added
      .filter(({ hts_prefix = "" }) => code.startsWith(hts_prefix))
      .map((at) => at.effective_date ?? "");
    return dates.length > 0 && dates.every((date) => date === "2025-08-18") ? "2025-08-18" : "";
  };
}

function curated(scope: string, { lists, lines }: ScopeInputs): ScopeRow[] {
  const { file, code, where } = CURATED[scope]!;
  const rows = rowsOf(file, lists).filter((at) =>
    Object.entries(where).every(([name, values]) => values.includes(at[name] ?? "")),
  );
  if (rows.length === 0) throw new Error(`${file} has no rows for ${scope}`);
  const day = (value: string | undefined): string => (value === undefined || value === "NA" ? "" : value);
  const found = rows.map((at) => ({
    code: provisionIn(digitsOf(at[code] ?? "").slice(0, 10), lines),
    from: day(at.effective_date_start ?? at.effective_date),
    to: day(at.effective_date_end),
  }));
  const source = "budget-lab-lists";
  const unique = new Map(found.map((at) => [`${at.code} ${at.from} ${at.to}`, at]));
  const goods = [...unique.values()].filter((at) => !/^9[89]/.test(at.code));
  return contracted(goods, lines).map(({ code, from, to }) => row(code, source, from, to));
}

/** A subheading that a list writes with a suffix of noughts which the schedule does not have. */
const provisionIn = (code: string, lines: ReadonlySet<string>): string =>
  /^\d{8}00$/.test(code) && !lines.has(code) ? code.slice(0, 8) : code;

type DatedCode = { readonly code: string; readonly from: string; readonly to: string };

/** Statistical numbers that make up the whole of their subheading, on the same dates, are that subheading. */
function contracted(codes: readonly DatedCode[], lines: ReadonlySet<string>): DatedCode[] {
  const children = new Map<string, number>();
  for (const line of lines) children.set(line.slice(0, 8), (children.get(line.slice(0, 8)) ?? 0) + 1);
  const groups = new Map<string, DatedCode[]>();
  for (const at of codes) {
    const key = at.code.length === 10 ? `${at.code.slice(0, 8)} ${at.from} ${at.to}` : `${at.code} ${at.from} ${at.to}`;
    groups.set(key, [...(groups.get(key) ?? []), at]);
  }
  return [...groups.values()].flatMap((group) => {
    const { code, from, to } = group[0]!;
    const subheading = code.slice(0, 8);
    if (group.some((at) => at.code === subheading)) return [{ code: subheading, from, to }];
    const inSchedule = group.filter((at) => lines.has(at.code)).length;
    const whole = code.length === 10 && inSchedule > 0 && inSchedule === children.get(subheading);
    return whole ? [{ code: subheading, from, to }] : group;
  });
}

/**
 * Provisions that the notes print, or that the act after them added; the curated file also holds the groups under which
 * the annexes arrange them. One that a later act put on another list leaves the earlier list on the day before.
 */
function note16c(scope: string, { lists, notes, readings }: ScopeInputs): ScopeRow[] {
  const { annex, metal, articles } = NOTE_16C[scope]!;
  const all = rowsOf("s232_annex_products.csv", lists);
  const printed = new Set(provisionsOf(notes, PRINTED_16C));
  const moved = (code: string, after: string): string =>
    all.find((at) => at.hts_prefix === code && at.metal_type === metal && (at.effective_date ?? "") > after)
      ?.effective_date ?? "";
  const rows = all
    .filter((at) => at.annex === annex && at.metal_type === metal)
    .filter(({ source }) => articles === undefined || (source === "us_note_16") === articles)
    .filter(({ hts_prefix = "" }) => !(metal === "steel" && /^76(?!141010)/.test(hts_prefix)))
    .filter(({ hts_prefix = "", effective_date }) => effective_date !== FIRST_16C || printed.has(hts_prefix))
    .map(({ hts_prefix: code = "", effective_date: from = "" }) => {
      const next = moved(code, from);
      return row(code, "budget-lab-lists", from, next === "" ? "" : dateOf(dayOf(next)! - 1), "", next);
    });
  const said = readings.filter((reading) => reading.scope === scope);
  return [...rows, ...said.map(({ reads = "", from, to, source = "" }) => row(reads, source, from, to))];
}

/** The day of the act whose lists the notes print. */
const FIRST_16C = "2026-04-06";
