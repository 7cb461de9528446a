import { TraceOperation } from "../../assembly/abi";
import type { Charge, ChargeBasis, Totals } from "../model/assessment";
import type { DeclaredLine } from "../model/declare/declaration";
import type { Money } from "../model/entry";
import type { CalendarDay } from "./calendar";
import type { Marshal } from "./marshal";
import type { RateBasis } from "./rates";
import type { LoadedTable } from "./table";

/**
 * A request that has been assessed, and what its answers are written from. Where a rate counts quantities, facts or
 * components it has been traced as well: how they were rounded is known to the kernel alone.
 */
export interface Answered {
  readonly marshal: Marshal;
  readonly table: LoadedTable;
  readonly date: string;
  readonly calendar: CalendarDay;
}

/** The part of an answer that a line has, alone or among others. */
export interface LineAnswer {
  readonly customsValue: Money;
  readonly charges: Charge[];
  readonly totals: Totals;
}

const POINT = 46;
/** What is done to a basis before it is counted over or short of a threshold: the last is what the law counts. */
export const AMOUNTS = [TraceOperation.input, TraceOperation.convert, TraceOperation.round, TraceOperation.components];

/** Answers a line of the request. */
export function answerLine(answered: Answered, line: DeclaredLine, index: number): LineAnswer {
  const { marshal, table, calendar } = answered;
  const { currency } = table.terms;
  const first = marshal.chargeStart(index);
  const end = marshal.chargeStart(index + 1);
  const source = { instrument: calendar.instrument, citation: citationOf(table, line.commodity, marshal.row(index)) };
  const charges: Charge[] = [];
  for (let i = first; i < end; i += 1) {
    const { chargeKind, measure } = table.measures[marshal.chargeKind(i)]!;
    const rate = table.rate(marshal.chargeProgram(i));
    charges.push({
      kind: chargeKind,
      measure,
      rate: rate.text,
      bases: rate.bases.map((basis) => basisOf(answered, basis, line, index)),
      amount: { amount: marshal.formatCharge(i, table.minorUnits), currency },
      source,
    });
  }
  return {
    customsValue: { amount: shortest(answered, line.value), currency },
    charges,
    totals:
      end - first === 1 && charges[0]!.kind === "duty"
        ? dutyOnly(table, calendar, charges[0]!.amount.amount)
        : totalsOf(answered, first, end),
  };
}

/** The declared value in its shortest form, with the currency's decimals at least. */
function shortest({ marshal, table }: Answered, amount: string): string {
  const { minorUnits } = table;
  return amount.charCodeAt(amount.length - minorUnits - 1) === POINT && minorUnits > 0
    ? amount
    : marshal.canonical(amount, minorUnits);
}

function basisOf(answered: Answered, basis: RateBasis, line: DeclaredLine, index: number): ChargeBasis {
  const { marshal, table } = answered;
  const { currency } = table.terms;
  switch (basis.kind) {
    case "value":
      return { kind: "value", amount: marshal.formatDutiable(index, 0), currency };
    case "exact-value":
      return { kind: "value", amount: marshal.canonical(line.value, 0), currency };
    case "quantity":
      return { kind: "quantity", unit: basis.unit, amount: marshal.tracedAmount(index, basis.row, AMOUNTS) };
    case "fact": {
      const amount = marshal.tracedAmount(index, basis.row, AMOUNTS);
      const { fact } = basis;
      return basis.currency === undefined
        ? { kind: "fact", fact, amount }
        : { kind: "fact", fact, amount, currency: basis.currency };
    }
    case "charge":
      return { kind: "charge", of: basis.of, amount: marshal.tracedAmount(index, basis.row, AMOUNTS), currency };
  }
}

/** Dotted digits of the row of the schedule that states the rates: 0101.30.00.00. */
export function citationOf({ view }: Pick<LoadedTable, "view">, commodity: string, row: number): string {
  const digits = view.columns.lineDigits[row]!;
  let citation = commodity.slice(0, Math.min(4, digits));
  for (let i = 4; i < digits; i += 2) citation += `.${commodity.slice(i, Math.min(i + 2, digits))}`;
  return citation;
}

function dutyOnly({ terms, zero }: LoadedTable, { partial }: CalendarDay, duty: string): Totals {
  return {
    currency: terms.currency,
    duty,
    additionalDuty: zero,
    fees: zero,
    taxes: zero,
    payable: partial ? null : duty,
  };
}

/** Sums of the charges from `first` to `end` of the request. Excise counts as a tax. */
export function totalsOf({ marshal, table, calendar }: Answered, first: number, end: number): Totals {
  const sums = { duty: 0n, "additional-duty": 0n, fee: 0n, tax: 0n, excise: 0n };
  let payable = 0n;
  for (let i = first; i < end; i += 1) {
    const amount = marshal.chargeAmount(i);
    sums[table.measures[marshal.chargeKind(i)]!.chargeKind] += amount;
    payable += amount;
  }
  const text = (sum: bigint): string => marshal.format(sum, table.minorUnits, table.minorUnits);
  return {
    currency: table.terms.currency,
    duty: text(sums.duty),
    additionalDuty: text(sums["additional-duty"]),
    fees: text(sums.fee),
    taxes: text(sums.tax + sums.excise),
    payable: calendar.partial ? null : text(payable),
  };
}
