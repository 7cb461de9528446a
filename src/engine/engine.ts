import { OPEN } from "../../assembly/abi";
import type { Assessment } from "../model/assessment";
import type { Entry } from "../model/entry";
import { DutiableError } from "../model/errors";
import type { OriginAnswer } from "../model/origin/determination";
import type { ValuationAnswer } from "../model/valuation/answer";
import type { ValuationFacts } from "../model/valuation/facts";
import type { ValuationData } from "../model/valuation/regime";
import type { TableView } from "../table/read";
import { type Assessing, assessEntry, unreadable } from "./assess";
import { type Batch, type BatchSpec, claimNumber, createBatch, dayNumber, originNumber } from "./batch";
import { assessColumns, type ChargeColumns, type EntryColumns } from "./columns";
import type { Explainer } from "./explainer";
import { createMarshal } from "./marshal";
import { instantiate, type ModuleSource } from "./module";
import type { DutyOfEntry, OriginProver } from "./origin-prover";
import { type LoadedTable, loadIntoKernel } from "./table";
import { hasFacts, type ValuedEntry, valueEntry } from "./valuation/entry";
import { territoriesOf } from "./valuation/setting";
import { createValuer, type ValuationExplainer } from "./valuation/value";
import { VERSION } from "./version";

export interface EngineOptions {
  /** Tables as `loadTable` gives them, one a tariff. */
  readonly tables: readonly Uint8Array[];
  /** Another build of the module than the one in the bundle, which needs SIMD: bytes, or compiled. */
  readonly wasm?: ModuleSource;
  /** Regimes of valuation as `loadValuation` gives them, one a tariff; in Node those of the tables come by themselves. */
  readonly valuations?: readonly ValuationData[];
  /** What determines origin, as `createOrigin` of `dutiable/origin` gives it: bills of materials then prove preferences. */
  readonly origin?: OriginProver;
  /** Answer with what was known on this day, `YYYY-MM-DD`; absent: with everything the tables know. */
  readonly knownOn?: string;
}

export interface AssessOptions {
  /** Add the tree of what each charge follows from. */
  readonly explain?: boolean;
}

export interface AssessAllOptions extends AssessOptions {
  /** Ends the iteration with the signal's reason, between two entries. */
  readonly signal?: AbortSignal;
}

/** What may be given to be assessed: entries, and whatever else an input holds. */
export type Entries = Iterable<Entry | unknown> | AsyncIterable<Entry | unknown>;

export interface Engine {
  readonly version: string;
  /** Tariffs whose tables are loaded, sorted. */
  readonly tariffs: readonly string[];
  /** Assesses one entry. Whatever is wrong with it is in the answer's `issues`: nothing is thrown. */
  assess(entry: Entry | unknown, options?: AssessOptions): Assessment;
  /** Derives a customs value. Whatever is wrong with the facts is in the answer's `issues`: nothing is thrown. */
  value(facts: ValuationFacts | unknown, options?: AssessOptions): ValuationAnswer;
  /** Determines origin. Whatever is wrong with the question is in the answer's `issues`. @throws DutiableError MISUSE */
  origin(question: unknown, options?: AssessOptions): OriginAnswer;
  /** Assesses entries one by one as they are asked for, in order. An entry that is none is answered with its index. */
  assessAll(entries: Entries, options?: AssessAllOptions): AsyncGenerator<Assessment, void, void>;
  /** Assesses lines given as columns; copies in and out. @throws DutiableError MISUSE */
  assessColumns(columns: EntryColumns): ChargeColumns;
  /** Columns in the module's memory for so many lines, filled and run in place. @throws DutiableError MISUSE */
  columns(capacity: number, spec: BatchSpec): Batch;
  /** A country's number in columns. @throws DutiableError MISUSE */
  country(code: string): number;
  /** A preference's number in columns: `none` is 0. @throws DutiableError MISUSE */
  preference(tariff: string, code: string): number;
  /** A date's number in columns: days from 1970-01-01. @throws DutiableError MISUSE */
  day(date: string): number;
  /** A loaded table, to look things up in. @throws DutiableError MISUSE */
  table(tariff: string): TableView;
  /** Gives back the tables' memory. The engine is of no use after it. */
  dispose(): void;
}

const GIVE_ORIGIN = "give it `origin`, which createOrigin of dutiable/origin makes";

/**
 * Verifies and loads tables. `explainer` renders explanations: the entry points bring it along.
 * @throws DutiableError TABLE_HASH, TABLE_VERSION, TABLE_CORRUPT, TABLE_DUPLICATE, ABI_MISMATCH, MISUSE.
 */
export async function createEngine(
  { tables, valuations = [], wasm, origin, knownOn }: EngineOptions,
  explainer?: Explainer,
  explainValue?: ValuationExplainer,
): Promise<Engine> {
  const knownDay = knownOn === undefined ? OPEN : dayNumber(knownOn);
  const marshal = createMarshal(await instantiate(wasm));
  // Valuations have a memory of their own: growing one would take the views of the other away.
  const valuer = createValuer(await instantiate(wasm), territoriesOf(valuations));
  const loaded = new Map<string, LoadedTable>();
  for (const bytes of tables) {
    const table = await loadIntoKernel(marshal, bytes, knownDay);
    const { tariff } = table.terms;
    if (loaded.has(tariff)) {
      const message = `two tables of the tariff ${tariff}: the editions of a tariff belong in one table`;
      throw new DutiableError("TABLE_DUPLICATE", message, { tariff });
    }
    loaded.set(tariff, table);
  }
  const tariffs = [...loaded.keys()].sort();
  const known = { names: tariffs, get: (tariff: string) => loaded.get(tariff)?.terms };
  const assessing: Assessing = { marshal, tables: loaded, known, explainer };

  function tableOf(tariff: string): LoadedTable {
    const table = loaded.get(tariff);
    if (table !== undefined) return table;
    throw new DutiableError("MISUSE", `no table of ${tariff} is loaded, but ${tariffs.join(", ") || "none"}`);
  }

  const assessAmounts = (entry: unknown, explain: boolean, index?: number): Assessment =>
    assessEntry(assessing, entry, explain, index);

  /** The entry with amounts for facts; undefined where it has amounts already, or where reading it throws. */
  function valuedEntry(entry: unknown, explain: boolean): ValuedEntry | undefined {
    try {
      if (!hasFacts(entry)) return undefined;
      const assess = (it: unknown) => assessAmounts(it, false);
      return valueEntry(valuer, entry, assess, explain ? { explain: explainValue } : { valueOnly: true });
    } catch {
      return undefined;
    }
  }

  const isProgramme = (tariff: string, code: string) => loaded.get(tariff)?.terms.claims.has(code) === true;

  /** With the preferences that bills of materials prove; undefined where the entry brings none. */
  function assessProven(entry: unknown, explain: boolean, index?: number): Assessment | undefined {
    if (origin === undefined) return undefined;
    const duty: DutyOfEntry = {
      isProgramme,
      assess: (it) => assessValued(it, explain, index),
      compare: (it) => assessValued(it, false),
    };
    return origin.assessProven(entry, duty);
  }

  const assessAny = (entry: unknown, explain: boolean, index?: number): Assessment =>
    assessProven(entry, explain, index) ?? assessValued(entry, explain, index);

  function assessValued(entry: unknown, explain: boolean, index?: number): Assessment {
    const valued = valuedEntry(entry, explain);
    if (valued === undefined) return assessAmounts(entry, explain, index);
    if ("issues" in valued) return valued;
    const answer = assessAmounts(valued.entry, explain, index);
    return answer.ok && explain ? { ...answer, valuations: valued.valuations } : answer;
  }

  return {
    version: VERSION,
    tariffs,
    assess: (entry, options) => assessAny(entry, options?.explain === true),
    value(facts, options) {
      try {
        return valuer.value(facts, options?.explain === true ? { explain: explainValue } : {});
      } catch {
        return { id: null, ok: false, issues: [unreadable("the facts")] };
      }
    },
    origin(question, options) {
      if (origin === undefined) throw new DutiableError("MISUSE", `the engine holds no agreements: ${GIVE_ORIGIN}`);
      return origin.determine(question, options);
    },
    async *assessAll(entries, { signal, explain = false } = {}) {
      let index = 0;
      for await (const entry of entries) {
        signal?.throwIfAborted();
        yield assessAny(entry, explain, index);
        index += 1;
      }
      signal?.throwIfAborted();
    },
    assessColumns: (columns) => assessColumns(marshal, tableOf(columns.tariff), columns),
    columns: (capacity, spec) => createBatch(marshal, tableOf(spec.tariff), capacity, spec),
    country: originNumber,
    preference: (tariff, code) => claimNumber(tableOf(tariff), code),
    day: dayNumber,
    table: (tariff) => tableOf(tariff).view,
    dispose() {
      for (const { handle } of loaded.values()) marshal.unloadTable(handle);
      loaded.clear();
      tariffs.length = 0;
    },
  };
}
