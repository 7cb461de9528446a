import type { LineState } from "../../src/table/history";
import type { CellPlace, EditionReport, ImportReport } from "./report";

/** The report of an import as lines of text, for a terminal. */
export function reportText({ editions, changes, unusedCorrections }: ImportReport): string {
  const newest = editions.at(-1);
  const lines = [
    ...editions.flatMap(editionLines),
    ...(newest === undefined ? [] : newestLines(newest)),
    ...changes.flatMap(({ edition, headings }) => [
      `${edition}: ${headings.length === 0 ? "no change" : `changes under ${headings.length} headings`}`,
      ...headings.map(({ heading, added, removed, changed }) => {
        const parts = [
          ...added.map(({ code }) => `+${code}`),
          ...removed.map(({ code }) => `-${code}`),
          ...changed.map(({ code, before, after }) => `~${code} ${differences(before!, after!)}`),
        ];
        return `  ${heading}: ${parts.join("; ")}`;
      }),
    ]),
    ...unusedCorrections.map(
      ({ edition, codes, reason }) => `correction of ${edition} moved nothing: ${codes.join(" ")} (${reason})`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function editionLines({ edition, applies, rows, lines, unsuffixed, unread }: EditionReport): string[] {
  return [
    `${edition} from ${applies}: ${rows} rows, ${lines} lines (${unsuffixed} without suffix), ${unread.length} not read`,
    ...unread.map(({ code, column, text }) => `  ${code} ${column}: ${JSON.stringify(text)}`),
  ];
}

/** What the newest edition holds: the older ones differ little. */
function newestLines({ edition, lines, cells, computability, seasons, needsArticles, prose, ...rest }: EditionReport) {
  const share = (count: number): string => `${count} (${((100 * count) / Math.max(lines, 1)).toFixed(2)} %)`;
  const kinds = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(", ");
  return [
    `${edition} holds`,
    ...Object.entries(cells).map(([column, counts]) => `  ${column}: ${kinds(counts)}`),
    `  lines with a season: ${seasons}`,
    `  lines computable from the schedule alone: ${share(computability.alone)}`,
    `  and once other articles are declared: ${share(computability.alone + computability.declared)}`,
    `  left to prose: ${share(computability.never)}`,
    ...byText("  decided by other articles", needsArticles),
    ...byText("  prose", prose),
    `  provisions that the special column refers to: ${rest.specialReferences.size}`,
    ...[...rest.specialReferences].sort().map(([text, count]) => `    ${text}: ${count} lines`),
  ];
}

function byText(title: string, places: readonly CellPlace[]): string[] {
  const codes = new Map<string, string[]>();
  for (const { code, column, text } of places) {
    const key = `${column} ${text}`;
    codes.set(key, [...(codes.get(key) ?? []), code]);
  }
  return [...codes].map(
    ([key, of]) => `${title}: ${key}: ${of.length} lines, ${of.slice(0, 3).join(" ")}${of.length > 3 ? " …" : ""}`,
  );
}

/** The fields in which two states of a line differ, before → after. */
function differences(before: LineState, after: LineState): string {
  const fields = (line: LineState): Record<string, string> => ({
    ...line.cells,
    units: line.units.join(","),
    digits: String(line.digits),
    season: line.season ?? "",
  });
  const [old, young] = [fields(before), fields(after)];
  return Object.keys({ ...old, ...young })
    .filter((field) => old[field] !== young[field])
    .map((field) => `${field} ${old[field] || "none"} → ${young[field] || "none"}`)
    .join(", ");
}
