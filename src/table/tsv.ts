import type { Complain, Places } from "./fact-error";

/** A row by the names of its columns; `place` knows the line. */
export type TsvRow = Readonly<Record<string, string>>;

/**
 * Reads tab-separated text with a header line. Cells are not quoted: none holds a tab or a line break.
 * Rows of another length, unknown columns and missing ones are complained of; the rest is read.
 */
export function readTsv(
  file: string,
  text: string,
  columns: { readonly required: readonly string[]; readonly optional?: readonly string[] },
  places: Places,
  complain: Complain,
): TsvRow[] {
  const [header = "", ...lines] = text.split(/\r?\n/);
  const complainAt = (message: string, row: number): void => {
    const at = {};
    places.set(at, { file, row });
    complain(message, at);
  };
  const names = header.split("\t");
  const optional = columns.optional ?? [];
  for (const name of columns.required) if (!names.includes(name)) complainAt(`column ${name} is missing`, 1);
  for (const name of names) {
    if (!columns.required.includes(name) && !optional.includes(name)) complainAt(`unknown column ${name}`, 1);
  }
  const rows: TsvRow[] = [];
  for (const [i, line] of lines.entries()) {
    if (line === "") continue;
    const cells = line.split("\t");
    if (cells.length !== names.length) {
      complainAt(`${cells.length} cells, not ${names.length}`, i + 2);
      continue;
    }
    const row: Record<string, string> = {};
    for (let at = 0; at < names.length; at += 1) row[names[at] as string] = cells[at] as string;
    places.set(row, { file, row: i + 2 });
    rows.push(row);
  }
  return rows;
}

/** @throws RangeError for a cell with a tab or a line break. */
export function printTsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows].map((cells) => {
    const odd = cells.find((cell) => /[\t\r\n]/.test(cell));
    if (odd !== undefined) throw new RangeError(`a cell cannot hold a tab or a line break: ${JSON.stringify(odd)}`);
    return `${cells.join("\t")}\n`;
  });
  return lines.join("");
}
