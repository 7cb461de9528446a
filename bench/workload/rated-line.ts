import { rational } from "../../src/model/rational";
import type { TableView } from "../../src/table/read";
import { type LinearRate, linearRate } from "./linear-rate";

/** A line with the rate that goods of a country without preference pay on a day. */
export interface RatedLine extends Pick<LinearRate, "unit" | "quantum"> {
  /** Ten digits. */
  readonly code: string;
  /** Dollars a dollar of value, times `DENOMINATOR`. */
  readonly value: number;
  /** Dollars a unit of quantity, times `DENOMINATOR`; 0 for a rate without quantity. */
  readonly quantity: number;
}

/** Ten-thousandths of a dollar: peers compute with integers over one denominator. */
export const DENOMINATOR = 10000;

export interface RatedLines {
  readonly lines: readonly RatedLine[];
  /** Lines in force on the day whose rate no peer expresses. */
  readonly leftOut: number;
}

/** The lines of a table that are in force on a day, and what goods of the country pay. */
export function ratedLines(view: TableView, day: number, country: string): RatedLines {
  const lines: RatedLine[] = [];
  let leftOut = 0;
  for (const code of view.codesWithPrefix("", day)) {
    const row = view.lineAt(code, day)!;
    const line = ratedLine(code, rateAt(view, row, { day, country, claim: 0 }));
    if (line === undefined) leftOut += 1;
    else lines.push(line);
  }
  return { lines, leftOut };
}

/** The same rate as rationals. */
export function rateOf({ value, quantity, unit, quantum }: RatedLine): LinearRate {
  const denominator = BigInt(DENOMINATOR);
  return {
    value: rational(BigInt(value), denominator),
    quantity: rational(BigInt(quantity), denominator),
    unit,
    quantum,
  };
}

export function ratedLine(code: string, rate: LinearRate | undefined): RatedLine | undefined {
  if (rate === undefined) return undefined;
  const scaled = ({ numerator, denominator }: LinearRate["value"]) =>
    BigInt(DENOMINATOR) % denominator === 0n ? Number((numerator * BigInt(DENOMINATOR)) / denominator) : undefined;
  const value = scaled(rate.value);
  const quantity = scaled(rate.quantity);
  if (value === undefined || quantity === undefined) return undefined;
  return { code, value, quantity, unit: rate.unit, quantum: rate.quantum };
}

/** The rate of the ordinary duty of a row: that of the first measure that covers the country and answers the claim. */
export function rateAt(
  view: TableView,
  row: number,
  { day, country, claim }: { day: number; country: string; claim: number },
): LinearRate | undefined {
  if (view.columns.lineGuard[row] !== 0) return undefined;
  const holds = (area: number) => area === 0 || view.areaHolds(area, country, day);
  const measure = view
    .measuresOf(view.columns.lineSet[row]!)
    .find((it) => it.claim === claim && holds(it.area) && !(it.except !== 0 && holds(it.except)));
  if (measure === undefined) return undefined;
  const alternatives = view.alternativesOf(measure.choice);
  const only = alternatives.length === 1 && alternatives[0]!.guard === 0 ? alternatives[0] : undefined;
  return only && linearRate(view, only.program);
}
