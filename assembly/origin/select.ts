import { FactRow, OriginColumn, Outcome, SelectionRow } from "../abi-origin";
import { isInRange, isProductInRange } from "./codes";
import { declared } from "./request";
import { at, endOf } from "./table";
import { both, either, not } from "./truth";

/** Whether a material is of a selection: one inclusion selects it and no exception does. */
export function selects(selection: u32, material: u32): u32 {
  if (selection == SelectionRow.every) return Outcome.pass;
  let included: u32 = Outcome.fail;
  let excepted: u32 = Outcome.fail;
  const end = endOf(OriginColumn.selectionStart, selection);
  for (let selector = at<u32>(OriginColumn.selectionStart, selection); selector < end; selector++) {
    let selected = isInRange(at<u16>(OriginColumn.selectorRange, selector), material);
    const quality = <u32>at<u16>(OriginColumn.selectorQuality, selector);
    if (quality != FactRow.none && selected != Outcome.fail) selected = both(selected, declared(quality, material));
    if (at<u8>(OriginColumn.selectorExcept, selector) == 0) included = either(included, selected);
    else excepted = either(excepted, selected);
  }
  return both(included, not(excepted));
}

/** Whether the product's code is of a selection of codes; qualities of materials say nothing about it. */
export function selectsProduct(selection: u32): u32 {
  if (selection == SelectionRow.every) return Outcome.pass;
  let included: u32 = Outcome.fail;
  let excepted: u32 = Outcome.fail;
  const end = endOf(OriginColumn.selectionStart, selection);
  for (let selector = at<u32>(OriginColumn.selectionStart, selection); selector < end; selector++) {
    let selected = isProductInRange(at<u16>(OriginColumn.selectorRange, selector));
    if (at<u16>(OriginColumn.selectorQuality, selector) != FactRow.none)
      selected = both(selected, Outcome.undetermined);
    if (at<u8>(OriginColumn.selectorExcept, selector) == 0) included = either(included, selected);
    else excepted = either(excepted, selected);
  }
  return both(included, not(excepted));
}
