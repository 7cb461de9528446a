import { type ColumnData, newColumnData } from "../column-data";
import type { Complain } from "../fact-error";

/** A table being written: its columns, and a number for each thing by its content. */
export interface Draft {
  readonly data: ColumnData;
  readonly complain: Complain;
  /** The number of a text in the table's strings. */
  readonly string: (text: string) => number;
}

/** Gives equal keys one number, in the order in which they first come; `add` writes the row of a new one. */
export function interner(): (key: string, add: () => void) => number {
  const numbers = new Map<string, number>();
  return (key, add) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    add();
    return numbers.size - 1;
  };
}

export function newDraft(complain: Complain): Draft {
  const data = newColumnData();
  const encoder = new TextEncoder();
  const intern = interner();
  const string = (text: string): number =>
    intern(text, () => {
      for (const byte of encoder.encode(text)) data.stringBytes.push(byte);
      data.stringStart.push(data.stringBytes.length);
    });
  return { data, complain, string };
}
