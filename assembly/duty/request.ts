import {
  AMOUNT_DECIMALS,
  AssessStatus,
  INPUT_BYTES,
  Input,
  InputKind,
  NOT_DECLARED,
  Request,
  RequestFlag,
} from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { high, times } from "../arithmetic/wide";
import { tableOf } from "../table/load";
import { Table } from "../table/table";

/** The request under way and its table. */
export let request: usize = 0;
export let table: Table = changetype<Table>(0);
/** Tells what was kept for this request from what an earlier one left. */
export let requestStamp: u64 = 0;

/** Amounts in millionths stay below 2^96, far above what may be declared, so that sums of lines fit 128 bits. */
const MOST_HIGH: u64 = 1 << 32;

@inline
export function field(offset: Request): u32 {
  return load<u32>(request + offset);
}

@inline
export function asks(flag: RequestFlag): bool {
  return (field(Request.flags) & flag) != 0;
}

@inline
export function codeOf(line: u32): u64 {
  return load<u64>(<usize>field(Request.code) + ((<usize>line) << 3));
}

@inline
export function dayOf(line: u32): i32 {
  const days: usize = field(Request.day);
  return days == 0 ? <i32>field(Request.oneDay) : load<i32>(days + ((<usize>line) << 2));
}

@inline
export function originOf(line: u32): u32 {
  const origins: usize = field(Request.origin);
  return origins == 0 ? field(Request.oneOrigin) : <u32>load<u16>(origins + ((<usize>line) << 1));
}

@inline
export function claimOf(line: u32): u32 {
  const claims: usize = field(Request.claim);
  return claims == 0 ? field(Request.oneClaim) : <u32>load<u16>(claims + ((<usize>line) << 1));
}

@inline
export function parentOf(line: u32): i32 {
  const parents: usize = field(Request.parent);
  return parents == 0 ? -1 : load<i32>(parents + ((<usize>line) << 2));
}

/** The customs value of a line in millionths, into the registers of `wide`; false where it is too large. */
export function readValue(line: u32): bool {
  const highs: usize = field(Request.valueHigh);
  return toMillionths(
    load<u64>(<usize>field(Request.valueLow) + ((<usize>line) << 3)),
    highs == 0 ? 0 : load<u64>(highs + ((<usize>line) << 3)),
    field(Request.valueDecimals),
  );
}

/** What an input column declares for a line, in millionths of its unit, as `readValue` does. */
export function readInput(input: usize, line: u32): bool {
  const highs: usize = load<u32>(input, Input.high);
  return toMillionths(
    load<u64>(<usize>load<u32>(input, Input.low) + ((<usize>line) << 3)),
    highs == 0 ? 0 : load<u64>(highs + ((<usize>line) << 3)),
    load<u32>(input, Input.decimals),
  );
}

function toMillionths(amount: u64, amountHigh: u64, decimals: u32): bool {
  if (amountHigh >= MOST_HIGH) return false;
  return times(amount, amountHigh, powerOfTen(AMOUNT_DECIMALS - decimals)) && high < MOST_HIGH;
}

export function isDeclared(input: usize, line: u32): bool {
  const undeclared = <u64>(<i64>NOT_DECLARED);
  if (load<u64>(<usize>load<u32>(input, Input.low) + ((<usize>line) << 3)) != undeclared) return true;
  const highs: usize = load<u32>(input, Input.high);
  return highs != 0 && load<u64>(highs + ((<usize>line) << 3)) != undeclared;
}

@inline
export function inputAt(index: u32): usize {
  return <usize>field(Request.inputs) + <usize>index * INPUT_BYTES;
}

/** Makes a request the one under way, if it can be: 0, or an `AssessStatus`. */
export function openRequest(address: usize): i32 {
  request = address;
  requestStamp++;
  const block = tableOf(<i32>field(Request.table));
  if (block == 0) return AssessStatus.noTable;
  table = changetype<Table>(block);
  const lines = field(Request.lineCount);
  const given =
    field(Request.code) != 0 &&
    field(Request.valueLow) != 0 &&
    field(Request.status) != 0 &&
    field(Request.chargeAmount) != 0 &&
    (field(Request.trace) != 0 || !asks(RequestFlag.trace));
  const good =
    (given || lines == 0) && lines <= <u32>i32.MAX_VALUE && field(Request.valueDecimals) <= <u32>AMOUNT_DECIMALS;
  return good && inputsAreGood() && entriesAreGood() ? 0 : AssessStatus.badRequest;
}

function inputsAreGood(): bool {
  const inputs = field(Request.inputCount);
  if (inputs != 0 && field(Request.inputs) == 0) return false;
  for (let index: u32 = 0; index < inputs; index++) {
    const input = inputAt(index);
    const good =
      load<u32>(input, Input.kind) <= <u32>InputKind.deposit &&
      load<u64>(input, Input.numerator) != 0 &&
      load<u64>(input, Input.denominator) != 0 &&
      load<u32>(input, Input.low) != 0 &&
      load<u32>(input, Input.decimals) <= <u32>AMOUNT_DECIMALS;
    if (!good) return false;
  }
  return true;
}

/** Entries follow each other and cover the lines; in each, components come last, each behind the line it belongs to. */
function entriesAreGood(): bool {
  const lines = field(Request.lineCount);
  const starts: usize = field(Request.entryStart);
  if (starts == 0) return field(Request.parent) == 0;
  const entries = field(Request.entryCount);
  if (load<u32>(starts) != 0 || load<u32>(starts + ((<usize>entries) << 2)) != lines) return false;
  for (let entry: u32 = 0; entry < entries; entry++) {
    const first = load<u32>(starts + ((<usize>entry) << 2));
    const end = load<u32>(starts + ((<usize>entry) << 2), 4);
    if (end < first || end > lines || !componentsAreGood(first, end)) return false;
  }
  return true;
}

function componentsAreGood(first: u32, end: u32): bool {
  if (field(Request.parent) == 0) return true;
  let components = false;
  for (let line = first; line < end; line++) {
    const parent = parentOf(line);
    if (parent < 0 ? components || parent != -1 : <u32>parent < first || <u32>parent >= line) return false;
    components = parent >= 0;
  }
  return true;
}
