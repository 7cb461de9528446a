import { BasisKind } from "../../assembly/abi";
import { formatRational, multiply, rational } from "../model/rational";
import type { TableView, TermView } from "../table/read";

const HUNDRED = rational(100n);

/** Texts by term: a table has few terms, and a batch of explanations shows each many times. */
const texts = new WeakMap<TableView, string[]>();

/** A term of a program as the language of rates writes it, without its sign. */
export function termText(view: TableView, term: number): string {
  const known = texts.get(view) ?? [];
  if (known.length === 0) texts.set(view, known);
  known[term] ??= writeTerm(view, term);
  return known[term];
}

function writeTerm(view: TableView, term: number): string {
  const { coefficient, basis, factor } = termAt(view, term);
  const size = {
    ...coefficient,
    numerator: coefficient.numerator < 0n ? -coefficient.numerator : coefficient.numerator,
  };
  const name = view.text(view.columns.basisText[basis] as number);
  const percent = `${formatRational(multiply(size, HUNDRED))}%`;
  switch (view.columns.basisKind[basis]) {
    case BasisKind.value:
      return percent;
    case BasisKind.componentsSum:
    case BasisKind.componentsHighest:
      return name;
    case BasisKind.fact:
      return factor === 0 && isMoney(view, basis) ? `${percent} of ${name}` : specific();
    default:
      return specific();
  }

  function specific(): string {
    const second = factor === 0 ? "" : `*${view.text(view.columns.basisText[factor] as number)}`;
    return `${formatRational(size)} ${view.meta.currency}/${name}${second}`;
  }
}

const isMoney = (view: TableView, basis: number): boolean =>
  view.meta.facts[view.columns.basisKey[basis] as number]?.type === "money";

function termAt(view: TableView, term: number): TermView {
  const { sumStart, programStart } = view.columns;
  const sum = lastAtMost(sumStart, term);
  const found = view.termsOf(lastAtMost(programStart, sum)).find((candidate) => candidate.term === term);
  if (found === undefined) throw new RangeError(`the table has no term ${term}`);
  return found;
}

/** The row to which a column of starts gives this place: the last that starts at or before it. */
function lastAtMost(starts: Uint32Array, place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) <= place) low = middle;
    else high = middle;
  }
  return low;
}
