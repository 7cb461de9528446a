import { BasisKind, Column } from "../abi";
import { at } from "../table/table";
import { table } from "./request";

/**
 * What shares of the value are taken of in the charge under way: the dutiable value; or what a provision puts in its
 * place, less the parts that other charges have. For a fee of an entry: the customs values of all lines that bear it.
 */
const MOST_PARTS: u32 = 8;
/** u32 bases of money facts that are taken off. */
const parts = memory.data(MOST_PARTS * 4, 4);
export let partCount: u32 = 0;
/** Basis in the place of the value, 0: the value. */
export let minuend: u32 = 0;
/** The charge is a layer's: the amounts that its rate counts are parts of the value. */
export let inLayer: bool = false;
/** The charge is an entry's, of this kind, on this sum in millionths. */
export let ofEntry: bool = false;
export let entryKind: u32 = 0;
export let entryValue: u64 = 0;
export let entryValueHigh: u64 = 0;

/** Reckons with the dutiable value as it is. */
export function startBase(layer: bool): void {
  minuend = 0;
  partCount = 0;
  inLayer = layer;
  ofEntry = false;
}

/** Puts a declared amount in the place of the value; the basis of the value itself changes nothing. */
export function replaceValue(basis: u32): void {
  if (at<u8>(table, Column.basisKind, basis) != BasisKind.value) minuend = basis;
}

/** Takes a part off, once; false where there are too many. */
export function takeOff(basis: u32): bool {
  for (let index: u32 = 0; index < partCount; index++) if (partAt(index) == basis) return true;
  if (partCount == MOST_PARTS) return false;
  store<u32>(parts + ((<usize>partCount) << 2), basis);
  partCount++;
  return true;
}

export function partAt(index: u32): u32 {
  return load<u32>(parts + ((<usize>index) << 2));
}

/** Reckons with the sum of the lines' values, for a charge of a kind. */
export function startEntryBase(kind: u32, amount: u64, amountHigh: u64): void {
  startBase(false);
  ofEntry = true;
  entryKind = kind;
  entryValue = amount;
  entryValueHigh = amountHigh;
}
