/**
 * Short names for what a rule asks of goods and of work. A name keeps the first words that carry meaning; where others
 * had to be left out, a mark of the whole wording keeps two different descriptions apart. The same description has the
 * same name in each agreement.
 */

const EMPTY = new Set(
  (
    "a an the of in on for with by from to into as at is be being been was were it its their this that such " +
    "others already used whether even if each any all these those ( ) , / + per see"
  ).split(" "),
);

/** Words that join others: they stand in a name, and do not count. */
const JOINING = new Set(["or", "and", "and/or"]);

const KEPT = 4;
const MARK_LENGTH = 4;

/** FNV-1a, 32 bits: no secret, only a mark. */
export function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of new TextEncoder().encode(text)) hash = Math.imul(hash ^ sign, 0x01000193) >>> 0;
  return hash.toString(36).padStart(MARK_LENGTH, "0").slice(-MARK_LENGTH);
}

const plain = (word: string): string =>
  word
    .replace("and/or", "and-or")
    .normalize("NFD")
    .replace(/[^\w-]/g, "")
    .replace(/^-+|-+$/g, "");

export function factName(words: string): string {
  const meant = words
    .toLowerCase()
    .split(" ")
    .filter((word) => !EMPTY.has(word));
  const place = meant.findIndex((_, i) => meant.slice(0, i + 1).filter((word) => !JOINING.has(word)).length > KEPT);
  const kept = place < 0 ? meant : meant.slice(0, place);
  while (JOINING.has(kept.at(-1) ?? "")) kept.pop();
  const base = kept
    .map(plain)
    .filter((part) => part !== "")
    .join("-")
    .replace(/^(?=\d)/, "of-");
  return place < 0 ? base : `${base}-${markOf(meant.join(" "))}`;
}
