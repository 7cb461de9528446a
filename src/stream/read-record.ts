import { isUtf8 } from "node:buffer";
import { malformed } from "../model/declare/findings";
import type { Issue } from "../model/issue";
import { RECORD_LIMIT } from "./record-sink";

/** A record as JSON, or why it is none. */
export type ReadRecord = { readonly value: unknown; readonly text: string } | { readonly fault: string };

export function readRecord(bytes: Buffer): ReadRecord {
  if (!isUtf8(bytes)) return { fault: "the record is not UTF-8" };
  const text = bytes.toString();
  try {
    return { value: JSON.parse(text), text };
  } catch (error) {
    return { fault: `the record is not JSON: ${(error as Error).message}` };
  }
}

export const TOO_LONG = `the record is longer than ${RECORD_LIMIT} bytes`;

/** The answer to a record of which nothing can be read, not even its id; `index` is its place in the input from 0. */
export interface Unreadable {
  readonly id: null;
  readonly ok: false;
  readonly index: number;
  readonly issues: readonly Issue[];
}

export const unreadable = (index: number, fault: string): Unreadable => ({
  id: null,
  ok: false,
  index,
  issues: [malformed("", fault)],
});
