import {
  BasisKind,
  Column,
  INPUT_BYTES,
  Input,
  InputKind,
  LineStatus,
  REQUEST_BYTES,
  Request,
  RequestFlag,
} from "../abi";
import { formatAmount, parseAmount } from "../arithmetic/decimal";
import { assess } from "../duty/assess";
import { dayOf } from "../duty/calendar";
import { tableOf } from "../table/load";
import { at, column, count, endOf, Table } from "../table/table";
import {
  finish,
  isDigit,
  isUpper,
  next,
  peek,
  position,
  put,
  putNumber,
  putText,
  read,
  startWriting,
  take,
} from "./cursor";

const MOST_INPUTS: u32 = 16;
const TEXT_BYTES: i32 = 32;
const BAR: u32 = 124;
/** The request of one line, its columns, its inputs with their amounts, and the text of an amount. */
const request = memory.data(REQUEST_BYTES, 8);
const code = memory.data(8, 8);
const value = memory.data(16, 8);
const inputs = memory.data(INPUT_BYTES * 16, 8);
const amounts = memory.data(16 * 16, 8);
const status = memory.data(8, 8);
const detail = memory.data(8, 8);
const charge = memory.data(8, 8);
const text = memory.data(48, 8);
let inputCount: u32 = 0;

/**
 * The ordinary duty of one line as text, no layers and no fees beside it: `code|date|origin|claim|value|amount unit;amount unit` with the claim's number, units and facts as the
 * table's rates write them. Answers `amount|status|detail`, the amount in currency, empty for a line that is refused
 * (`LineStatus`); or `error at COLUMN`.
 */
export function quote(handle: i32, line: string): string {
  const block = tableOf(handle);
  startWriting();
  read(line);
  if (block == 0 || !readRequest(changetype<Table>(block))) {
    putText("error at ");
    putNumber(position() + 1);
    return finish();
  }
  store<u32>(request, handle, Request.table);
  assess(request);
  const refused = load<u8>(status) != LineStatus.assessed;
  if (!refused) putAmount(changetype<Table>(block).minorDigits);
  put(BAR);
  putNumber(load<u8>(status));
  put(BAR);
  putNumber(load<u32>(detail));
  return finish();
}

function putAmount(digits: u32): void {
  const length = formatAmount(load<u64>(charge), 0, digits, digits, text);
  for (let index = 0; index < length; index++) put(load<u8>(text + index));
}

function readRequest(table: Table): bool {
  memory.fill(request, 0, REQUEST_BYTES);
  store<u32>(request, RequestFlag.ordinaryOnly, Request.flags);
  store<u32>(request, 1, Request.lineCount);
  store<u32>(request, <u32>code, Request.code);
  store<u32>(request, <u32>value, Request.valueLow);
  store<u32>(request, <u32>value + 8, Request.valueHigh);
  store<u32>(request, 6, Request.valueDecimals);
  store<u32>(request, <u32>inputs, Request.inputs);
  store<u32>(request, <u32>status, Request.status);
  store<u32>(request, <u32>detail, Request.detail);
  store<u32>(request, 1, Request.chargeCapacity);
  store<u32>(request, <u32>charge, Request.chargeAmount);
  inputCount = 0;
  store<u64>(code, readInteger());
  const good = take("|") && readDate() && take("|") && readOrigin() && take("|");
  if (!good) return false;
  store<u32>(request, <u32>readInteger(), Request.oneClaim);
  if (!take("|") || !readAmount(value) || !take("|")) return false;
  while (peek() != 0) {
    if (!readInput(table) || !(peek() == 0 || take(";"))) return false;
  }
  store<u32>(request, inputCount, Request.inputCount);
  return true;
}

function readInteger(): u64 {
  let integer: u64 = 0;
  while (isDigit(peek())) integer = integer * 10 + (next() - 48);
  return integer;
}

function readDate(): bool {
  const year = <i32>readInteger();
  if (!take("-")) return false;
  const month = <u32>readInteger();
  if (!take("-")) return false;
  const day = <u32>readInteger();
  if (month - 1 >= 12 || day - 1 >= 31 || year > 9999) return false;
  store<i32>(request, dayOf(year, month, day), Request.oneDay);
  return true;
}

function readOrigin(): bool {
  const first = next();
  if (!isUpper(first) || !isUpper(peek())) return false;
  store<u32>(request, (first - 65) * 26 + next() - 65, Request.oneOrigin);
  return true;
}

/** An amount to where its halves belong, as far as digits and points go. */
function readAmount(out: usize): bool {
  let length = 0;
  while ((isDigit(peek()) || peek() == 46) && length < TEXT_BYTES) store<u8>(text + length++, <u8>next());
  return parseAmount(text, length, out) >= 0;
}

/** `amount unit`: an input column of one line, in the unit of the basis that a rate writes so. */
function readInput(table: Table): bool {
  if (inputCount == MOST_INPUTS) return false;
  const amount = amounts + ((<usize>inputCount) << 4);
  if (!readAmount(amount) || !take(" ")) return false;
  const basis = readBasis(table);
  if (basis == 0) return false;
  const input = inputs + <usize>inputCount * INPUT_BYTES;
  const isFact = at<u8>(table, Column.basisKind, basis) == BasisKind.fact;
  store<u32>(input, isFact ? InputKind.fact : InputKind.quantity, Input.kind);
  store<u32>(input, at<u16>(table, Column.basisKey, basis), Input.key);
  store<u64>(input, at<u64>(table, Column.basisUnitNumerator, basis), Input.numerator);
  store<u64>(input, at<u64>(table, Column.basisUnitDenominator, basis), Input.denominator);
  store<u32>(input, <u32>amount, Input.low);
  store<u32>(input, <u32>amount + 8, Input.high);
  store<u32>(input, 6, Input.decimals);
  inputCount++;
  return true;
}

/** The quantity or fact whose text, less its threshold, stands up to the next semicolon; 0 none. */
function readBasis(table: Table): u32 {
  let length = 0;
  while (peek() != 0 && peek() != 59 && length < TEXT_BYTES) store<u8>(text + length++, <u8>next());
  const bases = count(table, Column.basisKind);
  for (let basis: u32 = 1; basis < bases; basis++) {
    const string = at<u32>(table, Column.basisText, basis);
    const first = column(table, Column.stringBytes) + at<u32>(table, Column.stringStart, string);
    const size = <i32>(endOf(table, Column.stringStart, string) - at<u32>(table, Column.stringStart, string));
    if (size < length || memory.compare(first, text, length) != 0) continue;
    const after = size == length ? 60 : <u32>load<u8>(first + length);
    const kind = at<u8>(table, Column.basisKind, basis);
    if ((after == 60 || after == 62) && (kind == BasisKind.quantity || kind == BasisKind.fact)) return basis;
  }
  return 0;
}
