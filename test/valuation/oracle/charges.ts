import type { InsideChargeFact } from "../../../src/model/valuation/facts";
import {
  add,
  compare,
  decimal,
  divide,
  type Fraction,
  multiply,
  ONE,
  percent,
  subtract,
  sum,
  whole,
  ZERO,
} from "./exact";

/**
 * The value behind a price that holds charges on it. What the buyer pays rises with the value, so the value is found
 * by halving an interval until every charge is on one side of its limits throughout it: there the sum is a line.
 */

/** Each charge at a value, and on which side of its limits: −1, 0, 1. */
function chargesAt(charges: readonly InsideChargeFact[], value: Fraction): { amounts: Fraction[]; sides: number[] } {
  const amounts: Fraction[] = [];
  const sides: number[] = [];
  for (const { percent: rate = "0", amount = "0", least, most, on = [] } of charges) {
    const others = on.map((name) => amounts[charges.findIndex(({ charge }) => charge === name)]!);
    let charge = add(multiply(percent(rate), add(value, sum(others))), decimal(amount));
    let side = 0;
    if (least !== undefined && compare(charge, decimal(least)) < 0) {
      charge = decimal(least);
      side = -1;
    } else if (most !== undefined && compare(charge, decimal(most)) > 0) {
      charge = decimal(most);
      side = 1;
    }
    amounts.push(charge);
    sides.push(side);
  }
  return { amounts, sides };
}

const paid = (charges: readonly InsideChargeFact[], value: Fraction): Fraction =>
  add(value, sum(chargesAt(charges, value).amounts));

/** Undefined where even a value of zero costs more than the price. */
export function valueInside(price: Fraction, charges: readonly InsideChargeFact[]): Fraction | undefined {
  if (compare(paid(charges, ZERO), price) > 0) return undefined;
  let [low, high] = [ZERO, whole(price.n / price.d + 1n)];
  for (let step = 0; step < 200; step += 1) {
    const [below, above] = [chargesAt(charges, low), chargesAt(charges, high)];
    if (below.sides.every((side, i) => side === above.sides[i])) {
      const rise = divide(subtract(paid(charges, high), paid(charges, low)), subtract(high, low));
      return add(low, divide(subtract(price, paid(charges, low)), rise));
    }
    const middle = divide(add(low, high), add(ONE, ONE));
    if (compare(paid(charges, middle), price) > 0) high = middle;
    else low = middle;
    if (compare(paid(charges, low), price) === 0) return low;
  }
  throw new RangeError("a value at a corner that halving does not reach");
}
