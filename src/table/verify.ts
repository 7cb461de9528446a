import {
  AMOUNT_DECIMALS,
  BasisKind,
  FAMILY_COUNT,
  GuardOperator,
  Header,
  MAX_CODE_DIGITS,
  REGIME_FIELDS,
  RegimeField,
  Rounding,
  ValueRounding,
} from "../../assembly/abi";
import { DutiableError } from "../model/errors";
import { readDirectory, readHeader } from "./header";
import { type ColumnLayout, type Columns, ELEMENT_BYTES, type ElementType, LAYOUT, type Rows } from "./layout";

const ARRAYS = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  u64: BigUint64Array,
  i64: BigInt64Array,
} as const satisfies Record<ElementType, unknown>;

const layouts: readonly ColumnLayout[] = LAYOUT;

/**
 * Typed arrays over a table's columns, after every count, offset and row number has been looked at: what refers to a
 * row refers to one that exists. Columns are views of the bytes where these stand at a multiple of 8, else of a copy.
 * @throws DutiableError TABLE_CORRUPT, TABLE_VERSION; MISUSE on a big-endian machine
 */
export function readColumns(bytes: Uint8Array): { readonly columns: Columns; readonly rows: (of: Rows) => number } {
  readHeader(bytes);
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1) {
    throw new DutiableError("MISUSE", "tables are little-endian, this machine is not");
  }
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const directory = readDirectory(aligned);
  const columns: Record<string, ArrayLike<number | bigint>> = {};
  for (const { column, name, type, rows: of, optional } of layouts) {
    const entry = directory.get(column);
    if (entry === undefined && optional) {
      const rows = layouts.find((layout) => layout.rows === of)?.name ?? "";
      columns[name] = new ARRAYS[type](columns[rows]?.length ?? 0);
      continue;
    }
    if (entry === undefined) throw corrupt(`column ${name} is missing`);
    if (entry.elementBytes !== ELEMENT_BYTES[type]) throw corrupt(`column ${name} has elements of another size`);
    columns[name] = new ARRAYS[type](aligned.buffer as ArrayBuffer, aligned.byteOffset + entry.offset, entry.count);
  }

  const rows = new Map<Rows, number>();
  for (const { name, rows: of, startsOf } of layouts) {
    const count = (columns[name] as ArrayLike<unknown>).length - (startsOf ? 1 : 0);
    if (count < 0) throw corrupt(`column ${name} has no first start`);
    if ((rows.get(of) ?? count) !== count) throw corrupt(`column ${name} has ${count} rows, not ${rows.get(of)}`);
    rows.set(of, count);
  }
  const rowsOf = (of: Rows): number => rows.get(of) ?? 0;
  for (const layout of layouts) verifyElements(layout, columns[layout.name] as ArrayLike<number>, rowsOf);
  const typed = columns as unknown as Columns;
  verifyRows(typed, rowsOf, new DataView(aligned.buffer, aligned.byteOffset));
  return { columns: typed, rows: rowsOf };
}

const corrupt = (message: string): DutiableError => new DutiableError("TABLE_CORRUPT", message);

function verifyElements(layout: ColumnLayout, elements: ArrayLike<number>, rows: (of: Rows) => number): void {
  const { name, startsOf, refersTo, below } = layout;
  if (startsOf !== undefined) {
    let before = 0;
    if (elements[0] !== 0) throw corrupt(`column ${name} does not begin with 0`);
    for (let i = 1; i < elements.length; i += 1) {
      const start = elements[i] as number;
      if (start < before) throw corrupt(`column ${name} falls`);
      before = start;
    }
    if (before !== rows(startsOf)) throw corrupt(`column ${name} ends with ${before}, not ${rows(startsOf)}`);
  }
  const limit = refersTo === undefined ? below : rows(refersTo);
  if (limit === undefined) return;
  for (let i = 0; i < elements.length; i += 1) {
    if ((elements[i] as number) >= limit) throw corrupt(`column ${name} has ${elements[i]} in row ${i}`);
  }
}

const REGIME_RANGES: readonly (readonly [field: RegimeField, least: number, most: number])[] = [
  [RegimeField.codeDigits, 1, MAX_CODE_DIGITS],
  [RegimeField.minorDigits, 0, AMOUNT_DECIMALS],
  [RegimeField.valueRule, ValueRounding.exact, ValueRounding.rateGroups],
  [RegimeField.valueQuantum, 0, Number.MAX_SAFE_INTEGER],
  [RegimeField.valueRounding, Rounding.halfUp, Rounding.up],
  [RegimeField.chargeRounding, Rounding.halfUp, Rounding.up],
];

/** Rows that every table has, and what the layout does not say of single columns. */
function verifyRows(columns: Columns, rows: (of: Rows) => number, file: DataView): void {
  for (const of of ["set", "basis", "guard", "area", "claim"] as const) {
    if (rows(of) === 0) throw corrupt(`the table has no ${of} 0`);
  }
  if (rows("regime") !== REGIME_FIELDS) throw corrupt("the regime has other fields");
  for (const [field, least, most] of REGIME_RANGES) {
    const value = columns.regime[field] as bigint;
    if (value < BigInt(least) || value > BigInt(most)) throw corrupt(`field ${field} of the regime is ${value}`);
  }
  if (rows("family") !== FAMILY_COUNT) throw corrupt("the table has other families");
  if (file.getInt32(Header.lastEditionDay, true) < file.getInt32(Header.firstDay, true)) {
    throw corrupt("the newest edition is older than the first");
  }
  const operandsOf = (start: number, end: number): void => {
    let stack = 0;
    for (let step = start; step < end; step += 1) {
      const operator = columns.guardOperator[step] as GuardOperator;
      const taken = operator < GuardOperator.and ? 0 : operator === GuardOperator.not ? 1 : 2;
      if (stack < taken) throw corrupt(`step ${step} of a guard lacks an operand`);
      stack += 1 - taken;
      const program = operator === GuardOperator.sumPositive || operator === GuardOperator.sumNotNegative;
      const limit = program ? rows("program") : operator === GuardOperator.programme ? rows("claim") : undefined;
      if (limit !== undefined && (columns.guardFirst[step] as number) >= limit)
        throw corrupt(`step ${step} of a guard`);
    }
    if (start < end && stack !== 1) throw corrupt("a guard leaves other than one truth");
  };
  for (let guard = 0; guard < rows("guard"); guard += 1) {
    operandsOf(columns.guardStart[guard] as number, columns.guardStart[guard + 1] as number);
  }
  if (columns.programDenominator.includes(0n)) throw corrupt("a program over 0");
  if (columns.basisUnitNumerator.includes(0n) || columns.basisUnitDenominator.includes(0n))
    throw corrupt("a unit of 0");
  if (columns.termBasis.includes(0)) throw corrupt("a term without a basis");
  if (columns.basisKind.indexOf(BasisKind.none, 1) >= 0) throw corrupt("a basis of no kind");
}
