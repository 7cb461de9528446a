import { ORIGIN_CODE_DIGITS, RangeRow, SelectionRow } from "../../../assembly/abi-origin";
import type { CodeRange, Materials, Selector } from "../../model/origin/rule";
import { EVERY, MADE_FROM_QUALITIES } from "../../model/origin/rule";
import type { Rational } from "../../model/rational";
import { type Interned, interned } from "./intern";
import { newOriginColumns, type OriginColumns } from "./layout";
import { FACT_KIND_NUMBERS, type FactSubject, LEVEL_ROWS } from "./words";

export interface NamedFact {
  readonly kind: FactSubject;
  readonly id: string;
}

/** A table while it is written: its columns, and what all programs and tolerances share. */
export interface Draft {
  readonly columns: OriginColumns;
  /** Names by row of the facts; row 0 is none. */
  readonly facts: (NamedFact | null)[];
  readonly fact: (kind: FactSubject, id: string) => number;
  /** @throws RangeError for a limit whose lowest terms take more than 32 bits. */
  readonly limit: Interned<Rational>;
  readonly selection: Interned<Materials>;
}

/** First and last code of ten digits that begin with a prefix, or with those of a range. */
export const firstCode = (prefix: string): bigint => BigInt(prefix.slice(0, ORIGIN_CODE_DIGITS).padEnd(10, "0"));
export const lastCode = (prefix: string): bigint => BigInt(prefix.slice(0, ORIGIN_CODE_DIGITS).padEnd(10, "9"));

export function newDraft(): Draft {
  const columns = newOriginColumns();
  const facts: (NamedFact | null)[] = [null];
  columns.factKind.push(0);
  const factRow = interned<NamedFact>(
    "facts",
    ({ kind, id }) => `${kind} ${id}`,
    (fact) => {
      facts.push(fact);
      columns.factKind.push(FACT_KIND_NUMBERS[fact.kind]);
    },
    1,
  );
  const fact = (kind: FactSubject, id: string): number => factRow({ kind, id });
  for (const quality of MADE_FROM_QUALITIES) fact("material", quality);

  const limit = interned<Rational>(
    "limits",
    ({ numerator, denominator }) => `${numerator}/${denominator}`,
    ({ numerator, denominator }) => {
      if (denominator >= 1n << 32n) throw new RangeError(`the limit ${numerator}/${denominator} is too fine`);
      columns.limitNumerator.push(Number(numerator));
      columns.limitDenominator.push(Number(denominator));
    },
    1,
  );
  columns.limitNumerator.push(0);
  columns.limitDenominator.push(1);

  const range = interned<readonly [bigint, bigint]>(
    "ranges",
    (bounds) => bounds.join(" "),
    ([from, to]) => {
      columns.rangeFrom.push(from);
      columns.rangeTo.push(to);
    },
    RangeRow.codes,
  );
  for (let row = 0; row < RangeRow.codes; row += 1) {
    columns.rangeFrom.push(0n);
    columns.rangeTo.push(0n);
  }
  const rangeRow = (codes: CodeRange | undefined): number => {
    if (codes === undefined) return RangeRow.any;
    return codes.kind === "same"
      ? (LEVEL_ROWS[codes.level] as number)
      : range([firstCode(codes.from), lastCode(codes.to)]);
  };
  const writeSelector = ({ range: codes, quality }: Selector, except: number): void => {
    columns.selectorExcept.push(except);
    columns.selectorRange.push(rangeRow(codes));
    columns.selectorQuality.push(quality === undefined ? 0 : fact("material", quality));
  };
  const selection = interned<Materials>(
    "selections",
    ({ include, except }) => JSON.stringify([include.map(selectorKey), except.map(selectorKey)]),
    ({ include, except }) => {
      for (const selector of include) writeSelector(selector, 0);
      for (const selector of except) writeSelector(selector, 1);
      columns.selectionStart.push(columns.selectorExcept.length);
    },
    SelectionRow.every,
  );
  columns.selectionStart.push(0);
  selection(EVERY);
  return { columns, facts, fact, limit, selection };
}

const selectorKey = ({ range, quality }: Selector): readonly string[] => {
  const codes = range === undefined ? "" : range.kind === "same" ? range.level : `${range.from}..${range.to}`;
  return [codes, quality ?? ""];
};
