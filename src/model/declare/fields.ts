import type { Issue } from "../issue";
import { malformed, unknownField, unlike } from "./findings";

/** An object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Unknown fields that are named one by one: an object of a million needs no million issues. */
const NAMED = 16;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An issue for each field that is none of the known ones; beyond a few they are counted. */
export function reportUnknown(fields: Fields, known: readonly string[], path: string, issues: Issue[]): void {
  let unknown = 0;
  for (const field in fields) {
    if (known.includes(field)) continue;
    unknown += 1;
    if (unknown <= NAMED) issues.push(unknownField(path, field, known));
  }
  if (unknown > NAMED) issues.push(malformed(path, `${unknown - NAMED} more fields are not known`));
}

/** The array, or undefined with an issue: no array, or one longer than any entry has. */
export function listOf(
  value: unknown,
  most: number,
  path: string,
  field: string,
  of: string,
  issues: Issue[],
): readonly unknown[] | undefined {
  if (!Array.isArray(value)) {
    issues.push(unlike(path, field, value, `state an array of ${of}`));
    return undefined;
  }
  if (value.length > most) {
    issues.push(malformed(path, `${field} holds ${value.length} elements: at most ${most} are read`));
    return undefined;
  }
  return value;
}
