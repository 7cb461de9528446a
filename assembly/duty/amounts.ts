import { Request } from "../abi";
import { COEFFICIENT_MASK } from "../table/cell";
import { bias, divideFast, divisor, inverse, MAGIC, stepsBy, valueInput } from "./fast";
import { field } from "./request";

/**
 * Cells and values to amounts, as if no rate counted a quantity; true if some value is beyond what fast classes take. A
 * hot loop by address, within the bounds of the request and the chunk.
 */
export function computeAmounts(first: u32, length: u32, cells: usize, amounts: usize): bool {
  let done: u32 = 0;
  let beyond: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    done = length & ~1;
    beyond = computePairs(first, done, cells, amounts);
  }
  const most = valueInput.most;
  const multiplier = valueInput.multiplier;
  const added = valueInput.bias;
  const parts = valueInput.divisor;
  const roundingBias = bias;
  const byDivisor = divisor;
  const byInverse = inverse;
  const values = <usize>field(Request.valueLow) + (<usize>first << 3);
  const end = <usize>length << 3;
  for (let offset = <usize>done << 3; offset < end; offset += 8) {
    const x = load<u64>(values + offset);
    beyond |= x | (most - x);
    const coefficient = load<u64>(cells + offset) & COEFFICIENT_MASK;
    const amount = divideFast(stepsBy(x, multiplier, added, parts) * coefficient, roundingBias, byDivisor, byInverse);
    store<u64>(amounts + offset, amount);
  }
  return <i64>beyond < 0;
}

/** 2^52 and 2^84 as f64: what stands in the low bits of either is a whole number, or 2^32 times one. */
const MAGIC_BITS: i64 = 0x4330000000000000;
const UPPER_BITS: i64 = 0x4530000000000000;
const UPPER_AND_LOWER: f64 = 19342813118337666422669312.0;

/** The same two by two; answers the sign bits of what is beyond. */
function computePairs(first: u32, length: u32, cells: usize, amounts: usize): u64 {
  const most = i64x2.splat(valueInput.most);
  const multiplier = f64x2.splat(valueInput.multiplier);
  const added = f64x2.splat(valueInput.bias);
  const parts = f64x2.splat(valueInput.divisor);
  const magic = f64x2.splat(MAGIC);
  const magicBits = i64x2.splat(MAGIC_BITS);
  const upperBits = i64x2.splat(UPPER_BITS);
  const upperAndLower = f64x2.splat(UPPER_AND_LOWER);
  const lowHalf = i64x2.splat(0xffffffff);
  const roundingBias = i64x2.splat(bias);
  const byInverse = f64x2.splat(inverse);
  const divisors = i32x4.splat(<i32>divisor);
  const zero = i64x2.splat(0);
  const values = <usize>field(Request.valueLow) + (<usize>first << 3);
  const end = <usize>length << 3;
  let beyond = zero;
  for (let offset: usize = 0; offset < end; offset += 16) {
    const integers = v128.load(values + offset);
    beyond = v128.or(beyond, v128.or(integers, i64x2.sub(most, integers)));
    const x = f64x2.sub(v128.or(integers, magicBits), magic);
    const quotients = f64x2.div(f64x2.add(f64x2.mul(x, multiplier), added), parts);
    // Steps and coefficients stand in the lower halves of the lanes.
    const steps = f64x2.add(f64x2.floor(quotients), magic);
    const coefficients = v128.load(cells + offset);
    const product = i64x2.extmul_low_i32x4_u(
      v128.shuffle<i32>(steps, steps, 0, 2, 0, 2),
      v128.shuffle<i32>(coefficients, coefficients, 0, 2, 0, 2),
    );
    const n = i64x2.add(product, roundingBias);
    // To f64 in two halves, since lanes have no such conversion; then as `divideFast`.
    const upper = f64x2.sub(v128.or(i64x2.shr_u(n, 32), upperBits), upperAndLower);
    const number = f64x2.add(upper, v128.or(v128.and(n, lowHalf), magicBits));
    const quotient = v128.xor(f64x2.add(f64x2.mul(number, byInverse), magic), magicBits);
    // quotient × divisor, below 2^63, from the halves of the quotient.
    const halves = v128.shuffle<i32>(quotient, quotient, 0, 2, 1, 3);
    const lower = i64x2.extmul_low_i32x4_u(halves, divisors);
    const whole = i64x2.add(lower, i64x2.shl(i64x2.extmul_high_i32x4_u(halves, divisors), 32));
    const rest = i64x2.sub(n, whole);
    v128.store(amounts + offset, i64x2.add(quotient, i64x2.gt_s(zero, rest)));
  }
  return i64x2.extract_lane(beyond, 0) | i64x2.extract_lane(beyond, 1);
}
