import { type Editions, possibleCodes } from "../../model/origin/editions";

/** A code as it can stand in the agreement's edition of the Harmonized System. */
export interface CodeAt {
  /** What all of `codes` begin with: all that is known of the code. */
  readonly common: string;
  /** Each code that it can be, with the digits beyond six kept where there is but one; empty: unknown. */
  readonly codes: readonly string[];
  /** The edition of the codes; undefined where editions are not told apart. */
  readonly edition: number | undefined;
  /** Why the code was taken as it stands though its edition differs, or is not known to be the same. */
  readonly note?: "HS_EDITION_NOT_HELD" | "HS_CODE_WITHOUT_COUNTERPART";
}

export const UNKNOWN_CODE: CodeAt = { common: "", codes: [], edition: undefined };

/** Codes that were looked up, by the editions that hold them, and by the two years. */
const found = new WeakMap<Editions, Map<number, Map<string, CodeAt>>>();
const MOST_FOUND = 16384;

/** A code of the edition `from` in the edition `to`: through the correlation tables at six digits. */
export function codeAt(editions: Editions, code: string, from: number, to: number | undefined): CodeAt {
  let years = found.get(editions);
  if (years === undefined) {
    years = new Map();
    found.set(editions, years);
  }
  const step = from * 10000 + (to ?? 0);
  let known = years.get(step);
  if (known === undefined || known.size > MOST_FOUND) {
    known = new Map();
    years.set(step, known);
  }
  let at = known.get(code);
  if (at === undefined) {
    at = lookUp(editions, code, from, to);
    known.set(code, at);
  }
  return at;
}

function lookUp(editions: Editions, code: string, from: number, to: number | undefined): CodeAt {
  const same = { common: code, codes: [code], edition: to ?? from };
  if (from === to) return same;
  if (to === undefined) return { ...same, note: "HS_EDITION_NOT_HELD" };
  // Chapters and headings are those of every code that begins so: what they were is not looked up.
  if (code.length < 6) return same;
  const other = possibleCodes(editions, code.slice(0, 6), from, to);
  if (!other.ok) {
    const note = other.reason === "none" ? "HS_CODE_WITHOUT_COUNTERPART" : "HS_EDITION_NOT_HELD";
    return other.reason === "none" ? { ...UNKNOWN_CODE, edition: to, note } : { ...same, note };
  }
  const [first, ...others] = other.codes;
  if (others.length > 0) return { common: commonStart(other.codes), codes: other.codes, edition: to };
  const whole = first === code.slice(0, 6) ? code : first!;
  return { common: whole, codes: [whole], edition: to };
}

function commonStart(codes: readonly string[]): string {
  const first = codes[0] ?? "";
  let length = first.length;
  for (const code of codes) while (!code.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}
