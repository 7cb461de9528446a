import type { AnnexRow } from "./annex";
import { markOf } from "./fact-names";
import { plainText } from "./plain-text";

/**
 * Rows that hold only for a part of their codes ("ex 4410", or one line of a divided heading). Which goods these are
 * only column 2 says; it is represented by a fact about the product, named by code and a mark of the description, so
 * that one description has one name in all agreements.
 */

const REST = /^(?:-\s*)*(?:others?|any other products?\b.*)\s*:?$/i;
const NONE = /^(?:missing description|(?:sub)?heading [\d.]+|[\d.\s–-]*)$/i;

/** The last step of a description: lines of a divided heading stand behind its title. */
const lastStep = (description: string): string =>
  (plainText(description).replaceAll("\n", " ").split("▸").at(-1) ?? "").replace(/^[\s–-]+/, "").trim();

export const isRest = ({ heading, description }: AnnexRow): boolean =>
  REST.test(lastStep(description)) || /^ex\s+chapter/i.test(heading);

export const isEx = ({ heading }: AnnexRow): boolean => /^ex\s/i.test(heading) && !/chapter/i.test(heading);

export const isDescribed = ({ description }: AnnexRow): boolean => !NONE.test(plainText(description).trim());

/** A row whose text is empty: the title of a heading whose lines follow. */
export const isCaption = ({ texts }: AnnexRow): boolean => texts.every((text) => text.trim() === "");

export function partName(code: string, description: string): string {
  const words = lastStep(description)
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, "");
  return `ex-${code}-${markOf(words)}`;
}
