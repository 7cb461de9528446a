import { divide, remainder, remainderHigh } from "../arithmetic/divide";
import { compare, high, low, minus, plus, timesWide } from "../arithmetic/wide";

/** A line's place in the order of remainders: u64 low, u64 high, u32 line. */
const PLACE_BYTES: usize = 24;

/**
 * Spreads a whole number of units (the smallest of its currency) over lines by weights, so that nothing is lost or
 * invented: each line gets its share rounded down, and the units left over go to the largest remainders, of equal ones
 * to the first line. `weights` are u64 low, u64 high a line, below 2^96; `shares` u64 low, u64 high a line, out;
 * `scratch` has room for 24 bytes a line. False where all weights are 0 or a product does not fit 128 bits.
 */
export function apportion(
  amount: u64,
  amountHigh: u64,
  weights: usize,
  count: u32,
  shares: usize,
  scratch: usize,
): bool {
  let sum: u64 = 0;
  let sumHigh: u64 = 0;
  for (let line: u32 = 0; line < count; line++) {
    const at = weights + 16 * <usize>line;
    if (!plus(sum, sumHigh, load<u64>(at), load<u64>(at, 8))) return false;
    sum = low;
    sumHigh = high;
  }
  if ((sum | sumHigh) == 0) return false;
  let left = amount;
  let leftHigh = amountHigh;
  for (let line: u32 = 0; line < count; line++) {
    const at = weights + 16 * <usize>line;
    if (!timesWide(amount, amountHigh, load<u64>(at), load<u64>(at, 8))) return false;
    divide(low, high, sum, sumHigh);
    const place = scratch + PLACE_BYTES * <usize>line;
    store<u64>(place, remainder);
    store<u64>(place, remainderHigh, 8);
    store<u32>(place, line, 16);
    store<u64>(shares + 16 * <usize>line, low);
    store<u64>(shares + 16 * <usize>line, high, 8);
    minus(left, leftHigh, low, high);
    left = low;
    leftHigh = high;
  }
  sortPlaces(scratch, count);
  // Fewer units are left over than there are lines.
  for (let rank: u32 = 0; rank < <u32>left; rank++) {
    const share = shares + 16 * <usize>load<u32>(scratch + PLACE_BYTES * <usize>rank, 16);
    plus(load<u64>(share), load<u64>(share, 8), 1, 0);
    store<u64>(share, low);
    store<u64>(share, high, 8);
  }
  return true;
}

/** Shell sort: largest remainder first, then the first line. */
function sortPlaces(places: usize, count: u32): void {
  for (let gap = count >> 1; gap > 0; gap >>= 1) {
    for (let i = gap; i < count; i++) {
      const own = places + PLACE_BYTES * <usize>i;
      const rest = load<u64>(own);
      const restHigh = load<u64>(own, 8);
      const line = load<u32>(own, 16);
      let j = i;
      for (; j >= gap; j -= gap) {
        const before = places + PLACE_BYTES * <usize>(j - gap);
        if (!isBehind(before, rest, restHigh, line)) break;
        memory.copy(places + PLACE_BYTES * <usize>j, before, PLACE_BYTES);
      }
      const to = places + PLACE_BYTES * <usize>j;
      store<u64>(to, rest);
      store<u64>(to, restHigh, 8);
      store<u32>(to, line, 16);
    }
  }
}

function isBehind(place: usize, rest: u64, restHigh: u64, line: u32): bool {
  const order = compare(load<u64>(place), load<u64>(place, 8), rest, restHigh);
  return order < 0 || (order == 0 && load<u32>(place, 16) > line);
}
