import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { COUNTRIES } from "../../src/model/countries";
import { dayOf } from "../../src/model/days";
import { DutiableError } from "../../src/model/errors";
import type { AgreementFacts } from "../../src/model/origin/agreement";
import type { Shape } from "../../src/table/shape";
import { readTsv } from "../../src/table/tsv";
import { agreementShape, protocolShape } from "./agreement-shape";

/** Where a fact was taken from, and how well it is known. */
export interface AgreementSource {
  readonly id: string;
  readonly instrument: string;
  readonly citation: string;
  readonly evidence: "read" | "secondary" | "known";
  readonly note: string;
  readonly publisher: string;
  readonly date: string;
  readonly licence: string;
  readonly attribution: string;
}

export interface Agreements {
  readonly agreements: readonly AgreementFacts[];
  readonly sources: ReadonlyMap<string, AgreementSource>;
  /** Operation → what it is, in a line. */
  readonly operations: ReadonlyMap<string, string>;
  /** Basic textile material → what it is, in a line. */
  readonly basics: ReadonlyMap<string, string>;
}

const SOURCE_COLUMNS = [
  "id",
  "instrument",
  "citation",
  "evidence",
  "note",
  "publisher",
  "date",
  "licence",
  "attribution",
] as const;

/**
 * All agreements of the folder, in the order of their ids, each with the facts of the protocol that it follows.
 * @throws DutiableError FACTS_INVALID with every flaw, each with its file
 */
export async function loadAgreements(folder: string): Promise<Agreements> {
  const flaws: string[] = [];
  const sources = new Map<string, AgreementSource>();
  for (const row of await table(folder, "sources.tsv", SOURCE_COLUMNS, flaws)) {
    if (!/^(read|secondary|known)$/.test(row.evidence as string)) flaws.push(`sources.tsv: ${row.id}: no evidence`);
    if (sources.has(row.id as string)) flaws.push(`sources.tsv: ${row.id} stands twice`);
    sources.set(row.id as string, row as unknown as AgreementSource);
  }
  const operations = await glossary(folder, "operations.tsv", "operation", flaws);
  const basics = await glossary(folder, "basic-textiles.tsv", "basic", flaws);
  const protocols = new Map<string, Partial<AgreementFacts>>();
  for (const name of (await readdir(join(folder, "protocols"))).sort()) {
    const protocol = await read(folder, `protocols/${name}`, protocolShape, flaws);
    if (protocol) protocols.set(name.replace(/\.json$/, ""), protocol);
  }
  const agreements: AgreementFacts[] = [];
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = `${entry.name}/agreement.json`;
    if (!entry.isDirectory() || !(await readdir(join(folder, entry.name))).includes("agreement.json")) continue;
    const own = await read(folder, file, agreementShape, flaws);
    if (own === undefined) continue;
    const { like } = own;
    const protocol = like === undefined ? {} : protocols.get(like);
    if (protocol === undefined) flaws.push(`${file}: no protocol ${like}`);
    if (own.id !== entry.name) flaws.push(`${file}: id ${own.id}`);
    agreements.push({ ...protocol, ...own });
  }
  const ids = new Set(agreements.map((agreement) => agreement.id));
  for (const agreement of agreements) check(agreement, { ids, sources, operations, basics }, flaws);
  if (flaws.length > 0) throw new DutiableError("FACTS_INVALID", flaws.join("\n"), { flaws: flaws.length });
  return { agreements, sources, operations, basics };
}

async function table(folder: string, file: string, columns: readonly string[], flaws: string[]) {
  const text = await readFile(join(folder, file), "utf8");
  return readTsv(file, text, { required: columns }, new WeakMap(), (message) => flaws.push(`${file}: ${message}`));
}

/** Names → what they stand for. */
async function glossary(folder: string, file: string, name: string, flaws: string[]): Promise<Map<string, string>> {
  const rows = await table(folder, file, [name, "about"], flaws);
  return new Map(rows.map((row) => [row[name] as string, row.about as string]));
}

async function read(folder: string, file: string, shape: Shape, flaws: string[]): Promise<AgreementFacts | undefined> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(join(folder, file), "utf8"));
  } catch (error) {
    flaws.push(`${file}: ${(error as Error).message}`);
    return undefined;
  }
  const before = flaws.length;
  shape(value, file, (message) => flaws.push(message));
  return flaws.length === before ? (value as AgreementFacts) : undefined;
}

/** What a form cannot say: that names stand for something, that days exist and follow each other, that ranges ascend. */
function check(
  agreement: AgreementFacts,
  known: { readonly ids: ReadonlySet<string> } & Omit<Agreements, "agreements">,
  flaws: string[],
): void {
  const fail = (message: string): void => {
    flaws.push(`${agreement.id}: ${message}`);
  };
  walk(agreement, (key, value) => {
    if (key === "source" && !known.sources.has(value)) fail(`no source ${value}`);
    if (/^(from|to|date|knownUntil)$/.test(key) && dayOf(value) === undefined) fail(`${value} is no day`);
    if (/^(party|countries|grantedBy|exportsOf|importsInto)$/.test(key) && value !== "EU" && !COUNTRIES.has(value)) {
      fail(`no country ${value}`);
    }
    if (/^(operations|permitted|underCustomsControl)$/.test(key) && !known.operations.has(value)) {
      fail(`no operation ${value}`);
    }
    if (key === "codes" || key === "except") {
      const [first = "", last = first] = value.split("..");
      if (first.length !== last.length || first > last) fail(`${value} is no range of codes`);
    }
  });
  const { from, to, parties, rules } = agreement;
  if (from && to && from.date > to.date) fail("ends before it begins");
  if (rules?.sameAs !== undefined && !known.ids.has(rules.sameAs)) fail(`no agreement ${rules.sameAs}`);
  if (agreement.nonPreferential ? parties.length > 0 : parties.length < 2) fail(`${parties.length} parties`);
  const names = parties.map((party) => party.party);
  if (new Set(names).size < names.length) fail("a party stands twice");
  for (const { limits } of agreement.tolerances ?? []) {
    if (limits.length === 0) fail("a tolerance without limit");
    for (const basic of limits.flatMap((limit) => Object.keys(limit.basics ?? {}))) {
      if (!known.basics.has(basic)) fail(`no basic textile material ${basic}`);
    }
  }
  const partial = agreement.cumulation?.filter(({ kind }) => kind === "partial") ?? [];
  if (partial.some(({ atLeast, below }) => atLeast === undefined || below === undefined)) {
    fail("partial cumulation without its two limits");
  }
}

/** Calls for each text within, with the name of the field that holds it, through lists and objects. */
function walk(value: unknown, visit: (key: string, value: string) => void, key = ""): void {
  if (typeof value === "string") visit(key, value);
  else if (Array.isArray(value)) for (const element of value) walk(element, visit, key);
  else if (typeof value === "object" && value !== null) {
    for (const [name, element] of Object.entries(value)) walk(element, visit, name);
  }
}
