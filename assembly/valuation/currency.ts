import { Element, ExchangeRate, ValuationOperation } from "../abi-valuation";
import { Exact, scale, setWhole } from "./exact";
import { rateAt } from "./request";
import { record } from "./trace";

/**
 * An element's amount in the territory's currency, exactly: nothing is rounded on the way (docs/valuation.md).
 * `operands`: how many records before it the amount was found among.
 */
export function convert(element: usize, index: u32, operands: u32, amount: Exact): bool {
  setWhole(amount, load<u64>(element, Element.low), load<u64>(element, Element.high));
  if (!record(ValuationOperation.declared, 0, operands, index, amount)) return false;
  const currency = load<u8>(element, Element.currency);
  if (currency == 0) return true;
  const rate = rateAt(currency);
  if (!scale(amount, load<u64>(rate, ExchangeRate.top), load<u64>(rate, ExchangeRate.bottom))) return false;
  return record(ValuationOperation.convert, 0, 1, index, amount);
}

/** Times the element's share: units shipped over units that an assist serves, a per cent, a number of units. */
export function takeShare(element: usize, index: u32, amount: Exact): bool {
  const top = load<u64>(element, Element.shareTop);
  const bottom = load<u64>(element, Element.shareBottom);
  if (top == bottom) return true;
  return scale(amount, top, bottom) && record(ValuationOperation.share, 0, 1, index, amount);
}
