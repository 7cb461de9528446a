import { BasisKind, Column, Input, InputKind, Request } from "../abi";
import { high, low, product } from "../arithmetic/wide";
import { BASIS_INPUT_BYTES, BasisInput } from "../table/room";
import { at } from "../table/table";
import { field, inputAt, isDeclared, readInput, requestStamp, table } from "./request";

/** The input record that declares a basis's quantity or fact for a line, in the basis's own unit if one does; 0 none. */
export function findInput(basis: u32, line: u32): usize {
  const own = inputInOwnUnit(basis);
  if (own != 0 && isDeclared(own, line)) return own;
  let other: usize = 0;
  const inputs = field(Request.inputCount);
  for (let index: u32 = 0; index < inputs; index++) {
    const input = inputAt(index);
    if (!serves(input, basis) || !isDeclared(input, line)) continue;
    if (hasUnitOf(input, basis)) return input;
    if (other == 0) other = input;
  }
  return other;
}

/** A fact declared true or false for a line, as its input record; 0 where it is not declared. */
export function findFact(fact: u32, line: u32): usize {
  const inputs = field(Request.inputCount);
  for (let index: u32 = 0; index < inputs; index++) {
    const input = inputAt(index);
    const isFact = load<u32>(input, Input.kind) == InputKind.fact && load<u32>(input, Input.key) == fact;
    if (isFact && isDeclared(input, line)) return input;
  }
  return 0;
}

/** A line claims a heading. */
export function claimsHeading(heading: u32, line: u32): bool {
  const inputs = field(Request.inputCount);
  for (let index: u32 = 0; index < inputs; index++) {
    const input = inputAt(index);
    if (load<u32>(input, Input.kind) != InputKind.claim || load<u32>(input, Input.key) != heading) continue;
    if (isDeclared(input, line) && readInput(input, line) && (low | high) != 0) return true;
  }
  return false;
}

/** The first input in exactly the basis's unit, looked up once a request; 0 none. */
export function inputInOwnUnit(basis: u32): usize {
  const known = changetype<BasisInput>(table.basisInputs + <usize>basis * BASIS_INPUT_BYTES);
  if (known.stamp == requestStamp) return known.input;
  known.stamp = requestStamp;
  known.input = 0;
  const inputs = field(Request.inputCount);
  for (let index: u32 = 0; index < inputs && known.input == 0; index++) {
    const input = inputAt(index);
    if (serves(input, basis) && hasUnitOf(input, basis)) known.input = <u32>input;
  }
  return known.input;
}

function serves(input: usize, basis: u32): bool {
  const isFact = at<u8>(table, Column.basisKind, basis) == BasisKind.fact;
  const kind: u32 = isFact ? InputKind.fact : InputKind.quantity;
  return load<u32>(input, Input.kind) == kind && load<u32>(input, Input.key) == at<u16>(table, Column.basisKey, basis);
}

/** One unit of the input is one unit of the basis: n/d = N/D, compared as n × D and N × d. */
export function hasUnitOf(input: usize, basis: u32): bool {
  product(load<u64>(input, Input.numerator), at<u64>(table, Column.basisUnitDenominator, basis));
  const left = low;
  const leftHigh = high;
  product(load<u64>(input, Input.denominator), at<u64>(table, Column.basisUnitNumerator, basis));
  return left == low && leftHigh == high;
}
