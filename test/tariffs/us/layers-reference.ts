import { parseCell } from "../../../src/model/rate-text";
import { add, compare, multiply, parseRational, type Rational, rational } from "../../../src/model/rational";
import { areas, countries, layerRows, type Row, rows, scopeCell, scopes } from "./layers-facts";

/** The layers of one line as docs/us-layers.md says them, read straight from the facts: slow, and short. */
export interface Line {
  readonly date: string;
  readonly commodity: string;
  readonly origin: string;
  readonly programme: string;
  readonly value: Rational;
  readonly base: Rational;
  readonly facts: Readonly<Record<string, unknown>>;
}

type Truth = boolean | undefined;

export const money = (amount: string): Rational => parseRational(amount)!;
const ZERO = rational(0n);
const minus = (a: Rational, b: Rational): Rational => add(a, multiply(rational(-1n), b));

const isIn = (cell: string, country: string): boolean => countries(cell)?.has(country) ?? true;
const holds = ({ from, to }: Row, date: string): boolean =>
  (from === "" || from! <= date) && (to === "" || date <= to!);

function inScope(cell: string, { commodity, date, facts }: Line, heading: string): Truth {
  if (cell === "?") {
    const claimed = facts.headings as string[] | undefined;
    return claimed?.includes(heading);
  }
  const covers = (part: string): boolean =>
    part === "all" ||
    (scopes.has(part)
      ? rows(`scopes/${part}.tsv`).some((row) => commodity.startsWith(row.code!) && holds(row, date))
      : commodity.startsWith(part));
  const { of, less, only } = scopeCell(cell);
  return of.some(covers) && !less.some(covers) && (only.length === 0 || only.some(covers));
}

const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

function test(atom: string, line: Line, heading: string): Truth {
  if (atom.startsWith("not ")) return not(test(atom.slice(4), line, heading));
  const claimed = (line.facts.headings ?? []) as string[];
  const [name = "", sign, number] = atom.split(" ");
  if (atom === "claimed") return claimed.includes(heading);
  if (name === "claims") return claimed.includes(sign!);
  if (name === "programme") return atom.split(" ").slice(1).includes(line.programme);
  const fact = line.facts[name];
  if (fact === undefined || sign === undefined) return fact as Truth;
  const order = compare(money(String(fact)), money(number!));
  return sign === "<" ? order < 0 : sign === "<=" ? order <= 0 : sign === ">" ? order > 0 : order >= 0;
}

function guard(when: string, line: Line, heading: string): Truth {
  if (when === "") return true;
  const clauses = when.split(" or ").map((clause): Truth => {
    const truths = clause.split(" and ").map((atom) => test(atom, line, heading));
    return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
  });
  return clauses.includes(true) ? true : clauses.includes(undefined) ? undefined : false;
}

const and = (a: Truth, b: Truth): Truth => (a === false || b === false ? false : a && b);

/** The heading of each layer. @throws Error naming the layer whose heading hangs on what was not declared */
export function headingsOf(line: Line, of: readonly Row[] = layerRows): Map<string, Row> {
  const found = new Map<string, Row>();
  const fitting = of
    .filter((row) => holds(row, line.date) && isIn(row.area!, line.origin))
    .filter(({ except }) => except === "" || !isIn(except!, line.origin))
    .sort((a, b) => Number(a.rank) - Number(b.rank));
  for (const row of fitting) {
    if (found.has(row.layer!)) continue;
    const truth = and(inScope(row.scope!, line, row.heading!), guard(row.when!, line, row.heading!));
    if (truth === undefined) throw new Error(`${row.layer}: ${row.heading} hangs on ${row.when || "headings"}`);
    if (truth) found.set(row.layer!, row);
  }
  return found;
}

/** Layers that charge the line, with the facts that their value is without. Displacement goes round in no circle. */
export function charged(line: Line): { row: Row; less: string[] }[] {
  const heads = headingsOf(line);
  const active = rows("stacking.tsv").filter((row) => holds(row, line.date) && guard(row.when!, line, "") === true);
  const names = (cell: string, { layer, heading }: Row): boolean =>
    cell.split(" ").some((word) => word === layer || word === heading);
  const acts = (by: string): boolean =>
    by === "" ||
    [...heads.values()].some(
      (head) => (head.rate !== "free" || by.split(" ").includes(head.heading!)) && names(by, head) && !isGone(head),
    );
  const isGone = (head: Row): boolean =>
    active.some(({ by, displaces, less }) => less === "" && names(displaces!, head) && acts(by!));
  return [...heads.values()]
    .filter((head) => head.rate !== "free" && !isGone(head))
    .map((row) => {
      const parts = active.filter(({ by, displaces, less }) => less !== "" && names(displaces!, row) && acts(by!));
      return { row, less: [...new Set(parts.map(({ less }) => less!))] };
    });
}

/** What a provision of chapter 98 leaves of the value for a layer, or for the `ordinary` duty. */
export function basisOf(line: Line, layer: string): Rational {
  const claimed = ((line.facts.headings ?? []) as string[]).find((heading) => heading.startsWith("98"));
  if (claimed === undefined) return line.value;
  const rule = rows("layers/chapter-98.tsv")
    .filter(({ provision, layers }) => claimed.startsWith(provision!) && layers!.split(" ").includes(layer))
    .sort((a, b) => b.provision!.length - a.provision!.length)[0];
  const part = (fact: string): Rational => money((line.facts[fact] as { amount: string }).amount);
  if (rule === undefined || rule.basis === "value") return line.value;
  if (rule.basis === "none") return ZERO;
  return rule.basis!.startsWith("value - ") ? minus(line.value, part(rule.basis!.slice(8))) : part(rule.basis!);
}

/** A rate of shares of the value and of declared parts, with floors and `- base duty`, in money. */
export function amountOf(rate: string, value: Rational, line: Line): Rational {
  const cell = parseCell(rate.replace(/ - base duty$/, ""));
  if (cell.kind !== "rate") throw new Error(`${rate} is not computed here`);
  let total = ZERO;
  for (const { operator, terms } of cell.sums) {
    let sum = ZERO;
    for (const { sign, coefficient, basis } of terms) {
      const of = basis.kind === "fact" ? money((line.facts[basis.fact] as { amount: string }).amount) : value;
      sum = add(sum, multiply(rational(BigInt(sign)), multiply(coefficient, of)));
    }
    if (operator === "first" || compare(sum, total) > 0 === (operator === "floor")) total = sum;
  }
  if (rate.endsWith(" - base duty")) total = minus(total, line.base);
  return compare(total, ZERO) < 0 ? ZERO : total;
}

/** The charges of the layers on a line: measure, heading and exact amount. */
export function chargesOf(line: Line): { measure: string; heading: string; amount: Rational }[] {
  return charged(line).map(({ row, less }) => {
    const without = less.map((fact) => money((line.facts[fact] as { amount: string }).amount));
    const value = without.reduce(minus, basisOf(line, row.layer!));
    return { measure: row.layer!, heading: row.heading!, amount: amountOf(row.rate!, value, line) };
  });
}

/** Cents, half up, as `12.34`. */
export function cents(amount: Rational): string {
  const { numerator, denominator } = amount;
  const whole = (numerator * 200n + denominator) / (denominator * 2n);
  const digits = whole.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const countriesHold = isIn;
export const isColumn2 = (country: string): boolean => areas.get("column-2")!.has(country);
