import { NOT_DECLARED } from "../abi";
import { Amount, ANY_STATUS, FactRow, ORIGIN_AMOUNT_BITS, OriginRequest, Outcome } from "../abi-origin";

/** The request under way, and of its products the one that is judged. */
export let request: usize = 0;
export let product: u32 = 0;
/** Its materials: rows of the request's columns. */
export let firstMaterial: u32 = 0;
export let endMaterial: u32 = 0;
/** A number was met that does not fit: the product's outcome is not to be told. */
export let overflowed: bool = false;

/** An amount that was asked for. */
export let amount: u64 = 0;
export let amountHigh: u64 = 0;

let factSlots: usize = 0;
let factColumns: usize = 0;
let statuses: usize = 0;
let valueLow: usize = 0;
let valueHigh: usize = 0;
let weightLow: usize = 0;
let weightHigh: usize = 0;

// @ts-ignore: decorator
@inline
export function field(offset: OriginRequest): usize {
  return load<u32>(request + offset);
}

export function openRequest(address: usize): void {
  request = address;
  factSlots = field(OriginRequest.factSlots);
  factColumns = field(OriginRequest.factColumns);
  statuses = field(OriginRequest.materialStatus);
  valueLow = field(OriginRequest.valueLow);
  valueHigh = field(OriginRequest.valueHigh);
  weightLow = field(OriginRequest.weightLow);
  weightHigh = field(OriginRequest.weightHigh);
}

export function openProduct(next: u32, first: u32, end: u32): void {
  product = next;
  firstMaterial = first;
  endMaterial = end;
  overflowed = false;
}

/** Notes that a number does not fit, and answers that nothing is known. */
export function overflow(): u32 {
  overflowed = true;
  return Outcome.undetermined;
}

/** Address of a fact's column, 0 where nothing is declared. */
function factColumn(fact: u32): usize {
  if (factSlots == 0) return 0;
  const slot = <u32>load<u16>(factSlots + ((<usize>fact) << 1));
  return slot == 0 ? 0 : load<u32>(factColumns + ((<usize>(slot - 1)) << 2));
}

/** What is declared of the product, or of a material, by the row of its column. */
export function declared(fact: u32, row: u32): u32 {
  const column = factColumn(fact);
  return column == 0 ? Outcome.undetermined : min<u32>(load<u8>(column + <usize>row), Outcome.pass);
}

/** A condition: the fact about the product, or nothing. */
export function isTrue(fact: u32): u32 {
  return fact == FactRow.none ? Outcome.pass : declared(fact, product);
}

/** Address of the product's figure, u64 numerator and denominator; 0 where it is not known. */
export function figureAt(fact: u32): usize {
  const column = factColumn(fact);
  if (column == 0) return 0;
  const figure = column + ((<usize>product) << 4);
  return load<u64>(figure, 8) == 0 ? 0 : figure;
}

export function isWhollyObtained(): u32 {
  const column = field(OriginRequest.wholly);
  return column == 0 ? Outcome.undetermined : min<u32>(load<u8>(column + <usize>product), Outcome.pass);
}

/** What a material may be; where nothing is said, anything. */
// @ts-ignore: decorator
@inline
export function statusOf(material: u32): u32 {
  const status = <u32>load<u8>(statuses + <usize>material);
  return (status & ANY_STATUS) == 0 ? status | ANY_STATUS : status;
}

/** Puts an element of two columns into `amount`; false where it is not known. */
// @ts-ignore: decorator
@inline
function read(lowColumn: usize, highColumn: usize, row: u32): bool {
  if (lowColumn == 0) return false;
  amount = load<u64>(lowColumn + ((<usize>row) << 3));
  if (highColumn == 0) {
    amountHigh = 0;
    return amount != <u64>NOT_DECLARED;
  }
  amountHigh = load<u64>(highColumn + ((<usize>row) << 3));
  if (amountHigh == <u64>NOT_DECLARED) return false;
  if (amountHigh >> (ORIGIN_AMOUNT_BITS - 64) != 0) overflowed = true;
  return true;
}

/** A material's value or net weight. */
// @ts-ignore: decorator
@inline
export function readMaterial(material: u32, weight: bool): bool {
  return weight ? read(weightLow, weightHigh, material) : read(valueLow, valueHigh, material);
}

/** One of the product's amounts; what is added to originating materials is nothing where it is not stated. */
export function readAmount(which: u32): bool {
  const place = request + ((<usize>which) << 2);
  const isKnown = read(load<u32>(place, OriginRequest.amountLow), load<u32>(place, OriginRequest.amountHigh), product);
  if (isKnown || which != <u32>Amount.content) return isKnown;
  amount = 0;
  amountHigh = 0;
  return true;
}
