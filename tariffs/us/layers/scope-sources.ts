import type { NoteList } from "./notes";

/** Where each scope is read: footnotes of the schedule's lines, the U.S. notes of chapter 99, or a curated list. */

export interface ScopeDates {
  readonly from?: string;
  readonly to?: string;
}

/** Scopes of headings that the lines themselves point at. */
export const FOOTNOTED: Readonly<Record<string, { readonly heading: string; readonly column: "general" | "other" }>> = {
  "301-china-list-1": { heading: "9903.88.01", column: "general" },
  "301-china-list-2": { heading: "9903.88.02", column: "general" },
  "301-china-list-3": { heading: "9903.88.03", column: "general" },
  "301-china-list-3-part": { heading: "9903.88.04", column: "general" },
  "301-china-list-4a": { heading: "9903.88.15", column: "general" },
  "301-china-review-2024-25": { heading: "9903.91.01", column: "general" },
  "301-china-review-2024-100": { heading: "9903.91.03", column: "general" },
  "301-china-review-2025-50": { heading: "9903.91.05", column: "general" },
  "301-china-review-2026-25": { heading: "9903.91.06", column: "general" },
  "russia-35": { heading: "9903.90.08", column: "other" },
  "russia-70": { heading: "9903.90.09", column: "other" },
};

const list = (opens: RegExp, closes: RegExp): NoteList => ({ opens, closes });

/** Scopes that stand in the notes as lists, in revision 6 of 2026. */
export const NOTED: Readonly<Record<string, NoteList>> = {
  "122-aircraft": list(/\(iv\)\s+As provided in heading 9903\.03\.05/, /\(v\)\s+As provided in heading 9903\.03\.06/),
  "122-exempt": list(/\(ii\)\s+As provided in heading 9903\.03\.03/, /\(iii\)\s+As provided in heading 9903\.03\.04/),
  "122-particular": list(
    /\(iii\)\s+As provided in heading 9903\.03\.04/,
    /\(iv\)\s+As provided in heading 9903\.03\.05/,
  ),
  "232-16c-i": list(/^\s*\(i\) Articles of aluminum:/, /^\s*\(ii\) Derivative aluminum articles:/),
  "232-16c-ii": list(/^\s*\(ii\) Derivative aluminum articles:/, /^\s*\(iii\) Articles of steel:/),
  "232-aluminum-derivative-76": list(
    /^\(j\) The rates of duty set forth in heading 9903\.85\.07/,
    /^\(k\) The rates of duty/,
  ),
  "232-aluminum-derivative-elsewhere": list(/^\(k\) The rates of duty in heading 9903\.85\.08/, /^\(l\) Any importer/),
  "232-auto-parts": list(/^\(g\) Subject to a manufacturer's import adjustment/, /^\(h\) Heading 9903\.94\.06/),
  "232-auto-parts-gb": list(/^\(j\) Heading 9903\.94\.32/, /^Any automotive part, except those/),
  "232-autos": list(/^\(b\) The rates of duty set forth in headings 9903\.94\.01/, /^\(c\) Heading 9903\.94\.02/),
  "232-autos-gb": list(/^\(i\) Heading 9903\.94\.31/, /The aggregate annual import volume/),
  "232-buses": list(/\(c\) Heading 9903\.74\.02 applies/, /\(d\) Heading 9903\.74\.03 applies/),
  "232-cabinets": list(/\(f\) Except for as provided by 9903\.76\.04/, /\(g\) Heading 9903\.76\.04/),
  "232-semiconductors": list(
    /\(b\) For the purposes of this note, "semiconductor articles"/,
    /To be included within the definition/,
  ),
  "232-softwood": list(/heading 9903\.76\.01 apply to all imported softwood/, /\(c\) Heading 9903\.76\.02 provides/),
  "232-truck-parts": list(/\(i\) The rates of duty set forth in heading 9903\.74\.08/, /^\s*\(j\) /),
  "232-trucks": list(/\(b\) The rate of duty set forth in heading 9903\.74\.01/, /\(c\) Heading 9903\.74\.02 applies/),
  "232-upholstered": list(
    /\(d\) The rates of duty set forth in headings 9903\.76\.02/,
    /\(e\) Except for as provided by 9903\.76\.04/,
  ),
  "aircraft-ch": list(/\(c\) As provided in headings 9903\.02\.85/, /\(d\) As provided in headings 9903\.02\.86/),
  "aircraft-eu": list(
    /\(xxii\)\s+As provided in heading 9903\.02\.76/,
    /\(xxiii\)\s+As provided in heading 9903\.02\.77/,
  ),
  "aircraft-gb": list(/\(a\) As provided in heading 9903\.96\.01/, /\(b\) As provided in heading 9903\.96\.02/),
  "aircraft-jp": list(/\(b\) As provided in heading 9903\.96\.02/, /^36\. /),
  "aircraft-kr": list(/\(b\) As provided in heading 9903\.02\.81/, /\(xxv\)/),
  "ieepa-ch-unavailable": list(
    /\(b\) As provided in headings 9903\.02\.84/,
    /\(c\) As provided in headings 9903\.02\.85/,
  ),
  "ieepa-eu-pharmaceutical": list(/\(xxiii\)\s+As provided in heading 9903\.02\.77/, /^\s*\(xxiv\)/),
  "ieepa-eu-unavailable": list(
    /\(xx\)\s+As provided in heading 9903\.02\.74/,
    /\(xxi\)\s+As provided in heading 9903\.02\.75/,
  ),
  "ieepa-particular": list(/\(b\) As provided in heading 9903\.02\.78/, /\(iv\) As provided in 9903\.01\.26/),
};

/** All lists of U.S. note 16(c) together. */
export const PRINTED_16C = list(/^\s*\(i\) Articles of aluminum:/, /^\(d\) Headings 9903\.82\.04/);

/** Scopes, or parts of scopes, whose list is only in the curated files: file, column of the code, and which rows. */
export interface CuratedList {
  readonly file: string;
  readonly code: string;
  readonly where: Readonly<Record<string, readonly string[]>>;
}

const curated = (file: string, code: string, where: CuratedList["where"]): CuratedList => ({ file, code, where });

export const CURATED: Readonly<Record<string, CuratedList>> = {
  "232-aluminum-articles": curated("s232_metal_chapter_products.csv", "hts_prefix", {
    metal_type: ["aluminum"],
    kind: ["mill"],
  }),
  "232-aluminum-derivative-2020": curated("s232_metal_chapter_products.csv", "hts_prefix", {
    metal_type: ["aluminum"],
    kind: ["derivative"],
    effective_date: [""],
  }),
  "232-copper": curated("s232_copper_products.csv", "hts10", {}),
  "232-drugs": curated("s232_pharma_products.csv", "hts10", {}),
  "232-steel-articles": curated("s232_metal_chapter_products.csv", "hts_prefix", {
    metal_type: ["steel"],
    kind: ["mill"],
  }),
  "232-steel-derivative-2020": curated("s232_metal_chapter_products.csv", "hts_prefix", {
    metal_type: ["steel"],
    kind: ["derivative"],
    effective_date: [""],
  }),
  "232-steel-derivative-73": curated("s232_metal_chapter_products.csv", "hts_prefix", {
    metal_type: ["steel"],
    kind: ["derivative"],
    effective_date: ["2025-03-12", "2025-08-18"],
  }),
  "232-steel-derivative-elsewhere": curated("s232_derivative_products.csv", "hts_prefix", {
    derivative_type: ["steel"],
  }),
  "301-china-exclusions-69": curated("s301_exclusion_lines.csv", "hts10", { ch99_code: ["9903.88.69"] }),
  "301-china-exclusions-70": curated("s301_exclusion_lines.csv", "hts10", { ch99_code: ["9903.88.70"] }),
  "ieepa-annex-2": curated("ieepa_exempt_products.csv", "hts10", {}),
  "ieepa-brazil-agricultural": curated("country_eo_exempt_products.csv", "hts10", {
    effective_date_start: ["2025-11-13"],
  }),
  "ieepa-brazil-exempt": curated("country_eo_exempt_products.csv", "hts10", { effective_date_start: ["2025-08-06"] }),
  "ieepa-ch-pharmaceutical": curated("floor_exempt_products.csv", "hts8", { ch99_code: ["9903.02.86"] }),
  "ieepa-energy-ca": curated("fentanyl_carveout_products.csv", "hts8", { category: ["energy_ca"] }),
  "ieepa-potash-ca": curated("fentanyl_carveout_products.csv", "hts8", { category: ["potash_ca"] }),
  "ieepa-potash-mx": curated("fentanyl_carveout_products.csv", "hts8", { category: ["potash_mx"] }),
};

/**
 * The other lists of U.S. note 16(c), by annex and metal of the curated file. In the notes' text columns of two lists
 * run into each other, so that the notes only prove the union. The articles of steel are those that the file takes from
 * the note; it counts the aluminum of chapter 76 as steel, but for the cable with a steel core.
 */
export const NOTE_16C: Readonly<
  Record<string, { readonly annex: string; readonly metal: string; readonly articles?: boolean }>
> = {
  "232-16c-iii": { annex: "1a", metal: "steel", articles: true },
  "232-16c-iv": { annex: "1a", metal: "steel", articles: false },
  "232-16c-v": { annex: "1a", metal: "copper" },
  "232-16c-vi": { annex: "1b", metal: "aluminum" },
  "232-16c-vii": { annex: "1b", metal: "steel" },
  "232-16c-viii": { annex: "1b", metal: "copper" },
  "232-16c-ix": { annex: "3", metal: "aluminum" },
  "232-16c-x": { annex: "3", metal: "steel" },
  "232-16c-xi": { annex: "1c", metal: "steel" },
};
