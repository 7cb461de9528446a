import {
  type ChargeUnit,
  EVERY_COUNTRY,
  type Family,
  type GuardOperator,
  LAYER_WORD,
  MAX_CODE_DIGITS,
  type ProgramState,
  RegimeField,
  type SumOperator,
} from "../../assembly/abi";
import { countryNumber } from "../model/countries";
import { DutiableError } from "../model/errors";
import { type Rational, rational } from "../model/rational";
import { readHeader, type TableHeader } from "./header";
import type { Columns, Rows } from "./layout";
import type { TableMeta } from "./meta";
import { holds, LATEST, type Period } from "./periods";
import { readMeta } from "./read-meta";
import { readColumns } from "./verify";

/** A measure of a set: what the goods of an area pay, or may claim. */
export interface MeasureView {
  /** Row of the table's measures. */
  readonly measure: number;
  readonly area: number;
  readonly except: number;
  readonly claim: number;
  /** Row of `meta.measures`. */
  readonly kind: number;
  readonly choice: number;
  /** Measures of one rank of a layer exclude each other. */
  readonly rank: number;
}

export interface KindView {
  readonly family: Family;
  /** 0: the ordinary duty. */
  readonly layer: number;
  /** Row of `meta.headings`; 0: none. */
  readonly heading: number;
  readonly per: ChargeUnit;
}

/** A layer or a heading as a displacement names it, by its number. */
export type WordView = { readonly layer: number } | { readonly heading: number };

/** Where one of `by` charges a line (or nobody is named) and the guard holds, those of `of` do not charge it. */
export interface DisplacementView {
  /** Every country, on the days of the displacement. */
  readonly area: number;
  readonly guard: number;
  /** They do charge, on the value less this basis; 0: they do not. */
  readonly less: number;
  readonly by: readonly WordView[];
  readonly of: readonly WordView[];
}

/** Where the heading is claimed, the shares of the layer (0: the ordinary duty) are taken of another value. */
export interface ProvisionView {
  /** Every country, on the days of the provision. */
  readonly area: number;
  readonly heading: number;
  readonly layer: number;
  /** Basis in the place of the value; 0: nothing is left. */
  readonly minuend: number;
  /** Basis that is taken off it; 0: none. */
  readonly subtrahend: number;
}

export interface AlternativeView {
  readonly guard: number;
  readonly program: number;
}

export interface StepView {
  readonly operator: GuardOperator;
  readonly first: number;
  readonly second: number;
}

export interface TermView {
  readonly term: number;
  readonly sum: number;
  readonly operator: SumOperator;
  /** Currency units per unit of basis, or a share; below 0 where the term is taken off. */
  readonly coefficient: Rational;
  readonly basis: number;
  /** 0: none. */
  readonly factor: number;
}

/** A verified table, read. Rows are numbers; whatever is asked of a row that does not exist throws MISUSE. */
export interface TableView {
  readonly bytes: Uint8Array;
  readonly header: TableHeader;
  readonly meta: TableMeta;
  readonly columns: Columns;
  /** How many rows of a kind there are. */
  readonly rows: (of: Rows) => number;
  readonly text: (string: number) => string;

  /** Codes of the lines' rows, never falling. */
  readonly codes: Float64Array;
  /** A row's code with all its digits. */
  readonly codeOf: (row: number) => string;
  readonly periodOf: (row: number) => Period;
  /** Rows of a code; none for a text that is no code. */
  readonly rowsOf: (code: string) => number[];
  /** The row that is law on a day by the knowledge of another. */
  readonly lineAt: (code: string, day: number, knownOn?: number) => number | undefined;
  /** Codes in force on a day that begin with these digits, at most `limit` of them. */
  readonly codesWithPrefix: (prefix: string, day: number, limit?: number) => string[];

  /** A row's set of the ordinary duty. */
  readonly setOf: (row: number) => number;
  /** A row's set of layers, a group a layer; 0 is the empty set. */
  readonly stackOf: (row: number) => number;
  readonly groupsOf: (set: number) => MeasureView[][];
  /** The measures of all groups of a set. */
  readonly measuresOf: (set: number) => MeasureView[];
  readonly kindOf: (kind: number) => KindView;
  readonly displacements: () => DisplacementView[];
  readonly provisions: () => ProvisionView[];
  readonly alternativesOf: (choice: number) => AlternativeView[];
  /** A guard's steps, postfix; none for the guard that always holds. */
  readonly stepsOf: (guard: number) => StepView[];
  /** Canonical text of a program. */
  readonly rateText: (program: number) => string;
  readonly programState: (program: number) => ProgramState;
  readonly termsOf: (program: number) => TermView[];
  readonly areaHolds: (area: number, country: string, day: number, knownOn?: number) => boolean;
  /** The claim's number; undefined for a code that the table does not have. */
  readonly claimNumber: (code: string) => number | undefined;
}

/** @throws DutiableError TABLE_CORRUPT, TABLE_VERSION; the seal is `checkSeal`'s. */
export function openTable(bytes: Uint8Array): TableView {
  const header = readHeader(bytes);
  const { columns, rows } = readColumns(bytes);
  const meta = readMeta(columns, rows, header);
  const codeDigits = Number(columns.regime[RegimeField.codeDigits]);
  const codes = readCodes(columns.lineCodeDelta, codeDigits);
  const decoder = new TextDecoder();

  const inside = (of: Rows, row: number): void => {
    if (!Number.isInteger(row) || row < 0 || row >= rows(of)) {
      throw new DutiableError("MISUSE", `the table has no ${of} ${row}`, { rows: of, row });
    }
  };
  /** The rows that a column of starts gives to a row. */
  const within = (of: Rows, starts: Uint32Array, row: number): number[] => {
    inside(of, row);
    const first = starts[row] as number;
    return Array.from({ length: (starts[row + 1] as number) - first }, (_, i) => first + i);
  };
  const text = (string: number): string => {
    inside("string", string);
    return decoder.decode(columns.stringBytes.subarray(columns.stringStart[string], columns.stringStart[string + 1]));
  };

  const codeOf = (row: number): string => {
    inside("line", row);
    return (codes[row] as number).toString().padStart(codeDigits, "0");
  };
  const periodOf = (row: number): Period => {
    inside("line", row);
    return {
      from: columns.lineFrom[row] as number,
      to: columns.lineTo[row] as number,
      known: columns.lineKnown[row] as number,
      endKnown: columns.lineEndKnown[row] as number,
    };
  };
  const rowsOf = (code: string): number[] => {
    if (code.length !== codeDigits || !/^\d+$/.test(code)) return [];
    const found: number[] = [];
    for (let row = firstAtLeast(codes, Number(code)); codes[row] === Number(code); row += 1) found.push(row);
    return found;
  };
  const lineAt = (code: string, day: number, knownOn = LATEST): number | undefined =>
    rowsOf(code).find((row) => holds(periodOf(row), day, knownOn));
  const codesWithPrefix = (prefix: string, day: number, limit = Number.POSITIVE_INFINITY): string[] => {
    if (!/^\d*$/.test(prefix) || prefix.length > codeDigits) return [];
    const width = 10 ** (codeDigits - prefix.length);
    const first = Number(prefix) * width;
    const found = new Set<string>();
    for (let row = firstAtLeast(codes, first); found.size < limit; row += 1) {
      const code = codes[row];
      if (code === undefined || code >= first + width) break;
      if (holds(periodOf(row), day)) found.add(codeOf(row));
    }
    return [...found];
  };

  const setOf = (row: number): number => {
    inside("line", row);
    return columns.lineSet[row] as number;
  };
  const stackOf = (row: number): number => {
    inside("line", row);
    return columns.lineStack[row] as number;
  };
  const measureAt = (measure: number): MeasureView => ({
    measure,
    area: columns.measureArea[measure] as number,
    except: columns.measureExcept[measure] as number,
    claim: columns.measureClaim[measure] as number,
    kind: columns.measureKind[measure] as number,
    choice: columns.measureChoice[measure] as number,
    rank: columns.measureRank[measure] as number,
  });
  const groupsOf = (set: number): MeasureView[][] =>
    within("set", columns.setStart, set).map((at) =>
      within("group", columns.groupStart, columns.setGroup[at] as number).map(measureAt),
    );
  const measuresOf = (set: number): MeasureView[] => groupsOf(set).flat();
  const kindOf = (kind: number): KindView => {
    inside("kind", kind);
    return {
      family: columns.kindFamily[kind] as Family,
      layer: columns.kindLayer[kind] as number,
      heading: columns.kindHeading[kind] as number,
      per: columns.kindPer[kind] as ChargeUnit,
    };
  };
  const wordAt = (word: number): WordView =>
    (word & LAYER_WORD) !== 0 ? { layer: word & ~LAYER_WORD } : { heading: word };
  const displacements = (): DisplacementView[] =>
    Array.from({ length: rows("displacement") }, (_, i) => ({
      area: columns.displacementArea[i] as number,
      guard: columns.displacementGuard[i] as number,
      less: columns.displacementLess[i] as number,
      by: within("displacement", columns.displacementByStart, i).map((at) =>
        wordAt(columns.displacementBy[at] as number),
      ),
      of: within("displacement", columns.displacementOfStart, i).map((at) =>
        wordAt(columns.displacementOf[at] as number),
      ),
    }));
  const provisions = (): ProvisionView[] =>
    Array.from({ length: rows("provision") }, (_, i) => ({
      area: columns.provisionArea[i] as number,
      heading: columns.provisionHeading[i] as number,
      layer: columns.provisionLayer[i] as number,
      minuend: columns.provisionMinuend[i] as number,
      subtrahend: columns.provisionSubtrahend[i] as number,
    }));
  const alternativesOf = (choice: number): AlternativeView[] =>
    within("choice", columns.choiceStart, choice).map((at) => ({
      guard: columns.alternativeGuard[at] as number,
      program: columns.alternativeProgram[at] as number,
    }));
  const stepsOf = (guard: number): StepView[] =>
    within("guard", columns.guardStart, guard).map((step) => ({
      operator: columns.guardOperator[step] as GuardOperator,
      first: columns.guardFirst[step] as number,
      second: columns.guardSecond[step] as number,
    }));
  const rateText = (program: number): string => {
    inside("program", program);
    return text(columns.programText[program] as number);
  };
  const programState = (program: number): ProgramState => {
    inside("program", program);
    return columns.programState[program] as ProgramState;
  };
  const termsOf = (program: number): TermView[] => {
    const denominator = columns.programDenominator[program] as bigint;
    return within("program", columns.programStart, program).flatMap((sum) =>
      within("sum", columns.sumStart, sum).map((term) => ({
        term,
        sum,
        operator: columns.sumOperator[sum] as SumOperator,
        coefficient: rational(columns.termCoefficient[term] as bigint, denominator),
        basis: columns.termBasis[term] as number,
        factor: columns.termFactor[term] as number,
      })),
    );
  };
  const areaHolds = (area: number, country: string, day: number, knownOn = LATEST): boolean => {
    const number = countryNumber(country);
    inside("area", area);
    if (number === undefined) return false;
    if (area === 0) return true;
    const last = columns.areaStart[area + 1] as number;
    for (let member = columns.areaStart[area] as number; member < last; member += 1) {
      const listed = columns.memberCountry[member];
      if (listed !== number && listed !== EVERY_COUNTRY) continue;
      const from = columns.memberFrom[member] as number;
      const to = columns.memberTo[member] as number;
      const known = columns.memberKnown[member] as number;
      const endKnown = columns.memberEndKnown[member] as number;
      if (holds({ from, to, known, endKnown }, day, knownOn)) return true;
    }
    return false;
  };
  const claimNumber = (code: string): number | undefined => {
    const found = meta.claims.findIndex((claim) => claim?.code === code);
    return found < 0 ? undefined : found;
  };
  return {
    ...{ bytes, header, meta, columns, rows, text, codes, codeOf, periodOf, rowsOf, lineAt, codesWithPrefix },
    ...{ setOf, stackOf, groupsOf, measuresOf, kindOf, displacements, provisions },
    ...{ alternativesOf, stepsOf, rateText, programState, termsOf, areaHolds, claimNumber },
  };
}

function readCodes(deltas: BigUint64Array, digits: number): Float64Array {
  const codes = new Float64Array(deltas.length);
  const limit = 10n ** BigInt(Math.max(0, Math.min(digits, MAX_CODE_DIGITS)));
  let code = 0n;
  for (let row = 0; row < deltas.length; row += 1) {
    code += deltas[row] as bigint;
    if (code >= limit) throw new DutiableError("TABLE_CORRUPT", `row ${row} has a code of more than ${digits} digits`);
    codes[row] = Number(code);
  }
  return codes;
}

/** The first place in a never falling list whose element is at least this. */
export function firstAtLeast(sorted: Float64Array, least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
