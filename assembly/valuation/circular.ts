import {
  Clamp,
  InsideCharge,
  MAX_INSIDE_CHARGES,
  NOT_DECLARED,
  ValuationOperation,
  ValuationRequest,
  ValuationStatus,
} from "../abi";
import {
  add,
  comparable,
  compareExact,
  copy,
  divideBy,
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

const slopes = StaticArray.fromArray<Exact>([fraction(), fraction(), fraction(), fraction(), fraction(), fraction()]);
const offsets = StaticArray.fromArray<Exact>([fraction(), fraction(), fraction(), fraction(), fraction(), fraction()]);
const baseSlope = fraction();
const baseOffset = fraction();
const trial = fraction();
const charge = fraction();
const limit = fraction();
const found = fraction();

/** Replaces a total by the value whose charges are the difference. */
export function solve(total: Exact): i32 {
  const count = field(ValuationRequest.chargeCount);
  if (count == 0) return ValuationStatus.valued;
  if (count > <u32>MAX_INSIDE_CHARGES) return ValuationStatus.badRequest;
  let combinations: u32 = 1;
  for (let i: u32 = 0; i < count; i++) combinations *= 3;
  let solution: u32 = u32.MAX_VALUE;
  for (let cases: u32 = 0; cases < combinations; cases++) {
    if (!possible(cases, count)) continue;
    const status = tryCases(cases, count, total);
    if (status == ValuationStatus.noSolution) continue;
    if (status != ValuationStatus.valued) return refuse(status, 0);
    if (solution == u32.MAX_VALUE) {
      solution = cases;
      copy(found, trial);
    } else if (compareExact(found, trial) != 0) {
      return refuse(comparable ? ValuationStatus.manySolutions : ValuationStatus.overflow, 0);
    }
  }
  if (solution == u32.MAX_VALUE) return refuse(ValuationStatus.noSolution, 0);
  if (tryCases(solution, count, total) != ValuationStatus.valued || !trace(solution, count)) {
    return refuse(ValuationStatus.overflow, 0);
  }
  copy(total, found);
  return ValuationStatus.valued;
}

/** The case of a charge in a combination written in base 3. */
function caseOf(cases: u32, index: u32): u32 {
  for (; index > 0; index--) cases /= 3;
  return cases % 3;
}

function limitOf(index: u32, clamp: u32): u64 {
  const at = chargeAt(index);
  return clamp == Clamp.floor ? load<u64>(at, InsideCharge.least) : load<u64>(at, InsideCharge.most);
}

/** A charge without a minimum is never at it. */
function possible(cases: u32, count: u32): bool {
  for (let i: u32 = 0; i < count; i++) {
    const clamp = caseOf(cases, i);
    if (clamp != Clamp.free && limitOf(i, clamp) == NOT_DECLARED) return false;
  }
  return true;
}

/** Solves one combination into `trial`: (total − offsets) / (1 + slopes). */
function tryCases(cases: u32, count: u32, total: Exact): i32 {
  copy(trial, total);
  setWhole(charge, 1, 0);
  for (let i: u32 = 0; i < count; i++) {
    const clamp = caseOf(cases, i);
    if (clamp == Clamp.free) {
      if (!freeCharge(i)) return ValuationStatus.overflow;
    } else {
      setWhole(slopes[i], 0, 0);
      setWhole(offsets[i], limitOf(i, clamp), 0);
    }
    if (!add(charge, slopes[i]) || !subtract(trial, offsets[i])) return ValuationStatus.overflow;
  }
  if (isNegative(trial)) return ValuationStatus.noSolution;
  if (!divideBy(trial, charge)) return ValuationStatus.overflow;
  return agrees(cases, count);
}

/** A charge off its limits as a line: its rate on the value and on the charges in its base, and its fixed amount. */
function freeCharge(index: u32): bool {
  const at = chargeAt(index);
  const on = load<u32>(at, InsideCharge.on);
  setWhole(baseSlope, 1, 0);
  setWhole(baseOffset, 0, 0);
  for (let i: u32 = 0; i < index; i++) {
    if ((on & (1 << i)) == 0) continue;
    if (!add(baseSlope, slopes[i]) || !add(baseOffset, offsets[i])) return false;
  }
  const top = load<u64>(at, InsideCharge.rateTop);
  const bottom = load<u64>(at, InsideCharge.rateBottom);
  if (!scale(baseSlope, top, bottom) || !scale(baseOffset, top, bottom)) return false;
  setWhole(limit, load<u64>(at, InsideCharge.fixed), 0);
  if (!add(baseOffset, limit)) return false;
  copy(slopes[index], baseSlope);
  copy(offsets[index], baseOffset);
  return true;
}

/** Whether every charge, at `trial`, lies where its case says; limits are in. */
function agrees(cases: u32, count: u32): i32 {
  for (let i: u32 = 0; i < count; i++) {
    const clamp = caseOf(cases, i);
    const least = limitOf(i, Clamp.floor);
    const most = limitOf(i, Clamp.cap);
    if (least == NOT_DECLARED && most == NOT_DECLARED) continue;
    if (clamp != Clamp.free) {
      copy(found2, slopes[i]);
      copy(found3, offsets[i]);
      if (!freeCharge(i)) return ValuationStatus.overflow;
    }
    copy(charge, slopes[i]);
    const fits = multiply(charge, trial) && add(charge, offsets[i]);
    if (clamp != Clamp.free) {
      copy(slopes[i], found2);
      copy(offsets[i], found3);
    }
    if (!fits) return ValuationStatus.overflow;
    if (clamp != Clamp.floor && least != NOT_DECLARED && !stands(least, 1)) return wrong();
    if (clamp == Clamp.floor && !stands(least, -1)) return wrong();
    if (clamp != Clamp.cap && most != NOT_DECLARED && !stands(most, -1)) return wrong();
    if (clamp == Clamp.cap && !stands(most, 1)) return wrong();
  }
  return ValuationStatus.valued;
}
