import { NOT_DECLARED } from "../abi";
import {
  Clamp,
  InsideCharge,
  MAX_INSIDE_CHARGES,
  ValuationOperation,
  ValuationRequest,
  ValuationStatus,
} from "../abi-valuation";
import {
  add,
  comparable,
  compareExact,
  copy,
  divideBy,
  EXACT_BYTES,
  Exact,
  fraction,
  isNegative,
  multiply,
  scale,
  setWhole,
  subtract,
} from "./exact";
import { chargeAt, field, refuse } from "./request";
import { record } from "./trace";

/**
 * A price that holds the duty which is itself a share of the value sought. Each charge inside is a line
 * `slope × v + offset`, unless it stands at its minimum or maximum, and then is a number. For each combination of
 * these cases v follows from one division; it is the value if every charge then lies where its case says. Charges
 * never fall as v rises, so that two combinations can agree only on one and the same v, at a corner.
 */

/** For each charge: the line by its rate, and the line of the case tried. */
const rateLines = memory.data(6 * 2 * 32);
const caseLines = memory.data(6 * 2 * 32);
const trial = fraction();
const sum = fraction();
const amount = fraction();
const limit = fraction();
const found = fraction();

// @ts-ignore: decorator
@inline
function slope(lines: usize, index: u32): Exact {
  return changetype<Exact>(lines + 2 * <usize>index * EXACT_BYTES);
}

// @ts-ignore: decorator
@inline
function offset(lines: usize, index: u32): Exact {
  return changetype<Exact>(lines + (2 * <usize>index + 1) * EXACT_BYTES);
}

/** Replaces a total by the value whose charges are what the total has besides it. */
export function solve(total: Exact): i32 {
  const count = field(ValuationRequest.chargeCount);
  if (count == 0) return ValuationStatus.valued;
  if (count > <u32>MAX_INSIDE_CHARGES) return refuse(ValuationStatus.badRequest, 0);
  let combinations: u32 = 1;
  for (let i: u32 = 0; i < count; i++) combinations *= 3;
  let solution: u32 = combinations;
  for (let cases: u32 = 0; cases < combinations; cases++) {
    if (!isPossible(cases, count)) continue;
    const status = tryCases(cases, count, total);
    if (status == ValuationStatus.noSolution) continue;
    if (status != ValuationStatus.valued) return refuse(status, 0);
    if (solution == combinations) {
      solution = cases;
      copy(found, trial);
    } else if (compareExact(found, trial) != 0) {
      return refuse(comparable ? ValuationStatus.manySolutions : ValuationStatus.overflow, 0);
    }
  }
  if (solution == combinations) return refuse(ValuationStatus.noSolution, 0);
  tryCases(solution, count, total);
  if (!showCharges(solution, count)) return refuse(ValuationStatus.overflow, 0);
  copy(total, trial);
  return record(ValuationOperation.solve, 0, count + 1, 0, total) ? ValuationStatus.valued : ValuationStatus.overflow;
}

/** The case of a charge in a combination, a number in base 3. */
function caseOf(cases: u32, index: u32): u32 {
  for (; index > 0; index--) cases /= 3;
  return cases % 3;
}

function limitOf(index: u32, clamp: u32): u64 {
  return clamp == Clamp.floor
    ? load<u64>(chargeAt(index), InsideCharge.least)
    : load<u64>(chargeAt(index), InsideCharge.most);
}

/** A charge without a minimum never stands at it. */
function isPossible(cases: u32, count: u32): bool {
  for (let i: u32 = 0; i < count; i++) {
    const clamp = caseOf(cases, i);
    if (clamp != Clamp.free && limitOf(i, clamp) == NOT_DECLARED) return false;
  }
  return true;
}

/** Solves one combination into `trial`: (total − offsets) / (1 + slopes). */
function tryCases(cases: u32, count: u32, total: Exact): i32 {
  copy(trial, total);
  setWhole(sum, 1, 0);
  for (let i: u32 = 0; i < count; i++) {
    if (!findRateLine(i)) return ValuationStatus.overflow;
    const clamp = caseOf(cases, i);
    copy(slope(caseLines, i), slope(rateLines, i));
    copy(offset(caseLines, i), offset(rateLines, i));
    if (clamp != Clamp.free) {
      setWhole(slope(caseLines, i), 0, 0);
      setWhole(offset(caseLines, i), limitOf(i, clamp), 0);
    }
    if (!add(sum, slope(caseLines, i)) || !subtract(trial, offset(caseLines, i))) return ValuationStatus.overflow;
  }
  if (isNegative(trial)) return ValuationStatus.noSolution;
  if (!divideBy(trial, sum)) return ValuationStatus.overflow;
  for (let i: u32 = 0; i < count; i++) {
    const status = agrees(i, caseOf(cases, i));
    if (status != ValuationStatus.valued) return status;
  }
  return ValuationStatus.valued;
}

/** A charge by its rate: on the value, on the charges in its base as this combination has them, and its fixed amount. */
function findRateLine(index: u32): bool {
  const at = chargeAt(index);
  const on = load<u32>(at, InsideCharge.on);
  const rise = slope(rateLines, index);
  const start = offset(rateLines, index);
  setWhole(rise, 1, 0);
  setWhole(start, 0, 0);
  for (let i: u32 = 0; i < index; i++) {
    if ((on & (1 << i)) == 0) continue;
    if (!add(rise, slope(caseLines, i)) || !add(start, offset(caseLines, i))) return false;
  }
  const top = load<u64>(at, InsideCharge.rateTop);
  const bottom = load<u64>(at, InsideCharge.rateBottom);
  if (!scale(rise, top, bottom) || !scale(start, top, bottom)) return false;
  setWhole(limit, load<u64>(at, InsideCharge.fixed), 0);
  return add(start, limit);
}

/** A charge's amount at `trial` into `amount`. */
function findAmount(lines: usize, index: u32): bool {
  copy(amount, slope(lines, index));
  return multiply(amount, trial) && add(amount, offset(lines, index));
}

/** Whether what the rate comes to at `trial` lies where the case says; limits are in. */
function agrees(index: u32, clamp: u32): i32 {
  const least = limitOf(index, Clamp.floor);
  const most = limitOf(index, Clamp.cap);
  if (least == NOT_DECLARED && most == NOT_DECLARED) return ValuationStatus.valued;
  if (!findAmount(rateLines, index)) return ValuationStatus.overflow;
  let agreed = true;
  if (least != NOT_DECLARED) {
    const side = against(least);
    if (!comparable) return ValuationStatus.overflow;
    agreed = clamp == Clamp.floor ? side <= 0 : side >= 0;
  }
  if (most != NOT_DECLARED && agreed) {
    const side = against(most);
    if (!comparable) return ValuationStatus.overflow;
    agreed = clamp == Clamp.cap ? side >= 0 : side <= 0;
  }
  return agreed ? ValuationStatus.valued : ValuationStatus.noSolution;
}

function against(bound: u64): i32 {
  setWhole(limit, bound, 0);
  return compareExact(amount, limit);
}

function showCharges(cases: u32, count: u32): bool {
  for (let i: u32 = 0; i < count; i++) {
    if (!findAmount(caseLines, i) || !record(ValuationOperation.inside, caseOf(cases, i), 0, i, amount)) return false;
  }
  return true;
}
