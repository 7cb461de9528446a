import type { ScopeInputs } from "./scopes";

export interface ScopeFiles {
  readonly lists: ReadonlyMap<string, string>;
  readonly notes: string;
  /** Name and text of `footnotes/NN.tsv` and `lines/NN.tsv`. */
  readonly footnotes: readonly (readonly [name: string, text: string])[];
  readonly lines: readonly (readonly [name: string, text: string])[];
  readonly readings: string;
}

/** The texts that scopes are read from, taken apart. */
export function inputsOf({ lists, notes, footnotes, lines, readings }: ScopeFiles): ScopeInputs {
  return {
    lists,
    notes,
    footnotes: footnotes.flatMap(([, text]) => rowsOf(text)),
    lines: new Set(lines.flatMap(([, text]) => rowsOf(text).map(({ code = "" }) => code))),
    readings: rowsOf(readings),
  };
}

/** Rows of tab-separated text by the names of its header. */
export function rowsOf(text: string): Readonly<Record<string, string>>[] {
  const [header = "", ...lines] = text.trimEnd().split("\n");
  const names = header.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
  });
}
