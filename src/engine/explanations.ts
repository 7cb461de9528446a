import { NO_PROGRAM } from "../../assembly/abi";
import type { Charge, Explanation } from "../model/assessment";
import type { Quantity } from "../model/entry";
import { type Answered, citationOf, endOfOwn, type LineAnswer } from "./answer";
import type { ChargeContext, EntryContext, Explainer, LineContext, NeighbourContext, TraceRecord } from "./explainer";
import type { RequestLine } from "./requests";
import { declaredOf } from "./stack/declared";
import { type Standing, standingsOf } from "./stack/standing";
import { decodeTrace } from "./trace";

/** What the contexts of a request's lines have in common. */
interface Explaining {
  readonly answered: Answered;
  readonly request: readonly RequestLine[];
  readonly answers: readonly LineAnswer[];
  readonly entry: readonly NeighbourContext[];
  /** Components by the line that they belong to. */
  readonly parts: ReadonlyMap<number, readonly number[]>;
}

/** The explanation of each line, and of the charges of the entry as a whole, if it has any. */
export interface Explained {
  readonly lines: readonly Explanation[];
  readonly entry: Explanation | undefined;
}

const NONE: readonly never[] = [];

/** Explains the lines of a request that has been traced; components are explained within their lines. */
export function explainLines(
  explainer: Explainer,
  answered: Answered,
  request: readonly RequestLine[],
  answers: readonly LineAnswer[],
  charges: readonly Charge[],
): Explained {
  const { marshal, table } = answered;
  const { view } = table;
  const all = marshal.traceRecords(decodeTrace);
  const neighbours = answers.map((_, index) => neighbourOf(answered, request[index]!, index));
  const parts = new Map<number, number[]>();
  for (let index = answers.length; index < request.length; index += 1) {
    const { parent } = request[index]!;
    const found = parts.get(parent);
    if (found === undefined) parts.set(parent, [index]);
    else found.push(index);
  }
  const explaining: Explaining = { answered, request, answers, entry: neighbours, parts };
  const entry = entryOf(explaining, charges);
  const alone = request.length === 1 && entry.charges.length === 0;
  const records = alone ? undefined : byLine(all);
  const ofEntry = records?.get(request.length) ?? NONE;
  const lines = answers.map((_, index) => {
    const context = contextOf(explaining, index);
    if (records === undefined) return explainer.line(view, context, all);
    const own = [index, ...(parts.get(index) ?? NONE)];
    const found = own.flatMap((line): readonly TraceRecord[] => records.get(line) ?? NONE);
    const withEntry = !answered.several && entry.charges.length > 0;
    return explainer.line(view, context, found, withEntry ? { context: entry, records: ofEntry } : undefined);
  });
  const isOwn = answered.several && entry.charges.length > 0;
  return { lines, entry: isOwn ? explainer.entry(view, entry, ofEntry) : undefined };
}

function byLine(records: readonly TraceRecord[]): ReadonlyMap<number, TraceRecord[]> {
  const groups = new Map<number, TraceRecord[]>();
  for (const record of records) {
    const group = groups.get(record.line);
    if (group === undefined) groups.set(record.line, [record]);
    else group.push(record);
  }
  return groups;
}

function neighbourOf(answered: Answered, { line }: RequestLine, index: number): NeighbourContext {
  const { marshal, table } = answered;
  const { currency } = table.terms;
  const program = marshal.chargeProgram(marshal.chargeStart(index));
  return {
    line: index,
    path: line.path,
    commodity: line.commodity,
    program,
    rate: table.rate(program).text,
    value: { amount: line.value, currency },
    dutiable: { amount: marshal.formatDutiable(index, 0), currency },
  };
}

/** The charges of the whole entry: an entry of one line has them among its line's. */
function entryOf({ answered, request }: Explaining, charges: readonly Charge[]): EntryContext {
  const { marshal, table, day, date, lines } = answered;
  const first = endOfOwn(answered, lines - 1);
  const found: ChargeContext[] = [];
  for (let i = first; i < marshal.chargeStart(lines); i += 1) found.push(chargeOf(answered, i, charges[i - first]));
  return {
    tariff: table.terms.tariff,
    date,
    day,
    charges: found,
    valuePaths: request.slice(0, lines).map(({ line }) => line.valuePath),
    knownOn: table.knownOn,
  };
}

function chargeOf(answered: Answered, charge: number, answer: Charge | undefined, path?: string): ChargeContext {
  const { marshal, table } = answered;
  const kind = marshal.chargeKind(charge);
  const program = marshal.chargeProgram(charge);
  return {
    kind,
    measure: table.measures[kind]!.measure,
    program,
    rate: answer?.rate ?? (program === NO_PROGRAM ? "" : table.rate(program).text),
    amount: answer?.amount ?? {
      amount: marshal.formatCharge(charge, table.minorUnits),
      currency: table.terms.currency,
    },
    ...(path === undefined ? {} : { path }),
  };
}

const NO_STANDINGS: readonly Standing[] = [];

function contextOf(explaining: Explaining, index: number): LineContext {
  const { answered, request, answers, entry, parts } = explaining;
  const { marshal, table, day, date, calendar } = answered;
  const { view } = table;
  const { currency, tariff } = table.terms;
  const { line, claim, parent } = request[index]!;
  const row = marshal.row(index);
  const charges: ChargeContext[] = [];
  const first = marshal.chargeStart(index);
  const end = parent < 0 ? endOfOwn(answered, index) : marshal.chargeStart(index + 1);
  let deposit = 0;
  for (let i = first; i < end; i += 1) {
    const isDeposit = marshal.chargeProgram(i) === NO_PROGRAM;
    const path = isDeposit ? `${line.deposits[deposit++]!.path}/rate` : undefined;
    charges.push(chargeOf(answered, i, answers[index]?.charges[i - first], path));
  }
  const stack = view.stackOf(row);
  return {
    line: index,
    path: line.path,
    valuePath: line.valuePath,
    quantitiesPath: line.quantitiesPath,
    tariff,
    commodity: line.commodity,
    date,
    day,
    origin: line.originCode,
    claim,
    preference: view.meta.claims[claim]?.code ?? null,
    row,
    citation: citationOf(table, line.commodity, row),
    instrument: calendar.label,
    charges,
    value: { amount: line.value, currency },
    dutiable: entry[index]?.dutiable ?? { amount: marshal.formatDutiable(index, 0), currency },
    quantities: line.quantities.map(({ unit, amount }): Quantity => ({ unit, amount })),
    facts: Object.fromEntries(line.facts.map(({ term, path, amount }) => [term.name, { amount, path }])),
    entry,
    standings:
      stack === 0 || parent >= 0
        ? NO_STANDINGS
        : standingsOf(view, table.reach(line.origin, day), stack, declaredOf(view, line, claim)),
    knownOn: table.knownOn,
    components: (parts.get(index) ?? NONE).map((part) => contextOf(explaining, part)),
  };
}
