import type { Explanation } from "../../model/assessment";
import { dayOf } from "../../model/days";
import { malformed } from "../../model/declare/findings";
import { DutiableError } from "../../model/errors";
import type { Issue } from "../../model/issue";
import type { AgreementFacts } from "../../model/origin/agreement";
import type { OriginData } from "../../model/origin/data";
import { type KnownNames, type ReadQuestion, readOriginQuestion } from "../../model/origin/declare/question";
import type { Determination, OriginAnswer, RefusedQuestion } from "../../model/origin/determination";
import { type Editions, readEditions } from "../../model/origin/editions";
import type { OriginMeta } from "../../table/origin/meta";
import { checkOriginSeal } from "../../table/origin/seal";
import type { Kernel } from "../module";
import { VERSION } from "../version";
import type { Sources } from "./cited";
import { type Determined, determine } from "./determine";
import { type OriginExchange, openPurse } from "./exchange";
import { createOriginMarshal } from "./marshal";
import { type Agreement, agreementOf, linking } from "./parties";
import { openPrograms } from "./programs";
import type { ProofSource } from "./prove-claims";
import type { Setting } from "./setting";
import { readVocabulary } from "./vocabulary";

/** Tells how a determination came about; the entry points bring it along. */
export type OriginExplainer = (setting: Setting, determined: Determined) => Explanation;

export interface OriginOptions {
  readonly explain?: OriginExplainer;
}

export interface OriginDeterminer extends ProofSource {
  readonly agreements: readonly string[];
  /** Whatever is wrong with the question is in the answer's `issues`: nothing is thrown. */
  determine(question: unknown, options?: OriginOptions): OriginAnswer;
}

/** @throws DutiableError TABLE_HASH, TABLE_VERSION, TABLE_CORRUPT */
export async function createDeterminer(
  kernel: Kernel,
  data: OriginData,
  exchanges: readonly OriginExchange[],
): Promise<OriginDeterminer> {
  return openDeterminer(kernel, data, exchanges, await checkOriginSeal(data.table));
}

/** Over a table whose seal, the digest `sha256`, has been checked. @throws DutiableError TABLE_VERSION, TABLE_CORRUPT */
export function openDeterminer(
  kernel: Kernel,
  data: OriginData,
  exchanges: readonly OriginExchange[],
  sha256: string,
): OriginDeterminer {
  const marshal = createOriginMarshal(kernel);
  const table = marshal.load(data.table);
  const { meta } = table.view;
  const programs = openPrograms(marshal, table);
  const { year, list, steps } = data.editions;
  const editions = readEditions(year, list, steps);
  const vocabulary = readVocabulary(meta.vocabulary);
  const sources: Sources = new Map(meta.sources.map((source) => [source.id ?? "", source]));
  const agreements = new Map(meta.agreements.map((facts) => [facts.id, agreementOf(facts as AgreementFacts)]));
  const known = knownNames(table.view.meta, editions, data.basics);
  const edition = editionOf(agreements.values());

  function settingOf(read: ReadQuestion, agreement: Agreement, purse: Setting["purse"]): Setting {
    const { edition: base } = agreement.facts.hsEdition ?? {};
    return {
      question: read.question,
      read,
      agreement,
      day: dayOf(read.question.date)!,
      edition: base !== undefined && editions.years.includes(base) ? base : undefined,
      editions,
      vocabulary,
      purse,
      programs,
      findings: { issues: [], notes: new Map(), amounts: [] },
    };
  }

  function underOne(
    read: ReadQuestion,
    id: string,
    purse: Setting["purse"],
    explain: OriginExplainer | undefined,
  ): Determination | RefusedQuestion {
    const setting = settingOf(read, agreements.get(id)!, purse);
    const name = read.question.id ?? null;
    try {
      const determined = determine(setting, marshal, sources);
      if ("issues" in determined) return { id: name, ok: false, agreement: id, issues: determined.issues };
      return {
        id: name,
        ok: true,
        ...determined.answer,
        ...(explain === undefined ? {} : { explanation: explain(setting, determined) }),
        table: { edition, sha256 },
        engine: VERSION,
      };
    } catch (error) {
      return { id: name, ok: false, agreement: id, issues: [flawOf(error)] };
    }
  }

  return {
    agreements: [...agreements.keys()].sort(),
    programmes: new Map(
      [...agreements.values()].map(({ facts }) => [facts.id, [...(facts.usProgrammes?.symbols ?? []), facts.id]]),
    ),
    isParty: (agreement, country) => agreements.get(agreement)?.sides.has(country) ?? false,
    determine(question, { explain } = {}) {
      let id: string | null = null;
      try {
        id = idOf(question);
        const read = readOriginQuestion(question, known);
        if ("issues" in read) return { id, ok: false, issues: read.issues };
        const purse = openPurse(read.question, exchanges);
        const { agreement } = read.question;
        if (typeof agreement === "string" && agreement !== "all") return underOne(read, agreement, purse, explain);
        const asked =
          agreement === "all" ? linking(agreements.values(), read.question) : (agreement as readonly string[]);
        return { id, ok: true, determinations: asked.map((each) => underOne(read, each, purse, explain)) };
      } catch {
        return {
          id,
          ok: false,
          issues: [malformed("", "the question cannot be read: one of its properties throws an error")],
        };
      }
    },
  };
}

function idOf(question: unknown): string | null {
  const id = typeof question === "object" && question !== null ? (question as { id?: unknown }).id : undefined;
  return typeof id === "string" ? id : null;
}

/** What a rule of the question, or amounts beyond the module's, did: said as an issue. */
function flawOf(error: unknown): Issue {
  if (error instanceof DutiableError && error.code === "FACTS_INVALID")
    return {
      code: "RULE_SYNTAX",
      path: "/rule",
      line: 1,
      column: 1,
      message: `the rule cannot be tried: ${error.message}`,
    };
  if (error instanceof RangeError)
    return {
      code: "AMOUNT_OVERFLOW",
      path: "/materials",
      message: `an amount is beyond what is compared exactly: ${error.message}`,
    };
  throw error;
}

/** The day to which the rules at hand are known, the latest of all agreements. */
function editionOf(agreements: Iterable<Agreement>): string {
  const days = [...agreements].map(({ facts }) => facts.rules?.knownUntil ?? "").sort();
  return days[days.length - 1] ?? "";
}

function knownNames(
  { agreements, facts, operations, vocabulary }: OriginMeta,
  editions: Editions,
  basics: OriginData["basics"],
): KnownNames {
  const named = (kinds: readonly string[]): string[] => [
    ...facts.flatMap((fact) => (fact !== null && kinds.includes(fact.kind) ? [fact.id] : [])),
    ...vocabulary.flatMap(({ kind = "", id = "" }) => (kinds.includes(kind) ? [id] : [])),
  ];
  return {
    agreements: new Set(agreements.map(({ id }) => id).sort()),
    editions,
    processes: new Set([...Object.keys(operations), ...named(["process"])].sort()),
    facts: new Set([...named(["product", "quota", "figure"]), "mixed-textiles", "remanufactured"].sort()),
    qualities: new Set([...named(["material"]), "trimming", "deciding-component"].sort()),
    basics: new Set(Object.keys(basics)),
  };
}
