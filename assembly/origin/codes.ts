import { ORIGIN_CODE_DIGITS, OriginColumn, OriginRequest, Outcome, RangeRow } from "../abi-origin";
import { powerOfTen } from "../arithmetic/decimal";
import { allocate, release } from "../memory";
import { endMaterial, field, firstMaterial, product } from "./request";
import { at } from "./table";
import { known } from "./truth";

/** The codes that the product may have: all of ten digits that begin with the one stated. */
export let productFrom: u64 = 0;
export let productTo: u64 = 0;

/** The product's chapter, heading and subheading by `RangeRow`: u64 first and last code, u64 1 where it is one only. */
const levels = memory.data(24 * 4, 8);
/** Bits of the levels that have been asked for. */
let levelsReady: u32 = 0;
/** u64 first and last code of each material of the product. */
let codes: usize = 0;
let capacity: u32 = 0;

/** Powers of ten, by how many digits of a code are not stated; how many codes a chapter, heading, subheading has. */
const units = memory.data(8 * (ORIGIN_CODE_DIGITS + 1), 8);
for (let missing = 0; missing <= ORIGIN_CODE_DIGITS; missing++) {
  store<u64>(units + ((<usize>missing) << 3), powerOfTen(missing));
}

/** How many codes begin with so many digits. */
// @ts-ignore: decorator
@inline
function codesOf(digits: u32): u64 {
  return load<u64>(units + ((<usize>(ORIGIN_CODE_DIGITS - digits)) << 3));
}

/** Room for the codes of a product's materials; false where there is none. */
export function reserveCodes(materials: u32): bool {
  if (materials <= capacity) return true;
  release(codes);
  capacity = 0;
  codes = allocate((<usize>materials) << 4);
  if (codes == 0) return false;
  capacity = materials;
  return true;
}

/** Reads the codes of the product and of its materials; false where one has more digits than it says, or than a code. */
export function openCodes(): bool {
  const digits = <u32>load<u8>(field(OriginRequest.digits) + <usize>product);
  const code = load<u64>(field(OriginRequest.code) + ((<usize>product) << 3));
  if (digits > <u32>ORIGIN_CODE_DIGITS || code >= load<u64>(units + ((<usize>digits) << 3))) return false;
  const all = codesOf(digits);
  productFrom = code * all;
  productTo = productFrom + all - 1;
  levelsReady = 0;
  const digitColumn = field(OriginRequest.materialDigits);
  const codeColumn = field(OriginRequest.materialCode);
  let place = codes;
  for (let material = firstMaterial; material < endMaterial; material++, place += 16) {
    const digits = <u32>load<u8>(digitColumn + <usize>material);
    const code = load<u64>(codeColumn + ((<usize>material) << 3));
    if (digits > <u32>ORIGIN_CODE_DIGITS || code >= load<u64>(units + ((<usize>digits) << 3))) return false;
    const all = codesOf(digits);
    store<u64>(place, code * all);
    store<u64>(place, code * all + all - 1, 8);
  }
  return true;
}

/** The product's own codes of a level, which only some rules ask for. */
function openLevel(level: u32): void {
  const place = levels + <usize>level * 24;
  const block = codesOf(level * 2);
  const from = productFrom - (productFrom % block);
  const last = productTo < from + block ? from : productTo - (productTo % block);
  store<u64>(place, from);
  store<u64>(place, last + block - 1, 8);
  store<u64>(place, u64(from == last), 16);
  levelsReady |= 1 << level;
}

/** Whether codes between two lie in a range. */
// @ts-ignore: decorator
@inline
function isWithin(from: u64, to: u64, rangeFrom: u64, rangeTo: u64): u32 {
  return known(rangeFrom <= from && to <= rangeTo, to < rangeFrom || from > rangeTo);
}

/** Whether a material is of the product's own chapter, heading or subheading. */
// @ts-ignore: decorator
@inline
export function isOfLevel(level: u32, material: u32): u32 {
  if (((levelsReady >> level) & 1) == 0) openLevel(level);
  const codesAt = codes + ((<usize>(material - firstMaterial)) << 4);
  const place = levels + <usize>level * 24;
  const inside = isWithin(load<u64>(codesAt), load<u64>(codesAt, 8), load<u64>(place), load<u64>(place, 8));
  return load<u64>(place, 16) != 0 ? inside : min<u32>(inside, Outcome.undetermined);
}

/** Whether a material's code is in a range. */
// @ts-ignore: decorator
@inline
export function isInRange(range: u32, material: u32): u32 {
  if (range == RangeRow.any) return Outcome.pass;
  if (range < <u32>RangeRow.codes) return isOfLevel(range, material);
  const codesAt = codes + ((<usize>(material - firstMaterial)) << 4);
  const from = at<u64>(OriginColumn.rangeFrom, range);
  return isWithin(load<u64>(codesAt), load<u64>(codesAt, 8), from, at<u64>(OriginColumn.rangeTo, range));
}

/** Whether the product's own code is in a range; of its own heading it always is. */
export function isProductInRange(range: u32): u32 {
  if (range < <u32>RangeRow.codes) return Outcome.pass;
  return isWithin(productFrom, productTo, at<u64>(OriginColumn.rangeFrom, range), at<u64>(OriginColumn.rangeTo, range));
}
