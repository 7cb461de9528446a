import { Sale, SaleFlag, ValuationOperation, ValuationRequest } from "../abi-valuation";
import { fraction, setWhole } from "./exact";
import { field, request, saleAt } from "./request";
import { record } from "./trace";

/** The unit price at which most units were sold, how many, and the day of those sales (0: at importation). */
export let unitPrice: u64 = 0;
export let aggregate: u64 = 0;
export let saleDay: i32 = 0;
/** How many prices had sales that count. */
export let prices: u32 = 0;
const units = fraction();

/**
 * The unit price in the greatest aggregate quantity (Art. 5.1 and its Note): units are summed for each price over the
 * sales that count. Sales stand by price, so that those of one price are neighbours; of two prices with the same
 * quantity the higher is taken, since the Agreement is silent. False where no sale fixes a price, or sums overflow.
 */
export function findUnitPrice(): bool {
  const atImportation = anyAtImportation();
  saleDay = atImportation ? 0 : earliestDay();
  if (!atImportation && saleDay == i32.MAX_VALUE) return false;
  aggregate = 0;
  prices = 0;
  const count = field(ValuationRequest.saleCount);
  for (let first: u32 = 0, end: u32 = 0; first < count; first = end) {
    const price = load<u64>(saleAt(first), Sale.price);
    let sold: u64 = 0;
    for (end = first; end < count && load<u64>(saleAt(end), Sale.price) == price; end++) {
      if (!countsWith(saleAt(end), atImportation)) continue;
      const sum = sold + load<u64>(saleAt(end), Sale.units);
      if (sum < sold) return false;
      sold = sum;
    }
    if (sold == 0) continue;
    prices++;
    setWhole(units, sold, 0);
    if (!record(ValuationOperation.aggregate, 0, 0, first, units)) return false;
    if (sold >= aggregate) {
      aggregate = sold;
      unitPrice = price;
    }
  }
  return aggregate != 0;
}

function flagged(sale: usize, flag: SaleFlag): bool {
  return (load<u32>(sale, Sale.flags) & flag) != 0;
}

function countsWith(sale: usize, atImportation: bool): bool {
  if (flagged(sale, SaleFlag.leftOut)) return false;
  return atImportation ? flagged(sale, SaleFlag.atImportation) : load<i32>(sale, Sale.day) == saleDay;
}

function anyAtImportation(): bool {
  const count = field(ValuationRequest.saleCount);
  for (let index: u32 = 0; index < count; index++) {
    const sale = saleAt(index);
    if (flagged(sale, SaleFlag.atImportation) && !flagged(sale, SaleFlag.leftOut)) return true;
  }
  return false;
}

/** The earliest day after importation whose sales are enough to fix a price (Art. 5.1(b)); `i32.MAX_VALUE` none. */
function earliestDay(): i32 {
  const last = <i32>field(ValuationRequest.lastSaleDay);
  const enough = load<u64>(request, ValuationRequest.sufficientUnits);
  for (let day = <i32>field(ValuationRequest.firstSaleDay); day <= last; day++) {
    const units = unitsOn(day);
    if (units != 0 && units >= enough) return day;
  }
  return i32.MAX_VALUE;
}

/** Units sold on a day at whatever price; a sum beyond 64 bits is surely enough. */
function unitsOn(day: i32): u64 {
  const count = field(ValuationRequest.saleCount);
  let units: u64 = 0;
  for (let index: u32 = 0; index < count; index++) {
    const sale = saleAt(index);
    if (load<i32>(sale, Sale.day) != day || flagged(sale, SaleFlag.leftOut)) continue;
    const sum = units + load<u64>(sale, Sale.units);
    units = sum < units ? u64.MAX_VALUE : sum;
  }
  return units;
}
