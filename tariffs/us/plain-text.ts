/**
 * The schedule's texts without their typography. Revisions 4, 10 and 14 of 2025 carry HTML in 1,827 rows each, others
 * superscript digits; a revision that only changes typography must read as no change.
 */

/** Elements that end a line; every other tag stands inside a word or around it. */
const LINE_BREAK = /<\/?(?:br|nl|newline|p|div)\b[^<>]*>/gi;
const TAG = /<\/?[a-z][^<>]*>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  "&nbsp;": " ",
  "&amp;": "&",
  "&cent;": "¢",
  "&sup2;": "2",
  "&sup3;": "3",
  "²": "2",
  "³": "3",
};
const ENTITY = new RegExp(Object.keys(ENTITIES).join("|"), "gi");
const PLAIN = /^(?:[^\s<&²³]+ )*[^\s<&²³]*$/;

/** A text of the export without tags, `²` as `2`, and single spaces; empty for null. */
export function plainText(text: string | null | undefined): string {
  if (!text || PLAIN.test(text)) return text?.trim() ?? "";
  return text
    .replace(LINE_BREAK, " ")
    .replace(TAG, "")
    .replace(ENTITY, (entity) => ENTITIES[entity.toLowerCase()] ?? entity)
    .replace(/\s+/g, " ")
    .trim();
}
