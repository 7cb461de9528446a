import type { Explanation } from "../model/assessment";
import type { Quantity } from "../model/entry";
import { type Answered, citationOf, type LineAnswer } from "./answer";
import type { ChargeContext, Explainer, LineContext, NeighbourContext } from "./explainer";
import type { RequestLine } from "./marshal";
import { decodeTrace } from "./trace";

/** Explains the lines of a request that has been traced; components are explained within their lines. */
export function explainLines(
  explainer: Explainer,
  answered: Answered,
  day: number,
  request: readonly RequestLine[],
  answers: readonly LineAnswer[],
): Explanation[] {
  const records = answered.marshal.traceRecords(decodeTrace);
  const entry = answers.map((_, index) => neighbourOf(answered, request[index]!, index));
  return answers.map((_, index) => {
    const context = contextOf(answered, day, request, index, answers[index], entry);
    if (request.length === 1) return explainer(answered.table.view, context, records);
    const lines = new Set([index, ...context.components.map(({ line }) => line)]);
    const own = records.filter(({ line }) => lines.has(line));
    return explainer(answered.table.view, context, own);
  });
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

function contextOf(
  answered: Answered,
  day: number,
  request: readonly RequestLine[],
  index: number,
  answer: LineAnswer | undefined,
  entry: readonly NeighbourContext[],
): LineContext {
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
      amount: answer?.charges[i - first]?.amount ?? { amount: marshal.formatCharge(i, table.minorUnits), currency },
    });
  }
  const components = request.flatMap(({ parent }, part) => (parent === index ? [part] : []));
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
    instrument: calendar.instrument,
    charges,
    value: { amount: line.value, currency },
    dutiable: entry[index]?.dutiable ?? { amount: marshal.formatDutiable(index, 0), currency },
    quantities: line.quantities.map(({ unit, amount }): Quantity => ({ unit, amount })),
    facts: Object.fromEntries(line.facts.map(({ term, path, amount }) => [term.name, { amount, path }])),
    entry,
    components: components.map((part) => contextOf(answered, day, request, part, undefined, [])),
  };
}
