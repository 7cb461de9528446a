import type { DeclaredLine } from "../model/declare/declaration";

/** A line of a request: what was declared, under the claim to be tried; `parent` is the line it is a component of. */
export interface RequestLine {
  readonly line: DeclaredLine;
  readonly claim: number;
  /** Index of the line in the request, or −1. */
  readonly parent: number;
}

/** A request of whole entries, each with its components after its lines. */
export interface EntryRequest {
  /** Handle of the table. */
  readonly table: number;
  readonly day: number;
  readonly lines: readonly RequestLine[];
  /** First line of each entry, and the number of lines. */
  readonly entryStart: readonly number[];
  /** Charge the ordinary duty alone. */
  readonly ordinaryOnly?: boolean;
  /** Keep the trace at once, where it will be wanted. */
  readonly traced?: boolean;
}

/** In place of a kind of measure: the ordinary charge of a line. */
export const ORDINARY = -1;

/** An amount in minor units, with all decimals of its currency. */
export function formatMinor(amount: bigint, decimals: number): string {
  const digits = amount.toString();
  if (decimals === 0) return digits;
  const whole = digits.length - decimals;
  return whole > 0 ? `${digits.slice(0, whole)}.${digits.slice(whole)}` : `0.${digits.padStart(decimals, "0")}`;
}

/** The memory as elements of each width; addresses are divided by the width. */
export interface MemoryViews {
  readonly bytes: Uint8Array;
  readonly u16: Uint16Array;
  readonly u32: Uint32Array;
  readonly u64: BigUint64Array;
}

/** The lines of an entry, then their components. */
export function requestOf(lines: readonly DeclaredLine[]): RequestLine[] {
  const request: RequestLine[] = lines.map((line) => ({ line, claim: line.claim, parent: -1 }));
  lines.forEach(({ components, claim }, parent) => {
    for (const line of components) request.push({ line, claim, parent });
  });
  return request;
}
