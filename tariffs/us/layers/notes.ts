/**
 * The U.S. notes of chapter 99 as text, page furniture included. Their lists of provisions stand between two sentences
 * that can be named; read from left to right they are the scope of a heading.
 */

const FURNITURE =
  /Harmonized Tariff Schedule of the United States Revision \d+ \(\d+\)|U\.S\. Notes \(con\.\)|XXII|99 - III - \d+/g;
const PROVISION = /(?<![\d.])\d{4}(?:\.\d{2}(?:\.?\d{2}){0,2})?(?![\d.]*\d)/g;
const ONLY_PROVISIONS = /^[\s\d.;,]+$/;

export interface NoteList {
  /** A pattern in the line that opens the list, and one in the first line after it. */
  readonly opens: RegExp;
  readonly closes: RegExp;
}

/**
 * The provisions of a list, digits only, sorted. Headings of four digits count only on lines of nothing but provisions;
 * those of chapters 98 and 99 are references to other provisions, never goods.
 * @throws Error where the list is not found: the notes are another revision's
 */
export function provisionsOf(notes: string, { opens, closes }: NoteList): string[] {
  const lines = notes.split("\n");
  const first = lines.findIndex((line) => opens.test(line));
  const last = lines.findIndex((line, at) => at > first && closes.test(line));
  if (first < 0 || last < 0) throw new Error(`the notes have no list between ${opens} and ${closes}`);
  const found = new Set<string>();
  for (const printed of lines.slice(first, last)) {
    const line = printed.replace(FURNITURE, "");
    for (const [provision] of line.matchAll(PROVISION)) {
      const digits = provision.replaceAll(".", "");
      const heading = digits.length === 4;
      if (!/^9[89]/.test(digits) && (!heading || ONLY_PROVISIONS.test(line))) found.add(digits);
    }
  }
  return [...found].sort();
}
