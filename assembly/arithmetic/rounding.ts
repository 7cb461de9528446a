import { Rounding } from "../abi";
import { divide, remainder, remainderHigh } from "./divide";
import { compare, give, high, low, minus, times, timesWide } from "./wide";

/** How the rest of a division stands to half of the divisor: below 0, 0 (a tie) or above 0. */
function againstHalf(rest: u64, restHigh: u64, d: u64, dHigh: u64): i32 {
  minus(d, dHigh, rest, restHigh);
  return compare(rest, restHigh, low, high);
}

/** Half and more goes up. */
export function halfUp(rest: u64, restHigh: u64, d: u64, dHigh: u64): bool {
  return againstHalf(rest, restHigh, d, dHigh) >= 0;
}

/** More than half goes up, half to the even neighbour. */
export function halfEven(rest: u64, restHigh: u64, d: u64, dHigh: u64, quotient: u64): bool {
  const side = againstHalf(rest, restHigh, d, dHigh);
  return side > 0 || (side == 0 && (quotient & 1) == 1);
}

/** Nothing goes up. */
export function truncate(): bool {
  return false;
}

/** Any rest goes up. */
export function up(rest: u64, restHigh: u64): bool {
  return (rest | restHigh) != 0;
}

/** n / d rounded to a whole number as `mode` says; both below 2^127, d not 0. */
export function divideRounded(n: u64, nHigh: u64, d: u64, dHigh: u64, mode: u32): void {
  divide(n, nHigh, d, dHigh);
  const quotient = low;
  const quotientHigh = high;
  const rest = remainder;
  const restHigh = remainderHigh;
  let goesUp: bool;
  if (mode == Rounding.halfUp) goesUp = halfUp(rest, restHigh, d, dHigh);
  else if (mode == Rounding.halfEven) goesUp = halfEven(rest, restHigh, d, dHigh, quotient);
  else if (mode == Rounding.truncate) goesUp = truncate();
  else goesUp = up(rest, restHigh);
  const rounded = quotient + u64(goesUp);
  give(rounded, quotientHigh + u64(rounded < quotient));
}

/** n rounded to a multiple of a quantum that is not 0. */
export function toMultiple(n: u64, nHigh: u64, quantum: u64, mode: u32): bool {
  divideRounded(n, nHigh, quantum, 0, mode);
  return times(low, high, quantum);
}

/** a × b / d, rounded once. */
export function mulDiv(a: u64, aHigh: u64, b: u64, bHigh: u64, d: u64, dHigh: u64, mode: u32): bool {
  if (!timesWide(a, aHigh, b, bHigh)) return false;
  divideRounded(low, high, d, dHigh, mode);
  return true;
}
