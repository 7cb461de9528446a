import type { Section } from "./row";

const COLUMNS = ["", "measured", "beside", "target", ""] as const;

/** All sections as one table for a terminal, the columns of equal width throughout. */
export function printed(sections: readonly Section[]): string {
  const cells = sections.map(({ rows }) =>
    rows.map(({ name, figure, ratio = "", target = "", met, remark = "" }) => [
      name,
      figure,
      ratio,
      target,
      met === undefined ? "" : met ? "met" : "MISSED",
      remark,
    ]),
  );
  const widths = COLUMNS.map((title, i) => Math.max(title.length, ...cells.flat().map((row) => row[i]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  const blocks = sections.map(({ title, about }, i) => [title, wrapped(about), ...cells[i]!.map(line)].join("\n"));
  return [line(COLUMNS), ...blocks].join("\n\n");
}

/** Words in lines of at most 110 characters, indented. */
function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 110) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines.join("\n");
}
