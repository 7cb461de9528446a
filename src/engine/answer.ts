import { NO_PROGRAM, TraceOperation } from "../../assembly/abi";
import type { Charge, ChargeBasis, Citation, Totals } from "../model/assessment";
import type { DeclaredLine } from "../model/declare/declaration";
import type { Money } from "../model/entry";
import type { CalendarDay } from "./calendar";
import type { Marshal } from "./marshal";
import type { RateBasis } from "./rates";
import { formatMinor, ORDINARY } from "./requests";
import { provisionFor, readAlone } from "./stack/provisions";
import type { LoadedTable } from "./table";

/**
 * A request that has been assessed, and what its answers are written from. Where a rate counts quantities, facts or
 * components it has been traced as well: how they were rounded is known to the kernel alone.
 */
export interface Answered {
  readonly marshal: Marshal;
  readonly table: LoadedTable;
  readonly day: number;
  readonly date: string;
  readonly calendar: CalendarDay;
  /** Lines of the entry; their components stand behind them in the request. */
  readonly lines: number;
  /** The entry has `lines`: what is charged on it as a whole is not its last line's. */
  readonly several: boolean;
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
const ENTRY_VALUE = [TraceOperation.entryValue];

/** Answers a line of the request; `partial` where not all that it may bear is held. */
export function answerLine(answered: Answered, line: DeclaredLine, index: number, partial: boolean): LineAnswer {
  const { marshal, table, calendar, several } = answered;
  const { currency } = table.terms;
  const first = marshal.chargeStart(index);
  const end = several ? endOfOwn(answered, index) : marshal.chargeStart(index + 1);
  const source = { instrument: calendar.instrument, citation: citationOf(table, line.commodity, marshal.row(index)) };
  const charges: Charge[] = [];
  let deposit = 0;
  for (let i = first; i < end; i += 1) {
    if (marshal.chargeProgram(i) === NO_PROGRAM) {
      charges.push(answerDeposit(answered, line, index, i, deposit));
      deposit += 1;
    } else charges.push(answerCharge(answered, source, line, index, i));
  }
  const isPartial = calendar.partial || partial;
  return {
    customsValue: { amount: shortest(answered, line.value), currency },
    charges,
    totals:
      end - first === 1 && charges[0]!.kind === "duty"
        ? dutyOnly(table, isPartial, charges[0]!.amount.amount)
        : totalsOf(answered, first, end, isPartial),
  };
}

/** The charges of an entry of several lines as a whole. */
export function answerEntry(answered: Answered, lines: readonly DeclaredLine[]): Charge[] {
  const { marshal, table } = answered;
  const charges: Charge[] = [];
  const last = answered.lines - 1;
  for (let i = endOfOwn(answered, last); i < marshal.chargeStart(answered.lines); i += 1) {
    charges.push(answerCharge(answered, { instrument: table.terms.tariff, citation: "" }, lines[last]!, last, i));
  }
  return charges;
}

/** Where a line's own charges end: those of the entry stand behind its last line's. */
export function endOfOwn({ marshal, table, lines }: Answered, index: number): number {
  let end = marshal.chargeStart(index + 1);
  if (index !== lines - 1) return end;
  while (end > marshal.chargeStart(index) && table.isPerEntry(marshal.chargeKind(end - 1))) end -= 1;
  return end;
}

function answerCharge(
  answered: Answered,
  schedule: Citation,
  line: DeclaredLine,
  index: number,
  charge: number,
): Charge {
  const { marshal, table } = answered;
  const kind = marshal.chargeKind(charge);
  const { chargeKind, measure, refundable } = table.measures[kind]!;
  const rate = table.rate(marshal.chargeProgram(charge));
  const isNone = chargeKind === "duty" && line.headings.length > 0 && leavesNothing(answered, line);
  const answer: Charge = {
    kind: chargeKind,
    measure,
    rate: isNone ? "free" : rate.text,
    bases: isNone ? [] : rate.bases.map((basis) => basisOf(answered, basis, line, index, kind)),
    amount: { amount: marshal.formatCharge(charge, table.minorUnits), currency: table.terms.currency },
    source: table.citations[kind] ?? schedule,
  };
  return refundable === true ? { ...answer, refundable } : answer;
}

/** A provision that the line claims takes the whole value away from the ordinary duty. */
const leavesNothing = ({ table, day }: Answered, line: DeclaredLine): boolean =>
  provisionFor(table, line, day, 0)?.minuend === 0;

/** A deposit at the rate that the line declares, in the order in which it declares them. */
function answerDeposit(
  { marshal, table }: Answered,
  line: DeclaredLine,
  index: number,
  charge: number,
  place: number,
): Charge {
  const { currency } = table.terms;
  const kind = marshal.chargeKind(charge);
  const { chargeKind, measure } = table.measures[kind]!;
  const { case: number, rate } = line.deposits[place]!;
  return {
    kind: chargeKind,
    measure,
    rate: `${marshal.canonical(rate, 0)}%`,
    bases: [{ kind: "value", amount: marshal.formatDutiable(index, 0), currency }],
    amount: { amount: marshal.formatCharge(charge, table.minorUnits), currency },
    source: { instrument: table.citations[kind]?.instrument ?? "", citation: number },
  };
}

/** The declared value in its shortest form, with the currency's decimals at least. */
function shortest({ marshal, table }: Answered, amount: string): string {
  const { minorUnits } = table;
  return amount.charCodeAt(amount.length - minorUnits - 1) === POINT && minorUnits > 0
    ? amount
    : marshal.canonical(amount, minorUnits);
}

function basisOf(answered: Answered, basis: RateBasis, line: DeclaredLine, index: number, kind: number): ChargeBasis {
  const { marshal, table } = answered;
  const { currency } = table.terms;
  switch (basis.kind) {
    case "value":
      return sharedValue(answered, line, index, kind);
    case "exact-value":
      return { kind: "value", amount: marshal.canonical(line.value, 0), currency };
    case "base-duty": {
      const charge = marshal.chargeStart(index);
      const { measure } = table.measures[marshal.chargeKind(charge)]!;
      const amount = marshal.format(marshal.chargeAmount(charge), table.minorUnits, 0);
      return { kind: "charge", of: measure, amount, currency };
    }
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

/** What shares of the value were taken of: the dutiable value, less parts; what a provision says; or the entry's. */
function sharedValue(answered: Answered, line: DeclaredLine, index: number, kind: number): ChargeBasis {
  const { marshal, table, several, day } = answered;
  const { currency } = table.terms;
  if (table.isPerEntry(kind)) {
    const amount = several
      ? marshal.tracedAmount(marshal.lineCount(), kind, ENTRY_VALUE)
      : marshal.canonical(line.value, 0);
    return { kind: "value", amount, currency };
  }
  const { layer } = table.view.kindOf(kind);
  if (hasParts(table, line)) {
    const reduced = marshal.tracedReduced(index, layer === 0 ? ORDINARY : kind);
    if (reduced !== undefined) return { kind: "value", amount: reduced, currency };
    const provision = provisionFor(table, line, day, layer);
    const fact = provision === undefined ? undefined : readAlone(table.view, provision.minuend);
    if (fact !== undefined) {
      return { kind: "fact", fact, amount: marshal.tracedAmount(index, provision!.minuend, AMOUNTS), currency };
    }
  }
  return { kind: "value", amount: marshal.formatDutiable(index, 0), currency };
}

/** Whether the line may have another value than its own to be charged on. */
export const hasParts = ({ partFacts }: LoadedTable, line: DeclaredLine): boolean =>
  line.facts.length > 0 && line.facts.some(({ term }) => partFacts.has(term.key));

/** Dotted digits of the row of the schedule that states the rates: 0101.30.00.00. */
export function citationOf({ view }: Pick<LoadedTable, "view">, commodity: string, row: number): string {
  const digits = view.columns.lineDigits[row]!;
  let citation = commodity.slice(0, Math.min(4, digits));
  for (let i = 4; i < digits; i += 2) citation += `.${commodity.slice(i, Math.min(i + 2, digits))}`;
  return citation;
}

function dutyOnly({ terms, zero }: LoadedTable, partial: boolean, duty: string): Totals {
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
export function totalsOf({ marshal, table }: Answered, first: number, end: number, partial: boolean): Totals {
  let duty = 0n;
  let additional = 0n;
  let fees = 0n;
  let taxes = 0n;
  for (let i = first; i < end; i += 1) {
    const amount = marshal.chargeAmount(i);
    switch (table.measures[marshal.chargeKind(i)]!.chargeKind) {
      case "duty":
        duty += amount;
        break;
      case "additional-duty":
        additional += amount;
        break;
      case "fee":
        fees += amount;
        break;
      default:
        taxes += amount;
    }
  }
  const text = (sum: bigint): string => (sum === 0n ? table.zero : formatMinor(sum, table.minorUnits));
  return {
    currency: table.terms.currency,
    duty: text(duty),
    additionalDuty: text(additional),
    fees: text(fees),
    taxes: text(taxes),
    payable: partial ? null : text(duty + additional + fees + taxes),
  };
}
