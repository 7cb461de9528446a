import { Column } from "../abi";
import { applies, CLAIM_REFUSED } from "./origins";
import { at, endOf, Table } from "./table";

/** No measure of a set applies. */
export const NO_MEASURE: u32 = 0xffffffff;

/** The first measure of a set that applies to an origin class: the one reader of sets, groups and measures. */
export function findMeasure(table: Table, set: u32, originClass: u32): u32 {
  if (originClass == CLAIM_REFUSED) return NO_MEASURE;
  const end = endOf(table, Column.setStart, set);
  for (let index = at<u32>(table, Column.setStart, set); index < end; index++) {
    const group = at<u32>(table, Column.setGroup, index);
    const last = endOf(table, Column.groupStart, group);
    for (let measure = at<u32>(table, Column.groupStart, group); measure < last; measure++) {
      if (applies(table, measure, originClass)) return measure;
    }
  }
  return NO_MEASURE;
}
