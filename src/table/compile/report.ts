import { ProgramState } from "../../../assembly/abi";
import { parseCell, parseProgrammeCell, RateSyntaxError } from "../../model/rate-text";
import type { ColumnData } from "../column-data";
import type { TariffFacts } from "../facts";

/** What a table holds, counted. */
export interface CompileReport {
  readonly rows: number;
  readonly codes: number;
  readonly sets: number;
  readonly groups: number;
  readonly measures: number;
  readonly choices: number;
  readonly programs: number;
  readonly bases: number;
  readonly areas: number;
  readonly claims: number;
  /** Programs that are left to prose. */
  readonly refusedPrograms: number;
  /** For each column of the schedule, how many rows say what. */
  readonly columns: readonly ColumnReport[];
}

export interface ColumnReport {
  readonly column: string;
  readonly empty: number;
  readonly computable: number;
  /** Some alternative, or some programme's rate, is left to prose. */
  readonly partlyRefused: number;
  readonly refused: number;
  /** Texts of refused rates, with the number of rows that have them. */
  readonly references: Readonly<Record<string, number>>;
}

export function reportOf(data: ColumnData, facts: TariffFacts): CompileReport {
  return {
    rows: data.lineFrom.length,
    codes: new Set(facts.lines.map(({ code }) => code)).size,
    sets: data.setStart.length - 1,
    groups: data.groupStart.length - 1,
    measures: data.measureArea.length,
    choices: data.choiceStart.length - 1,
    programs: data.programText.length,
    bases: data.basisKind.length,
    areas: data.areaStart.length - 1,
    claims: data.claimArea.length,
    refusedPrograms: data.programState.filter((state) => state === ProgramState.refused).length,
    columns: facts.regime.columns.map(({ name, programmes }) => columnReport(name, programmes === true, facts)),
  };
}

function columnReport(column: string, programmes: boolean, facts: TariffFacts): ColumnReport {
  const cells = new Map<string, number>();
  for (const { cells: texts } of facts.lines) {
    const text = texts[column] ?? "";
    cells.set(text, (cells.get(text) ?? 0) + 1);
  }
  const counts = { empty: 0, computable: 0, partlyRefused: 0, refused: 0 };
  const references: Record<string, number> = {};
  for (const [text, rows] of [...cells].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const rates = text === "" ? [] : ratesOf(text, programmes);
    const refused = rates.flatMap((rate) => (rate.kind === "see" ? [rate.text] : []));
    for (const reference of new Set(refused)) references[reference] = (references[reference] ?? 0) + rows;
    if (rates.length === 0) counts.empty += rows;
    else if (refused.length === 0) counts.computable += rows;
    else if (refused.length < rates.length) counts.partlyRefused += rows;
    else counts.refused += rows;
  }
  return { column, ...counts, references };
}

/** The plain rates of a cell; none for what is no cell. */
function ratesOf(text: string, programmes: boolean) {
  try {
    const cells = programmes ? parseProgrammeCell(text).map(({ cell }) => cell) : [parseCell(text)];
    return cells.flatMap((cell) => (cell.kind === "conditional" ? cell.alternatives.map(({ rate }) => rate) : [cell]));
  } catch (error) {
    if (error instanceof RateSyntaxError) return [];
    throw error;
  }
}
