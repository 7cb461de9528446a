/**
 * What both sides of the wasm boundary agree on for customs values: requests, elements, statuses, traces, batches.
 * The same rules as for `abi.ts`: constants and const enums without type annotations.
 */

/** Costs of a journey in its order, and what is paid on arrival. */
export const enum Leg {
  inlandExport = 0,
  loading = 1,
  mainFreight = 2,
  insurance = 3,
  /** Unloading and handling after arrival at the place of introduction. */
  unloading = 4,
  inlandImport = 5,
  clearance = 6,
  importDuties = 7,
}
export const LEG_COUNT = 8;

/** What a territory's basis of valuation does with a leg. */
export const enum LegRule {
  /** Stays where the price has it: neither added nor taken off. */
  asPriced = 0,
  included = 1,
  excluded = 2,
  /** Excluded only where it is shown apart from the price. */
  excludedIfApart = 3,
  /** Excluded only where it is shown apart and the goods travel on a through bill. */
  excludedIfThrough = 4,
}

/** What an element does to the value. Amounts are converted to the territory's currency first. */
export const enum ElementKind {
  /** A part of the price paid or payable. */
  price = 0,
  /** Taken off the price: a discount. */
  discount = 1,
  /** Added, times its share. */
  addition = 2,
  /** Collected for the element `assist` or `candidate` that follows. */
  part = 3,
  /** Taken off what is collected. */
  allowance = 4,
  /** No amount of its own: what was collected, times its share, is added. */
  assist = 5,
  /** A cost of the journey, as the basis says. */
  leg = 6,
  /** Taken off, times its share. */
  deduction = 7,
  /** No amount of its own: what was collected, times its share; the lowest candidate is the value. */
  candidate = 8,
  /** The unit price in the greatest aggregate quantity of the request's sales, times its share. */
  resale = 9,
  /** No amount of its own: its share of the price (or resale price) so far is taken off. */
  shareOfPrice = 10,
  /** The same as a discount: what follows looks at the price less it. */
  discountShare = 11,
  /** No amount of its own: its share of the price so far is added. */
  addedShare = 12,
  /** The same as a part of the price: a discount that does not count, added back. */
  priceShare = 13,
}

export const enum ElementFlag {
  none = 0,
  inPrice = 1,
  shownApart = 2,
  throughBill = 4,
}

/** An element of a valuation, 40 bytes. */
export const enum Element {
  /** u8 `ElementKind`, u8 `Leg`, u8 `ElementFlag` bits, u8 row of the request's exchange rates. */
  kind = 0,
  leg = 1,
  flags = 2,
  currency = 3,
  /** u32: millionths of a leg's amount that the value takes where the leg is included; air freight has less than all. */
  included = 4,
  /** u64, u64: the amount in millionths, below 2^96. */
  low = 8,
  high = 16,
  /** u64, u64: the share, such as units over units. */
  shareTop = 24,
  shareBottom = 32,
}
export const ELEMENT_BYTES = 40;

/** An exchange rate, 16 bytes: one unit of the currency is top/bottom of the territory's. */
export const enum ExchangeRate {
  top = 0,
  bottom = 8,
}
export const EXCHANGE_RATE_BYTES = 16;

/** A sale after importation, 24 bytes; sales stand by price. */
export const enum Sale {
  /** u64, u64: unit price and units, in millionths. */
  price = 0,
  units = 8,
  /** i32, u32 `SaleFlag` bits. */
  day = 16,
  flags = 20,
}
export const SALE_BYTES = 24;

export const enum SaleFlag {
  none = 0,
  /** To a related buyer, or to one who supplies assists: left out. */
  leftOut = 1,
  /** At or about the time of importation. */
  atImportation = 2,
}

/** A charge that the price includes and that depends on the value, 48 bytes. */
export const enum InsideCharge {
  /** u64, u64: the rate. */
  rateTop = 0,
  rateBottom = 8,
  /** u64 in millionths: an amount besides the rate. */
  fixed = 16,
  /** u64 in millionths, `NOT_DECLARED` none. */
  least = 24,
  most = 32,
  /** u32: bits of the charges before it that its base holds besides the value. */
  on = 40,
}
export const INSIDE_CHARGE_BYTES = 48;
/** Each limited charge has three cases, and all combinations are tried. */
export const MAX_INSIDE_CHARGES = 6;

/** Byte offsets of a valuation request; u32 each unless said otherwise. */
export const enum ValuationRequest {
  elementCount = 0,
  elements = 4,
  /** `EXCHANGE_RATE_BYTES` each; row 0 is the territory's own currency, 1/1. */
  rateCount = 8,
  rates = 12,
  /** u8[LEG_COUNT] `LegRule`. */
  legs = 16,
  saleCount = 20,
  sales = 24,
  chargeCount = 28,
  charges = 32,
  /** Trace records written and their capacity; 0: no trace. */
  trace = 36,
  traceCapacity = 40,
  traceCount = 44,
  /** u64 in millionths, u32 `Rounding`. */
  quantum = 48,
  rounding = 56,
  /** i32: first and last day of sales after importation, for want of sales at that time. */
  firstSaleDay = 60,
  lastSaleDay = 64,
  /** u64 in millionths: the fewest units of a day that fix a unit price. */
  sufficientUnits = 72,

  /** Out: the value in millionths (u64 low, u64 high), rounded. */
  valueLow = 80,
  valueHigh = 88,
  /** Out: the unit price in the greatest aggregate quantity and that quantity (u64, u64), the day it was found on. */
  unitPrice = 96,
  aggregate = 104,
  saleDay = 112,
  /** Out: the element of the candidate taken, or of a refusal. */
  about = 116,
}
export const VALUATION_REQUEST_BYTES = 120;

export const enum ValuationStatus {
  valued = 0,
  overflow = 1,
  belowZero = 2,
  /** No sale fixes a unit price. */
  noSale = 3,
  /** No value agrees with the charges inside the price. */
  noSolution = 4,
  /** More than one does. */
  manySolutions = 5,
  /** A count, a denominator or an index is out of range. */
  badRequest = 6,
  traceFull = 7,
}

/** What a trace record of a valuation is about. Results are in millionths of the territory's currency. */
export const enum ValuationOperation {
  /** An element's amount as declared, in millionths of its own currency: a leaf, save for the unit price of a resale,
   *  which takes the aggregates it was found among; about: element. */
  declared = 32,
  /** One operand in the territory's currency; about: element. */
  convert = 33,
  /** One operand times a share; about: element. */
  share = 34,
  /** The element's effect on the value, one operand (none for what has no amount); about: element; mode `Effect`. */
  effect = 35,
  /** Operands collected into an assist or a candidate; about: its element. */
  collect = 36,
  /** All effects so far; operands: their number. */
  total = 37,
  /** The lowest of its operands, the candidates; about: element of the candidate taken. */
  lowest = 38,
  /** A charge inside the price at the value found; about: charge; mode: `Clamp`. */
  inside = 39,
  /** The value whose charges leave the total: the total, and each charge. */
  solve = 40,
  /** One operand rounded: the customs value; mode: `Rounding`. */
  rounded = 41,
  /** Leaf: the price so far, of which an element takes a share; about: element. */
  priceSoFar = 42,
  /** Leaf: units sold at one price, in millionths; about: the first sale at that price. */
  aggregate = 43,
}

export const enum Effect {
  none = 0,
  add = 1,
  subtract = 2,
}

export const enum Clamp {
  free = 0,
  floor = 1,
  cap = 2,
}

/** Byte offsets of a batch of transaction values: columns of u64 in units of 10^-decimals, all of one length. */
export const enum ValuationBatch {
  lineCount = 0,
  /** 0 to 6. */
  decimals = 4,
  /** u8[lineCount]: row of `terms`; u8[lineCount]: row of the exchange rates. */
  term = 8,
  currency = 12,
  price = 16,
  additions = 20,
  deductions = 24,
  /** Eight columns by `Leg`; 0: none declared. */
  legs = 28,
  /** i8[terms × LEG_COUNT]: 1 added, −1 taken off, 0 neither (`batchTerms` writes it). */
  terms = 60,
  termCount = 64,
  rates = 68,
  rateCount = 72,
  /** Decimals of the territory's minor unit, `Rounding`. */
  minorDigits = 76,
  rounding = 80,
  /** Out: u64[lineCount] minor units; u8[lineCount] `ValuationStatus`. */
  value = 84,
  status = 88,
}
export const VALUATION_BATCH_BYTES = 92;
