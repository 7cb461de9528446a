/** Random entries that declare all a line's rate asks for, within the contract. */
import { type Assigned, assignRate } from "./duty";
import {
  type Component,
  type Entry,
  type EntryFacts,
  type EntryLine,
  type Money,
  type Quantity,
  Refusal,
} from "./entry";
import { type Facts, isMember, symbolsOf } from "./facts";
import type { Schedule } from "./history";
import { isPlain, type Needs, needsOf, referredHeadings, union } from "./needs";
import { amount, type Chance, wholeAmount } from "./random";
import { FREE } from "./rate";
import { digits, specialOf } from "./schedule";
import { unitsOfDimension } from "./units";

/** A place in the schedule: a line, a day, and "general", "column-2" or a programme's claim code. */
export interface Cell {
  readonly commodity: string;
  readonly date: string;
  readonly column: string;
}

export interface Sizes {
  /** Digits before the point of values, up to 15. */
  readonly valueDigits: number;
  readonly quantityDigits: number;
}

export const USUAL_SIZES: Sizes = { valueDigits: 9, quantityDigits: 7 };

const TRADING_PARTNERS = ["FR", "CN", "DE", "VN", "MX", "BR", "IN", "JP", "ZA", "CH"];

const dollars = (text: string): Money => ({ amount: text, currency: "USD" });

function findOrigins(facts: Facts, column: string, date: string, printed: readonly string[]): string[] {
  const listed = [...new Set([...TRADING_PARTNERS, ...facts.areas.map((row) => row.country ?? "")])].sort();
  if (column === "general") return listed.filter((country) => !isMember(facts, "column-2", country, date));
  if (column === "column-2") return listed.filter((country) => isMember(facts, "column-2", country, date));
  return listed.filter((country) => {
    const claimable = symbolsOf(facts, column, country, date);
    return printed.some((symbol) => claimable.has(symbol));
  });
}

const knownOrigins = new WeakMap<Facts, Map<string, string[]>>();

/** Countries whose goods take the column on the day; for a claim, those whose claim this line answers. */
export function originsFor(schedule: Schedule, facts: Facts, { commodity, date, column }: Cell): string[] {
  const claimed = new Set(facts.programmes.filter((row) => row.claim === column).map((row) => row.symbol));
  const special = claimed.size === 0 ? "" : (schedule.line(commodity, date)?.special ?? "");
  const printed = [...specialOf(special).keys()].filter((symbol) => claimed.has(symbol));
  const known = knownOrigins.get(facts) ?? new Map<string, string[]>();
  knownOrigins.set(facts, known);
  const key = `${column} ${date} ${printed.join()}`;
  const origins = known.get(key) ?? findOrigins(facts, column, date, printed);
  known.set(key, origins);
  return origins;
}

function quantities(random: Chance, units: readonly string[], sizes: Sizes): Quantity[] {
  return units.map((unit) => {
    const converted = !unit.includes(":") && random.once(3);
    return {
      unit: converted ? random.pick(unitsOfDimension(unit)) : unit,
      amount: amount(random, sizes.quantityDigits, 3),
    };
  });
}

function polarization(random: Chance): string {
  const fraction = random.once(2) ? "" : `.${random.below(10)}${random.below(10)}`;
  return random.pick([
    "100",
    "0",
    `9${random.below(10)}${fraction}`,
    `${70 + random.below(30)}${fraction}`,
    "99.999999",
  ]);
}

function neededFacts(random: Chance, needs: Needs, sizes: Sizes): EntryFacts {
  const parts = needs.parts.map((name) => [name, dollars(amount(random, sizes.valueDigits, 2))] as const);
  return { ...Object.fromEntries(parts), ...(needs.polarization ? { polarization: polarization(random) } : {}) };
}

type Assign = (commodity: string) => Assigned;

/** A line that the cell's line may refer to, with a rate of its own in the same column. */
function referredLine(schedule: Schedule, random: Chance, cell: Cell, assign: Assign): Assigned {
  const headings = schedule.headings(cell.date);
  const lines = referredHeadings(digits(cell.commodity)).flatMap((heading) => headings.get(heading) ?? []);
  for (let tries = 0; tries < 1000; tries += 1) {
    try {
      const assigned = assign(random.pick(lines).code);
      if (isPlain(assigned.rate)) return assigned;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  throw new RangeError(`no line found that ${cell.commodity} could refer to`);
}

function component(random: Chance, assigned: Assigned, sizes: Sizes): Component {
  const needs = needsOf(assigned.rate);
  const cents = random.once(2) ? `.${random.below(10)}${random.below(10)}` : "";
  return {
    commodity: assigned.line.code,
    value: dollars(wholeAmount(random, sizes.valueDigits - 2) + cents),
    quantities: quantities(random, needs.units, sizes),
    facts: neededFacts(random, needs, sizes),
  };
}

/** The goods a rate refers to, as facts, and what their rate asks of the entry itself. */
function references(schedule: Schedule, random: Chance, cell: Cell, assign: Assign, sizes: Sizes): [EntryFacts, Needs] {
  const { rate } = assign(cell.commodity);
  const none = needsOf({ kind: "sum", terms: [] });
  const refer = () => referredLine(schedule, random, cell, assign);
  if (rate.kind === "each-component" || rate.kind === "highest-component") {
    const count = 1 + random.below(4);
    return [{ components: Array.from({ length: count }, () => component(random, refer(), sizes)) }, none];
  }
  if (rate.kind === "under-bond") return [{ underBond: !random.once(4) }, none];
  const plates = random.once(2);
  if (rate.kind === "article" || (rate.kind === "plates" && plates)) {
    const article = refer();
    const facts: EntryFacts = { article: article.line.code };
    return [rate.kind === "plates" ? { ...facts, plates } : facts, needsOf(article.rate)];
  }
  return [rate.kind === "plates" ? { plates } : {}, none];
}

const PROVISIONS: readonly (readonly [heading: string, part?: string])[] = [
  ["9801.00.10"],
  ["9802.00.40", "repairValue"],
  ["9802.00.50", "repairValue"],
  ["9802.00.60", "processingValue"],
  ["9802.00.80", "usPartsValue"],
  ["9804.00.20"],
];

/** One claim of chapter 98 in twelve, with the part of the value that it asks for. */
function provision(random: Chance, value: Money): EntryFacts {
  if (!random.once(12)) return {};
  const [heading, part] = random.pick(PROVISIONS);
  const [whole = "", cents = ""] = value.amount.split(".");
  const inCents = BigInt(whole + cents.padEnd(2, "0"));
  const share = (inCents * BigInt(random.below(101))) / 100n;
  const digits = share.toString().padStart(3, "0");
  const amount = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return { headings: [heading], ...(part === undefined ? {} : { [part]: dollars(amount) }) };
}

/** One line of an entry for a cell and an origin; all that its rate asks for is declared. */
export function randomLine(
  schedule: Schedule,
  facts: Facts,
  random: Chance,
  cell: Cell,
  origin: string,
  sizes: Sizes = USUAL_SIZES,
): EntryLine {
  const preference = cell.column === "general" || cell.column === "column-2" ? "none" : cell.column;
  const assign: Assign = (commodity) => assignRate(schedule, facts, { commodity, origin, preference, date: cell.date });
  const [referred, further] = references(schedule, random, cell, assign, sizes);
  const { rate } = assign(cell.commodity);
  const needs = union(needsOf(rate), further);
  const value = dollars(amount(random, sizes.valueDigits, 2));
  return {
    commodity: cell.commodity,
    origin,
    preference,
    value,
    quantities: quantities(random, needs.units, sizes),
    facts: { ...neededFacts(random, needs, sizes), ...referred, ...(isPlain(rate) ? provision(random, value) : {}) },
  };
}

/** An entry of one line, or null where no country can have the column on the day. */
export function randomEntry(
  schedule: Schedule,
  facts: Facts,
  random: Chance,
  cell: Cell,
  sizes: Sizes = USUAL_SIZES,
): Entry | null {
  const origins = originsFor(schedule, facts, cell);
  if (origins.length === 0) return null;
  const line = randomLine(schedule, facts, random, cell, random.pick(origins), sizes);
  return { id: `${cell.commodity} ${cell.column}`, tariff: "US", date: cell.date, ...line };
}

/**
 * An entry of `count` lines of one origin, some of them of the same commodity or rate, so that whole dollars have to
 * foot. Rates that refer to other goods are left out: what counts as the same rate there is not in the regulation.
 */
export function randomLines(
  schedule: Schedule,
  facts: Facts,
  random: Chance,
  { date, column, count }: { date: string; column: "general" | "column-2"; count: number },
  sizes: Sizes = { valueDigits: 4, quantityDigits: 4 },
): Entry {
  const headings = [...schedule.headings(date).values()];
  const commodities: string[] = [];
  const origin = random.pick(originsFor(schedule, facts, { commodity: "", date, column }));
  while (commodities.length < 3) {
    const { code } = random.pick(random.pick(headings));
    const { rate } = assignRate(schedule, facts, { commodity: code, origin, preference: "none", date });
    if (isPlain(rate) && (rate !== FREE || random.once(4))) commodities.push(code);
  }
  const lines = Array.from({ length: count }, () => {
    const cell = { commodity: random.pick(commodities), date, column };
    const { origin: _, preference: __, ...line } = randomLine(schedule, facts, random, cell, origin, sizes);
    return line;
  });
  return { id: `${count} lines ${column}`, tariff: "US", date, origin, preference: "none", lines };
}
