/**
 * Lists of provisions that the Budget Lab at Yale keeps from public notices (MIT): useful, not official. Comma-separated,
 * with a header line, lines of remarks before it, and cells in double quotes where they hold commas.
 */
export type ListRow = Readonly<Record<string, string>>;

export function readList(text: string): ListRow[] {
  const [header = "", ...lines] = text.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
  const names = cellsOf(header);
  return lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
  });
}

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? "").trim(),
  );

/** The digits of a provision as the lists write it, with points or without. */
export const digitsOf = (code: string): string => code.replaceAll(".", "");
