/** An entry → the ordinary duty of each of its lines, in cents. */
import { type Answer, type Entry, type EntryLine, type LineDuty, Refusal } from "./entry";
import { exactDuty, type Goods, type RateLookup } from "./evaluate";
import { type Facts, isMember, symbolsOf } from "./facts";
import type { Schedule } from "./history";
import { basisValue, ordinaryBasis } from "./provisions";
import { adValorem, FREE, type Rate, rateKey } from "./rate";
import { decimal, money, type Rational, rational, roundHalfUp, ZERO } from "./rational";
import { wholeDollars } from "./rounding";
import { type Line, rateOf, specialOf } from "./schedule";

/** One line's rate: the cell of its column, or of the programme claimed. */
export interface Assigned {
  readonly line: Line;
  readonly text: string;
  readonly rate: Rate;
}

/**
 * Column 2 by origin, else a programme's rate if one is claimed, else general. Where the general rate is free the line
 * prints no programmes, and one may be claimed for the origin alone (U.S. note 2(aa)(vi)). Throws a Refusal.
 */
export function assignRate(
  schedule: Schedule,
  facts: Facts,
  goods: { commodity: string; origin: string; preference: string; date: string },
): Assigned {
  const line = schedule.line(goods.commodity, goods.date);
  if (line === undefined) throw new Refusal({ code: "UNKNOWN_COMMODITY", text: goods.commodity });
  if (goods.preference === "none") {
    const text = isMember(facts, "column-2", goods.origin, goods.date) ? line.other : line.general;
    return { line, text, rate: rateOf(text) };
  }
  const claimable = symbolsOf(facts, goods.preference, goods.origin, goods.date);
  for (const [symbol, rate] of specialOf(line.special)) {
    if (claimable.has(symbol)) return { line, text: `${line.special} — ${symbol}`, rate };
  }
  const general = { line, text: line.general, rate: rateOf(line.general) };
  if (claimable.size > 0 && rateKey(general.rate) === rateKey(FREE)) return general;
  throw new Refusal({ code: "PREFERENCE_NOT_AVAILABLE", text: goods.preference });
}

const headingOf = (line: Line) => line.code.slice(0, 4);

/** The entry's lines with the shared fields filled in. */
function linesOf(entry: Entry): EntryLine[] {
  const { lines = [{}], ...shared } = entry;
  return lines.map((line) => ({ ...shared, ...line }) as EntryLine);
}

interface PreparedLine {
  readonly declared: EntryLine;
  readonly assigned: Assigned;
  readonly lookup: RateLookup;
  readonly value: Rational;
  /** What shares of the value are taken of. */
  readonly basis: string;
}

function prepare(schedule: Schedule, facts: Facts, date: string, declared: EntryLine): PreparedLine {
  const { origin, preference = "none" } = declared;
  const assign = (commodity: string) => assignRate(schedule, facts, { commodity, origin, preference, date });
  const assigned = assign(declared.commodity);
  if (declared.value.currency !== "USD") {
    throw new Refusal({ code: "CURRENCY_RATE_MISSING", text: declared.value.currency });
  }
  const lookup: RateLookup = (commodity) => {
    const other = assign(commodity);
    return { rate: other.rate, heading: headingOf(other.line) };
  };
  const basis = ordinaryBasis(facts, declared, date);
  return { declared, assigned, lookup, value: decimal(declared.value.amount), basis };
}

/** Goods of one rate: for a rate that lies in another line, that line's; for a set's, the line stands alone. */
function rateUnit({ declared, assigned, lookup }: PreparedLine, index: number): { rate: string; level: Rational } {
  const article = declared.facts?.article;
  const { rate } = assigned.rate.kind === "article" && typeof article === "string" ? lookup(article) : assigned;
  const alone = rate.kind === "each-component" || rate.kind === "highest-component" ? ` of line ${index}` : "";
  return { rate: rateKey(rate) + alone, level: adValorem(rate) };
}

function lineDuty(line: PreparedLine, dollars: bigint): LineDuty {
  const { declared, assigned, lookup, basis } = line;
  const goods: Goods = {
    get value() {
      return basisValue(basis, declared, rational(dollars));
    },
    quantities: declared.quantities ?? [],
    facts: declared.facts ?? {},
  };
  const exact = basis === "none" ? ZERO : exactDuty(assigned.rate, goods, headingOf(assigned.line), lookup);
  const cents = exact.n <= 0n ? 0n : roundHalfUp({ n: exact.n * 100n, d: exact.d });
  return {
    duty: money(cents),
    dutiableValue: dollars.toString(),
    rate: assigned.text,
    rateRow: assigned.line.rateRow,
  };
}

/**
 * The ordinary duty of every line of an entry, or the first line's first reason why it has none. Whole dollars are
 * found over the whole entry (19 CFR 159.3), each line's duty is rounded once, to the cent, half up.
 */
export function oracleDuty(schedule: Schedule, facts: Facts, entry: Entry): Answer {
  let line = 0;
  try {
    const prepared: PreparedLine[] = [];
    for (const declared of linesOf(entry)) {
      line = prepared.length;
      prepared.push(prepare(schedule, facts, entry.date, declared));
    }
    const valued = prepared.map((each, index) => ({ value: each.value, ...rateUnit(each, index) }));
    const dollars = wholeDollars(valued);
    const duties: LineDuty[] = [];
    for (const each of prepared) {
      line = duties.length;
      duties.push(lineDuty(each, dollars[line] ?? 0n));
    }
    return { ok: true, lines: duties };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, line, ...error.issue };
  }
}
