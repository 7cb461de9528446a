import { encodeTable } from "./column-data";
import { areaTable } from "./compile/areas";
import { basisTable } from "./compile/bases";
import { choiceTable } from "./compile/choices";
import { claimTable } from "./compile/claims";
import { conditionTable } from "./compile/conditions";
import { writeDisplacements } from "./compile/displacements";
import { newDraft } from "./compile/draft";
import { guardTable } from "./compile/guards";
import { kindTable } from "./compile/kinds";
import { writeLines } from "./compile/lines";
import { measureTable } from "./compile/measures";
import { notHeldMeta, quotaMeta } from "./compile/not-held";
import { programTable } from "./compile/programs";
import { writeProvisions } from "./compile/provisions";
import { checkNames, editionDays, writeCoverage, writeRegime } from "./compile/regime";
import { type CompileReport, reportOf } from "./compile/report";
import { setTable } from "./compile/sets";
import { stackTable } from "./compile/stack";
import { wordTable } from "./compile/words";
import { complaints, type FactError, type Places } from "./fact-error";
import type { RegimeLayer, TariffFacts } from "./facts";
import { encodeMeta, type LayerMeta, type TableMeta } from "./meta";
import { compareTexts } from "./order";

/** Raised when this compiler writes other bytes for the same facts. */
export const COMPILER = 2;

export interface Compiled {
  /** The table, not yet sealed; undefined where the facts have flaws. */
  readonly bytes: Uint8Array | undefined;
  readonly report: CompileReport;
  readonly errors: readonly FactError[];
}

/**
 * The table of a territory's facts: byte for byte the same for the same facts, in whatever order they come. Rows are
 * numbered as they first come up while the lines are gone through by code and date.
 */
export function compileTable(facts: TariffFacts, places?: Places): Compiled {
  const { errors, complain } = complaints(places);
  const draft = newDraft(complain);
  const { data } = draft;
  const { regime } = facts;
  checkNames(draft, facts);
  writeRegime(draft, regime);
  writeCoverage(draft, regime);
  const days = editionDays(draft, facts);

  const words = wordTable(draft, facts);
  const bases = basisTable(draft, regime);
  const programs = programTable(draft, regime, bases);
  const guards = guardTable(draft);
  const choices = choiceTable(draft, programs, guards, bases);
  const areas = areaTable(draft, facts);
  const claims = claimTable(draft, facts, areas);
  const sets = setTable(draft);
  const ordinary = measureTable(draft, regime, areas, claims, choices, sets);
  const conditions = conditionTable(draft, regime, { bases, programs, guards, claims, words });
  const kinds = kindTable(draft, regime, words);
  const stack = stackTable(draft, facts, { areas, choices, conditions, kinds, sets, words });
  const displacements = writeDisplacements(draft, facts, areas, bases, conditions, words);
  const { deMinimis, sources: provisions } = writeProvisions(draft, facts, areas, bases, words);
  const notHeld = notHeldMeta(draft, facts, areas);
  const quotas = quotaMeta(draft, facts);
  const units = writeLines(draft, facts.lines, regime, bases, guards, ordinary, stack);

  const meta: TableMeta = {
    ...namesOf(facts),
    measures: kinds.meta,
    headings: words.headings,
    ...{ deMinimis, displacements, provisions, quotas, notHeld },
    units,
    quantities: bases.quantities,
    facts: bases.facts,
    areas: areas.names,
    claims: claims.meta,
  };
  for (const byte of encodeMeta(meta)) data.meta.push(byte);
  const report = reportOf(data, facts);
  if (errors.length > 0) return { bytes: undefined, report, errors };
  try {
    const header = { firstDay: days.first, lastEditionDay: days.last, lastKnownDay: days.known, tariff: regime.tariff };
    return { bytes: encodeTable(header, data), report, errors };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { bytes: undefined, report, errors: [{ message: `more rows than a table can number: ${error.message}` }] };
  }
}

/** What the host reads of the facts as they stand. */
function namesOf({ regime, editions, sources }: TariffFacts) {
  const { tariff, name, currency, minorUnits, codeDigits, valuation, rounding, families, qualifiers = {} } = regime;
  return {
    compiler: COMPILER,
    ...{ tariff, name, currency, minorUnits, codeDigits, valuation, rounding, families, qualifiers },
    editions: [...editions].sort((a, b) => compareTexts(editionOrder(a), editionOrder(b))),
    sources: [...sources].sort((a, b) => compareTexts([a.id], [b.id])),
    ...(regime.informal === undefined ? {} : { informal: regime.informal }),
    layers: [null, ...(regime.layers ?? []).map(layerMeta)],
  };
}

const layerMeta = ({ layer, title, family, per = "line" }: RegimeLayer): LayerMeta => ({ layer, title, family, per });

const editionOrder = (it: TariffFacts["editions"][number]): string[] => [it.applies, it.known, it.edition];
