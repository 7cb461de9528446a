import type { ExportRow, RateColumn } from "./usitc-export";
import { RATE_COLUMNS } from "./usitc-export";

/**
 * The provisions to which the footnotes of the rate columns point, kept on the row that carries them: additional
 * duties of chapter 99 mostly, notes, and excise taxes. Only what is pointed at is kept, in one notation:
 *
 *     9903.88.15   9904.04.50-9904.05.01   26usc5001   proclamation:8771
 *     note:99-III-20(g)          a note of subchapter III of chapter 99
 *     additional-note:chapter-1  an additional U.S. note of the row's own chapter
 */
const CODE = String.raw`\d{4}\.\d{2}(?:\.\d{2})?`;
const NOTE = String.raw`(additional )?(?:U\.S\. )?note (\d+(?:\([a-z]+\))*) (?:to|in) (subchapter III|this chapter)`;
const POINTERS: readonly (readonly [pattern: RegExp, pointer: (match: RegExpMatchArray) => string])[] = [
  [
    new RegExp(`(${CODE})(?: ?(?:-|through) ?(${CODE}))?`, "g"),
    ([, from, to]) => (to === undefined ? from! : `${from}-${to}`),
  ],
  [
    new RegExp(NOTE, "gi"),
    ([, additional, note, place]) =>
      `${additional === undefined ? "" : "additional-"}note:${place === "subchapter III" ? "99-III" : "chapter"}-${note}`,
  ],
  [
    /(\d+) U\.S\.C\. ?(\d+)((?: ?\([a-zA-Z\d]+\))*)/g,
    ([, title, section, rest = ""]) => `${title}usc${section}${rest.replaceAll(" ", "")}`,
  ],
  [/Pres\. Proc\. (\d+)/g, ([, number]) => `proclamation:${number}`],
];

/** Pointers of a footnote, in the order of the table above. */
export function pointersOf(text: string): string[] {
  return [...new Set(POINTERS.flatMap(([pattern, pointer]) => [...text.matchAll(pattern)].map(pointer)))];
}

/** The rate columns' footnotes of a row: column → pointers, sorted; and the texts that point nowhere. */
export function footnotesOf(row: ExportRow): {
  readonly pointers: ReadonlyMap<RateColumn, readonly string[]>;
  readonly unread: readonly string[];
} {
  const pointers = new Map<RateColumn, readonly string[]>();
  const unread: string[] = [];
  for (const { columns, text } of row.footnotes) {
    const found = pointersOf(text);
    const carried = RATE_COLUMNS.filter((column) => columns.includes(column));
    if (carried.length > 0 && found.length === 0) unread.push(text);
    if (found.length === 0) continue;
    for (const column of carried) {
      pointers.set(column, [...new Set([...(pointers.get(column) ?? []), ...found])].sort());
    }
  }
  return { pointers, unread };
}
