import type { Issue } from "../issue";
import { malformed, unknownField, unlike } from "./findings";

/** An object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Unknown fields that are named one by one: an object of a million needs no million issues. */
const NAMED = 16;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** How many fields an object has. Counting is all the work that a well-formed object costs. */
export function countFields(fields: Fields): number {
  let count = 0;
  for (const _ in fields) count += 1;
  return count;
}

export function reportUnknown(fields: Fields, known: readonly string[], path: string, issues: Issue[]): void {
  let more = 0;
  let named = 0;
  for (const field in fields) {
    if (known.includes(field)) continue;
    if (named < NAMED) issues.push(unknownField(path, field, known));
    else more += 1;
    named += 1;
  }
  if (more > 0) issues.push(malformed(path, `${more} more fields are not known`));
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
