import { parseCell, parseProgrammeCell } from "../../src/model/rate-text";
import type { Correction, HeadingChanges, History, LineState } from "../../src/table/history";
import { byHeading } from "../../src/table/history";
import type { ImportedSchedule, Unread } from "./import";
import type { CellKind, Computability } from "./rate-kinds";
import { CELL_KINDS, computabilityOf, kindOf } from "./rate-kinds";
import { remembered } from "./remembered";

/** What an import of several editions did: `report-text.ts` writes it for people. */
export interface ImportReport {
  readonly editions: readonly EditionReport[];
  /** From each edition to the next. */
  readonly changes: readonly { readonly edition: string; readonly headings: readonly HeadingChanges<LineState>[] }[];
  /** Corrections that fit nothing their edition changed. */
  readonly unusedCorrections: readonly Correction[];
}

export interface EditionReport {
  readonly edition: string;
  readonly applies: string;
  /** Rows of the file, all chapters. */
  readonly rows: number;
  /** Declarable lines of chapters 1 to 97, and how many of them are printed without a statistical suffix. */
  readonly lines: number;
  readonly unsuffixed: number;
  readonly seasons: number;
  /** Lines by the kind of their cell. In the special column a line counts once for each of its rates. */
  readonly cells: Readonly<Record<"general" | "special" | "other", Readonly<Record<CellKind, number>>>>;
  /** Lines whose general and column 2 rates can both be had so. */
  readonly computability: Readonly<Record<Computability, number>>;
  readonly unread: readonly Unread[];
  /** Cells that the charge of other articles decides, and cells that stay prose, in general and column 2. */
  readonly needsArticles: readonly CellPlace[];
  readonly prose: readonly CellPlace[];
  /** Provisions that the special column refers to, with the number of lines. */
  readonly specialReferences: ReadonlyMap<string, number>;
}

export interface CellPlace {
  readonly code: string;
  readonly column: "general" | "other";
  readonly text: string;
}

export function reportOn(
  imported: readonly { readonly edition: string; readonly applies: string; readonly schedule: ImportedSchedule }[],
  history: History<LineState>,
): ImportReport {
  const inOrder = imported.toSorted((a, b) => (a.applies < b.applies ? -1 : 1));
  return {
    editions: inOrder.map(({ edition, applies, schedule }) => ({ edition, applies, ...editionReport(schedule) })),
    changes: history.changes.map(({ edition, changes }) => ({ edition, headings: byHeading(changes) })),
    unusedCorrections: history.unused,
  };
}

function editionReport({
  rows,
  lines,
  unsuffixed,
  unread,
}: ImportedSchedule): Omit<EditionReport, "edition" | "applies"> {
  const cells = { general: noCells(), special: noCells(), other: noCells() };
  const computability = { alone: 0, declared: 0, never: 0 };
  const needsArticles: CellPlace[] = [];
  const prose: CellPlace[] = [];
  const specialReferences = new Map<string, number>();
  const read = remembered((text) => {
    const cell = parseCell(text);
    return { kind: kindOf(cell), computable: computabilityOf(cell) };
  });
  const readSpecial = remembered((text) => parseProgrammeCell(text).map(({ cell }) => ({ cell, kind: kindOf(cell) })));
  for (const [code, line] of lines) {
    const both = (["general", "other"] as const).map((column) => {
      const text = line.cells[column] as string;
      const { kind, computable } = read(text);
      cells[column][kind] += 1;
      if (computable === "declared") needsArticles.push({ code, column, text });
      if (computable === "never") prose.push({ code, column, text });
      return computable;
    });
    computability[both.includes("never") ? "never" : both.includes("declared") ? "declared" : "alone"] += 1;
    for (const { cell, kind } of readSpecial(line.cells.special ?? "")) {
      cells.special[kind] += 1;
      if (cell.kind === "see") specialReferences.set(cell.text, (specialReferences.get(cell.text) ?? 0) + 1);
    }
  }
  const seasons = [...lines.values()].filter(({ season }) => season !== undefined).length;
  return {
    rows,
    lines: lines.size,
    unsuffixed,
    seasons,
    cells,
    computability,
    unread,
    needsArticles,
    prose,
    specialReferences,
  };
}

const noCells = (): Record<CellKind, number> =>
  Object.fromEntries(CELL_KINDS.map((kind) => [kind, 0])) as Record<CellKind, number>;
