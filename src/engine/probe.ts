import { BasisKind, LineStatus, ProgramState } from "../../assembly/abi";
import type { DeclaredLine } from "../model/declare/declaration";
import { headingsExclude } from "../model/declare/findings";
import type { FactTerm, UnitTerm } from "../model/declare/terms";
import type { FactType, Issue } from "../model/issue";
import {
  componentWithoutValue,
  dateOutOfRange,
  factMissing,
  headingsMissing,
  nestedReference,
  noMeasure,
  outOfSeason,
  overflow,
  partExceedsValue,
  quantityInexact,
  quantityMissing,
  rateNotComputable,
  unknownCommodity,
} from "./findings";
import type { Marshal } from "./marshal";
import { referred } from "./rates";
import { seasonOf } from "./season";
import type { LoadedTable } from "./table";

/**
 * What the law has against a line, all of it in one answer. The kernel stops at the first thing it misses; so what is
 * missing is noted, filled in with a placeholder, and the kernel is asked again. There is no second reader of the law.
 */
export interface Probe {
  readonly marshal: Marshal;
  readonly table: LoadedTable;
  readonly day: number;
  readonly date: string;
}

/** More things than the bases of any rate. */
const MOST_QUESTIONS = 64;
/** Facts that choose between rates, one within another. */
const MOST_CHOICES = 4;
const FROM_GUARD = 0x80000000;

/** Assesses the line as an entry of its own under a claim; its index is 0, its components follow. */
export function assessAlone({ marshal, table, day }: Probe, line: DeclaredLine, claim: number): LineStatus {
  const lines = [{ line, claim, parent: -1 }, ...line.components.map((part) => ({ line: part, claim, parent: 0 }))];
  marshal.assess({ table: table.handle, day, lines, entryStart: [0, lines.length] });
  return marshal.status(0);
}

/** Issues of a line, other than that its code or its preference does not exist; none where it is assessed. */
export function probeLine(probe: Probe, line: DeclaredLine, claim: number, choices = 0): Issue[] {
  const { marshal, table, date } = probe;
  const { view } = table;
  const issues: Issue[] = [];
  let draft = line;
  for (let question = 0; question < MOST_QUESTIONS; question += 1) {
    const status = assessAlone(probe, draft, claim);
    const detail = marshal.detail(0);
    switch (status) {
      case LineStatus.quantityMissing:
        issues.push(quantityMissing(line.quantitiesPath, unitOf(table, detail)));
        draft = withQuantity(table, draft, detail);
        continue;
      case LineStatus.quantityInexact: {
        const name = view.meta.quantities[view.columns.basisKey[detail]!]!;
        const { amount, unit } = draft.quantities.find(({ term }) => term.name === name)!;
        issues.push(quantityInexact(line.quantitiesPath, unitOf(table, detail), `${amount} ${unit}`));
        draft = withQuantity(table, draft, detail);
        continue;
      }
      case LineStatus.factMissing:
        if (detail >= FROM_GUARD) {
          issues.push(missingFact(table, line, detail - FROM_GUARD));
          if (choices < MOST_CHOICES) issues.push(...probeChoice(probe, draft, claim, detail - FROM_GUARD, choices));
          return issues;
        }
        if (view.columns.basisKind[detail] !== BasisKind.fact) return [...issues, missingArticles(table, line, detail)];
        issues.push(missingFact(table, line, view.columns.basisKey[detail]!));
        draft = withFact(table, draft, view.columns.basisKey[detail]!, "1");
        continue;
      case LineStatus.headingsConflict:
        return [...issues, conflictOf(table, line, detail)];
      case LineStatus.partExceedsValue:
        return [...issues, ...excessOf(table, line, detail)];
      case LineStatus.lineGuardFailed:
        return [...issues, outOfSeason(line.commodityPath, line.commodity, date, seasonOf(view, detail))];
      case LineStatus.rateNotComputable:
        return [...issues, notComputable(table, line, detail)];
      case LineStatus.noMeasure:
        return [...issues, noMeasure(line.commodityPath, line.originCode)];
      case LineStatus.overflow:
        return [...issues, overflow(line.valuePath)];
      case LineStatus.unknownCommodity:
      case LineStatus.notInForce:
        return [...issues, unknownCommodity(line.commodityPath, line.commodity, table.terms.codeDigits, [])];
      case LineStatus.dateBeforeTable:
      case LineStatus.dateAfterTable:
        return [...issues, dateOutOfRange(date, table)];
      default:
        // Assessed; or refused for its claim or its components, which are looked at by themselves.
        return issues;
    }
  }
  return issues;
}

/** What is missing whatever the fact turns out to be. */
function probeChoice(probe: Probe, line: DeclaredLine, claim: number, fact: number, choices: number): Issue[] {
  const [yes, no] = ["1", "0"].map((truth) =>
    probeLine(probe, withFact(probe.table, line, fact, truth), claim, choices + 1),
  );
  return yes!.filter(({ path, unit }) => no!.some((other) => other.path === path && other.unit === unit));
}

/** The rate is left to another provision; or it is the highest ratio of duty to value, of articles without a value. */
const notComputable = ({ view, rate }: LoadedTable, line: DeclaredLine, program: number): Issue =>
  view.programState(program) === ProgramState.refused
    ? rateNotComputable(line.commodityPath, rate(program).text)
    : componentWithoutValue(`${line.factsPath}/components`);

/** The heading that the kernel found to exclude another, and that other: a heading of the same layer that is claimed. */
function conflictOf({ view }: LoadedTable, line: DeclaredLine, kind: number): Issue {
  const { layer, heading } = view.kindOf(kind);
  const name = view.meta.headings[heading] ?? "";
  const own = line.headings.find((it) => it.heading === heading);
  const sameLayer = new Set<number>();
  for (let it = 0; it < view.rows("kind"); it += 1) {
    if (view.kindOf(it).layer === layer) sameLayer.add(view.kindOf(it).heading);
  }
  const other = line.headings.find((it) => it.heading !== heading && sameLayer.has(it.heading));
  return headingsExclude((own ?? other)?.path ?? `${line.factsPath}/headings`, name, other?.name ?? "another");
}

/** A part that is worth more than the goods; a placeholder for one that is missing says nothing. */
function excessOf({ view, terms }: LoadedTable, line: DeclaredLine, basis: number): Issue[] {
  const { name } = view.meta.facts[view.columns.basisKey[basis]!]!;
  const fact = line.facts.find((it) => it.term.name === name);
  return fact === undefined ? [] : [partExceedsValue(fact.path, name, fact.amount, line.value, terms.currency)];
}

const unitOf = ({ view }: LoadedTable, basis: number): string =>
  view.text(view.columns.basisText[basis]!).split(/[<>]/, 1)[0]!;

function missingFact({ view }: LoadedTable, line: DeclaredLine, fact: number): Issue {
  const { name, type, about } = view.meta.facts[fact]!;
  if (name === "headings") return headingsMissing(line.factsPath);
  return factMissing(line.factsPath, name, type, about);
}

function missingArticles({ view }: LoadedTable, line: DeclaredLine, basis: number): Issue {
  // A component's path ends in its number, an article's in the fact's name.
  if (/\/(components\/\d+|article)$/.test(line.path)) return nestedReference(line.commodityPath);
  const name = referred(view.text(view.columns.basisText[basis]!));
  const type: FactType = name === "article" ? "commodity" : "lines";
  const about = view.meta.facts.find((fact) => fact.name === name)?.about;
  return factMissing(line.factsPath, name, type, about);
}

/** One of the rate's unit, in place of what was declared of that quantity. */
function withQuantity({ view }: LoadedTable, line: DeclaredLine, basis: number): DeclaredLine {
  const { basisKey, basisUnitNumerator, basisUnitDenominator } = view.columns;
  const key = basisKey[basis]!;
  const term: UnitTerm = {
    text: "",
    name: view.meta.quantities[key]!,
    key,
    numerator: basisUnitNumerator[basis]!,
    denominator: basisUnitDenominator[basis]!,
  };
  const others = line.quantities.filter(({ term }) => term.key !== key);
  return { ...line, quantities: [...others, { term, unit: "", amount: "1" }] };
}

function withFact({ view }: LoadedTable, line: DeclaredLine, key: number, amount: string): DeclaredLine {
  const { name, type } = view.meta.facts[key]!;
  const term: FactTerm = { name, key, type };
  return {
    ...line,
    facts: [...line.facts.filter((fact) => fact.term.key !== key), { term, path: line.factsPath, amount }],
  };
}
