import { Request } from "../abi";
import { COEFFICIENT_MASK } from "../table/cell";
import { bias, divideFast, divisor, inverse, stepsBy, valueInput } from "./fast";
import { field } from "./request";

/** Amounts from here on may be wrong where `computeAmounts` says that some line is beyond its bounds. */
export const MOST_QUOTIENT: u64 = 0xffffffff;

/**
 * Cells and values to amounts, as if no rate counted a quantity; true if some line is beyond what the loop takes: a value
 * above `most`, or, two by two, an amount of `MOST_QUOTIENT`. A hot loop by address, within request and chunk.
 */
export function computeAmounts(first: u32, length: u32, cells: usize, amounts: usize): bool {
  let done: u32 = 0;
  let beyond: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    // Pairs know no multiplier, and add half a step only where that is not below zero.
    if (valueInput.multiplier == 1 && valueInput.shift >= 0) {
      done = length & ~1;
      beyond = computePairs(first, done, cells, amounts);
    }
  }
  const most = valueInput.most;
  const multiplier = valueInput.multiplier;
  const shift = valueInput.shift;
  const parts = valueInput.divisor;
  const roundingBias = bias;
  const byDivisor = divisor;
  const byInverse = inverse;
  const values = <usize>field(Request.valueLow) + ((<usize>first) << 3);
  const end = (<usize>length) << 3;
  for (let offset = (<usize>done) << 3; offset < end; offset += 8) {
    const x = load<u64>(values + offset);
    beyond |= x | (most - x);
    const coefficient = load<u64>(cells + offset) & COEFFICIENT_MASK;
    const amount = divideFast(stepsBy(x, multiplier, shift, parts) * coefficient, roundingBias, byDivisor, byInverse);
    store<u64>(amounts + offset, amount);
  }
  return <i64>beyond < 0;
}

/**
 * Constants of the lanes: the bits of 2^52 and 2^84 as f64 (what stands in the low bits of either is a whole number, or
 * 2^32 times one), their sum, the bits of `ROUNDER`, the lower half. Read from memory, since the compiler would put
 * literals into the loop and the engine would build them anew each time.
 */
const LANES = memory.data<u64>([
  0x4330000000000000, 0x4530000000000000, 0x4530000000100000, 0x4338000000000000, 0xffffffff,
]);
const MAGIC: f64 = 4503599627370496.0;

/** The same two by two; the sign bit of the answer is set if some line is beyond. */
function computePairs(first: u32, length: u32, cells: usize, amounts: usize): u64 {
  const most = i64x2.splat(valueInput.most);
  // 2^52 + x less 2^52 − s is x + s, exactly.
  const shifted = f64x2.splat(MAGIC - valueInput.shift);
  const parts = f64x2.splat(valueInput.divisor);
  const magic = v128.load64_splat(LANES);
  const upperMagic = v128.load64_splat(LANES, 8);
  const bothMagic = v128.load64_splat(LANES, 16);
  const rounder = v128.load64_splat(LANES, 24);
  const lowHalf = v128.load64_splat(LANES, 32);
  const roundingBias = i64x2.splat(bias);
  const byInverse = f64x2.splat(inverse);
  const divisors = i32x4.splat(<i32>divisor);
  const zero = i64x2.splat(0);
  const values = <usize>field(Request.valueLow) + ((<usize>first) << 3);
  const end = (<usize>length) << 3;
  let beyond = zero;
  let large = zero;
  for (let offset: usize = 0; offset < end; offset += 16) {
    const integers = v128.load(values + offset);
    beyond = v128.or(beyond, v128.or(integers, i64x2.sub(most, integers)));
    // Steps and coefficients stand in the lower halves of the lanes.
    const x = f64x2.sub(v128.or(integers, magic), shifted);
    const steps = f64x2.add(f64x2.div(x, parts), rounder);
    const coefficients = v128.load(cells + offset);
    const product = i64x2.extmul_low_i32x4_u(
      v128.shuffle<i32>(steps, steps, 0, 2, 0, 2),
      v128.shuffle<i32>(coefficients, coefficients, 0, 2, 0, 2),
    );
    const n = i64x2.add(product, roundingBias);
    // To f64 in two halves, since lanes have no such conversion; then as `divideFast`.
    const upper = f64x2.sub(v128.or(i64x2.shr_u(n, 32), upperMagic), bothMagic);
    const number = f64x2.add(upper, v128.or(v128.and(n, lowHalf), magic));
    const quotient = v128.xor(f64x2.add(f64x2.mul(number, byInverse), rounder), rounder);
    large = v128.or(large, quotient);
    const whole = i64x2.extmul_low_i32x4_u(v128.shuffle<i32>(quotient, quotient, 0, 2, 0, 2), divisors);
    const rest = i64x2.sub(n, whole);
    v128.store(amounts + offset, i64x2.add(quotient, i64x2.gt_s(zero, rest)));
  }
  const wide = i64x2.extract_lane(large, 0) | i64x2.extract_lane(large, 1);
  return i64x2.extract_lane(beyond, 0) | i64x2.extract_lane(beyond, 1) | -u64(wide >> 32 != 0);
}
