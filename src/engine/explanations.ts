import type { Explanation } from "../model/assessment";
import type { Quantity } from "../model/entry";
import { type Answered, citationOf, type LineAnswer } from "./answer";
import type { ChargeContext, Explainer, LineContext, NeighbourContext, TraceRecord } from "./explainer";
import type { RequestLine } from "./marshal";
import { decodeTrace } from "./trace";

/** What the contexts of a request's lines have in common. */
interface Explaining {
  readonly answered: Answered;
  readonly day: number;
  readonly request: readonly RequestLine[];
  readonly answers: readonly LineAnswer[];
  readonly entry: readonly NeighbourContext[];
  /** Components by the line that they belong to. */
  readonly parts: ReadonlyMap<number, readonly number[]>;
}

const NONE: readonly never[] = [];

/** Explains the lines of a request that has been traced; components are explained within their lines. */
export function explainLines(
  explainer: Explainer,
  answered: Answered,
  day: number,
  request: readonly RequestLine[],
  answers: readonly LineAnswer[],
): Explanation[] {
  const { marshal, table } = answered;
  const all = marshal.traceRecords(decodeTrace);
  const records = request.length === 1 ? undefined : byLine(all);
  const entry = answers.map((_, index) => neighbourOf(answered, request[index]!, index));
  const parts = new Map<number, number[]>();
  for (let index = answers.length; index < request.length; index += 1) {
    const { parent } = request[index]!;
    const found = parts.get(parent);
    if (found === undefined) parts.set(parent, [index]);
    else found.push(index);
  }
  const explaining: Explaining = { answered, day, request, answers, entry, parts };
  return answers.map((_, index) => {
    const context = contextOf(explaining, index);
    if (records === undefined) return explainer(table.view, context, all);
    const lines = [index, ...(parts.get(index) ?? NONE)];
    return explainer(
      table.view,
      context,
      lines.flatMap((line): readonly TraceRecord[] => records.get(line) ?? NONE),
    );
  });
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

function contextOf(explaining: Explaining, index: number): LineContext {
  const { answered, day, request, answers, entry, parts } = explaining;
  const { marshal, table, date, calendar } = answered;
  const { currency, tariff } = table.terms;
  const { line, claim } = request[index]!;
  const row = marshal.row(index);
  const charges: ChargeContext[] = [];
  const first = marshal.chargeStart(index);
  for (let i = first; i < marshal.chargeStart(index + 1); i += 1) {
    const kind = marshal.chargeKind(i);
    const program = marshal.chargeProgram(i);
    charges.push({
      kind,
      measure: table.measures[kind]!.measure,
      program,
      rate: table.rate(program).text,
      amount: answers[index]?.charges[i - first]?.amount ?? {
        amount: marshal.formatCharge(i, table.minorUnits),
        currency,
      },
    });
  }
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
    preference: table.view.meta.claims[claim]?.code ?? null,
    row,
    citation: citationOf(table, line.commodity, row),
    instrument: calendar.label,
    charges,
    value: { amount: line.value, currency },
    dutiable: entry[index]?.dutiable ?? { amount: marshal.formatDutiable(index, 0), currency },
    quantities: line.quantities.map(({ unit, amount }): Quantity => ({ unit, amount })),
    facts: Object.fromEntries(line.facts.map(({ term, path, amount }) => [term.name, { amount, path }])),
    entry,
    components: (parts.get(index) ?? NONE).map((part) => contextOf(explaining, part)),
  };
}
