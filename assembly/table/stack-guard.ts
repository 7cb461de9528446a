import { Column, GuardOperator, Truth } from "../abi";
import { classIsIn } from "./areas";
import { at, endOf, Table } from "./table";

const DEPTH = 16;
const truths = memory.data(DEPTH);

/** A guard as far as the country and the claim tell it: unknown where it hangs on what a line declares. */
export function guardFor(table: Table, guard: u32, countryClass: u32, claim: u32): Truth {
  if (guard == 0) return Truth.yes;
  const end = endOf(table, Column.guardStart, guard);
  let depth: u32 = 0;
  for (let step = at<u32>(table, Column.guardStart, guard); step < end; step++) {
    const operator: i32 = at<u8>(table, Column.guardOperator, step);
    if (operator == GuardOperator.not) {
      const truth = load<u8>(truths + depth - 1);
      if (truth != Truth.unknown) store<u8>(truths + depth - 1, truth ^ 1);
    } else if (operator >= GuardOperator.and) {
      depth--;
      const decisive: u32 = operator == GuardOperator.and ? Truth.no : Truth.yes;
      const left = load<u8>(truths + depth - 1);
      const right = load<u8>(truths + depth);
      if (left == decisive || right == decisive) store<u8>(truths + depth - 1, <u8>decisive);
      else if (right == Truth.unknown) store<u8>(truths + depth - 1, <u8>Truth.unknown);
    } else {
      let truth: u32 = Truth.unknown;
      if (operator == GuardOperator.programme) {
        truth = u32(mayClaim(table, at<u32>(table, Column.guardFirst, step), countryClass, claim));
      }
      store<u8>(truths + depth++, <u8>truth);
    }
  }
  return load<u8>(truths);
}

/** The claim is this one, and the goods of the country may make it. */
export function mayClaim(table: Table, wanted: u32, countryClass: u32, claim: u32): bool {
  const area: u32 = at<u16>(table, Column.claimArea, wanted);
  return claim == wanted && classIsIn(table, table.stackCountries, countryClass, area);
}
