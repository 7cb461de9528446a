import { MICRO } from "../abi";
import {
  Effect,
  Element,
  ElementKind,
  LEG_COUNT,
  ValuationOperation,
  ValuationRequest,
  ValuationStatus,
} from "../abi-valuation";
import { divideRounded } from "../arithmetic/rounding";
import { high, low, times } from "../arithmetic/wide";
import { solve } from "./circular";
import { candidates, collect, compareCandidate, lowest, lowestElement, spreadAssist, startCollecting } from "./collect";
import { convert, takeShare } from "./currency";
import { legEffect, takeLeg } from "./delivery";
import { add, copy, fraction, isNegative, scale, setWhole, subtract } from "./exact";
import { about, elementAt, field, kindOf, open, rateAt, refuse, request } from "./request";
import { aggregate, findUnitPrice, prices, saleDay, unitPrice } from "./resale";
import { record, startTrace, traceCount } from "./trace";

/** The value so far, and the price that `shareOfPrice` takes a share of. */
const total = fraction();
const price = fraction();
const amount = fraction();
let effects: u32 = 0;

/**
 * Works out one customs value: the elements in their order, the charges inside the price, the rounding. Answers a
 * `ValuationStatus`; nothing of the output but `about` and `traceCount` may be read where it is not `valued`.
 */
export function valuate(address: usize): i32 {
  open(address);
  startTrace();
  const status = run();
  store<u32>(request, about, ValuationRequest.about);
  store<u32>(request, traceCount, ValuationRequest.traceCount);
  if (status != ValuationStatus.valued) return status;
  const isCut = field(ValuationRequest.trace) != 0 && traceCount > field(ValuationRequest.traceCapacity);
  return isCut ? ValuationStatus.traceFull : status;
}

function run(): i32 {
  if (!isSound()) return ValuationStatus.badRequest;
  setWhole(total, 0, 0);
  setWhole(price, 0, 0);
  effects = 0;
  startCollecting();
  const count = field(ValuationRequest.elementCount);
  for (let index: u32 = 0; index < count; index++) {
    const status = take(elementAt(index), index);
    if (status != ValuationStatus.valued) return status;
  }
  if (candidates != 0) {
    copy(total, lowest);
    if (!record(ValuationOperation.lowest, 0, candidates, lowestElement, total)) return overflow(lowestElement);
    refuse(0, lowestElement);
  }
  if (isNegative(total)) return ValuationStatus.belowZero;
  if (effects != 0 && !record(ValuationOperation.total, 0, effects, 0, total)) return overflow(0);
  const status = solve(total);
  return status == ValuationStatus.valued ? round() : status;
}

function overflow(index: u32): i32 {
  return refuse(ValuationStatus.overflow, index);
}

/** Denominators are not 0, and rows exist: what the host must see to. */
function isSound(): bool {
  const rates = field(ValuationRequest.rateCount);
  for (let row: u32 = 0; row < rates; row++) if (load<u64>(rateAt(row), 8) == 0) return false;
  const count = field(ValuationRequest.elementCount);
  for (let index: u32 = 0; index < count; index++) {
    const element = elementAt(index);
    if (load<u64>(element, Element.shareBottom) == 0 || load<u64>(element, Element.high) >> 32 != 0) return false;
    if (<u32>load<u8>(element, Element.currency) >= rates || <i32>load<u8>(element, Element.leg) >= LEG_COUNT)
      return false;
    if (kindOf(element) > <u32>ElementKind.priceShare) return false;
    if (load<u32>(element, Element.included) > <u32>MICRO) return false;
  }
  return load<u64>(request, ValuationRequest.quantum) != 0;
}

function take(element: usize, index: u32): i32 {
  const kind = kindOf(element);
  if (kind == ElementKind.assist) {
    const status = spreadAssist(element, index, amount);
    return status == ValuationStatus.valued ? count(Effect.add, index) : status;
  }
  if (kind == ElementKind.candidate) return compareCandidate(element, index, amount);
  if (isShareOfPrice(kind)) {
    copy(amount, price);
    if (!record(ValuationOperation.priceSoFar, 0, 0, index, amount)) return overflow(index);
    if (!takeShare(element, index, amount)) return overflow(index);
    if (kind == ElementKind.discountShare) {
      const status = lowerPrice(index);
      if (status != ValuationStatus.valued) return status;
    }
    if (kind == ElementKind.priceShare && !add(price, amount)) return overflow(index);
    const isAdded = kind == ElementKind.addedShare || kind == ElementKind.priceShare;
    return count(isAdded ? Effect.add : Effect.subtract, index);
  }
  if (kind == ElementKind.resale) {
    if (!findUnitPrice()) return refuse(ValuationStatus.noSale, index);
    store<u64>(element, unitPrice, Element.low);
    store<u64>(element, 0, Element.high);
    store<u64>(request, unitPrice, ValuationRequest.unitPrice);
    store<u64>(request, aggregate, ValuationRequest.aggregate);
    store<i32>(request, saleDay, ValuationRequest.saleDay);
  }
  const among = kind == ElementKind.resale ? prices : 0;
  if (!convert(element, index, among, amount) || !takeShare(element, index, amount)) return overflow(index);
  switch (kind) {
    case ElementKind.part:
    case ElementKind.allowance:
      return collect(kind, amount) ? ValuationStatus.valued : overflow(index);
    case ElementKind.leg:
      return takeLeg(element, index, amount) ? count(legEffect(element), index) : overflow(index);
    case ElementKind.discount: {
      const status = lowerPrice(index);
      return status == ValuationStatus.valued ? count(Effect.subtract, index) : status;
    }
    case ElementKind.deduction:
      return count(Effect.subtract, index);
    case ElementKind.price:
    case ElementKind.resale:
      if (!add(price, amount)) return overflow(index);
      return count(Effect.add, index);
    case ElementKind.addition:
      return count(Effect.add, index);
    default:
      return refuse(ValuationStatus.badRequest, index);
  }
}

/** Takes a discount off the price, which it cannot exceed. */
function lowerPrice(index: u32): i32 {
  if (!subtract(price, amount)) return overflow(index);
  return isNegative(price) ? refuse(ValuationStatus.belowZero, index) : ValuationStatus.valued;
}

function isShareOfPrice(kind: u32): bool {
  return kind == ElementKind.shareOfPrice || kind >= <u32>ElementKind.discountShare;
}

/** Counts an element's amount towards the value. */
function count(effect: Effect, index: u32): i32 {
  effects++;
  if (!record(ValuationOperation.effect, effect, 1, index, amount)) return overflow(index);
  if (effect == Effect.none) return ValuationStatus.valued;
  const fits = effect == Effect.add ? add(total, amount) : subtract(total, amount);
  return fits ? ValuationStatus.valued : overflow(index);
}

/** The regime's rounding: the one place where a value is not exact any more. */
function round(): i32 {
  const quantum = load<u64>(request, ValuationRequest.quantum);
  const mode = field(ValuationRequest.rounding);
  if (!scale(total, 1, quantum)) return overflow(0);
  divideRounded(total.low, total.high, total.bottom, total.bottomHigh, mode);
  if (!times(low, high, quantum)) return overflow(0);
  const rounded = low;
  const roundedHigh = high;
  store<u64>(request, rounded, ValuationRequest.valueLow);
  store<u64>(request, roundedHigh, ValuationRequest.valueHigh);
  setWhole(total, rounded, roundedHigh);
  return record(ValuationOperation.rounded, mode, 1, 0, total) ? ValuationStatus.valued : overflow(0);
}
