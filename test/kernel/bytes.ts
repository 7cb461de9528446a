import * as abi from "../../assembly/abi";

/** Table bytes put together by hand, column by column: independent of the compiler, and free to be wrong. */

export interface LineRow {
  code: bigint;
  from?: number;
  to?: number;
  known?: number;
  endKnown?: number;
  guard?: number;
  set?: number;
  /** Set of layers; a table of which no line has one has no such column. */
  stack?: number;
}

export interface MeasureRow {
  area?: number;
  except?: number;
  claim?: number;
  kind?: number;
  choice: number;
  rank?: number;
}

/** A kind of measure; without a layer it is one of the ordinary duty. */
export interface KindRow {
  family?: number;
  layer?: number;
  heading?: number;
  per?: number;
}

export interface ProvisionRow {
  area?: number;
  heading: number;
  layer?: number;
  minuend?: number;
  subtrahend?: number;
}

/** Words: headings, and layers with `LAYER_WORD`. */
export interface DisplacementRow {
  area?: number;
  guard?: number;
  less?: number;
  by: number[];
  of: number[];
}

export interface TermRow {
  coefficient: bigint;
  basis: number;
  factor?: number;
}

export interface ProgramRow {
  denominator: bigint;
  refused?: boolean;
  sums: { operator?: number; terms: TermRow[] }[];
}

export interface BasisRow {
  kind: number;
  key?: number;
  numerator?: bigint;
  denominator?: bigint;
  quantum?: bigint;
  rounding?: number;
  threshold?: bigint;
  sense?: number;
}

export interface MemberRow {
  country: number;
  from?: number;
  to?: number;
  known?: number;
  endKnown?: number;
}

export interface TableSpec {
  firstDay?: number;
  lastEditionDay?: number;
  codeDigits?: number;
  minorDigits?: number;
  valueRule?: number;
  valueQuantum?: bigint;
  valueRounding?: number;
  chargeRounding?: number;
  lines: LineRow[];
  /** Groups of each set; set 0 must be empty. */
  sets: number[][];
  groups: MeasureRow[][];
  choices: { guard?: number; program: number }[][];
  programs: ProgramRow[];
  /** Without row 0. */
  bases?: BasisRow[];
  /** Without guard 0: steps [operator, first, second]. */
  guards?: [number, number, number][][];
  /** Without area 0. */
  areas?: MemberRow[][];
  /** Areas of the claims, without claim 0. */
  claims?: number[];
  /** As many of the ordinary duty as the measures name, where they are not written down. */
  kinds?: KindRow[];
  provisions?: ProvisionRow[];
  displacements?: DisplacementRow[];
}

const { Column, OPEN } = abi;

type Cell = number | bigint;
/** Bytes an element, and the elements. */
export type Columns = Map<number, [number, Cell[]]>;

function starts(rows: { length: number }[]): number[] {
  const ends = [0];
  for (const row of rows) ends.push((ends.at(-1) as number) + row.length);
  return ends;
}

/** The columns of a table, for a test to spoil before they are packed. */
export function columnsOf(spec: TableSpec): Columns {
  const columns: Columns = new Map();
  const put = (id: number, width: number, cells: Cell[]) => columns.set(id, [width, cells]);
  const lines = [...spec.lines].sort((a, b) => Number(a.code - b.code) || (a.from ?? 0) - (b.from ?? 0));
  put(Column.meta, 1, []);
  put(Column.stringStart, 4, [0, 1]);
  put(Column.stringBytes, 1, [120]);
  put(Column.regime, 8, [
    BigInt(spec.codeDigits ?? 10),
    BigInt(spec.minorDigits ?? 2),
    BigInt(spec.valueRule ?? abi.ValueRounding.exact),
    spec.valueQuantum ?? 1_000_000n,
    BigInt(spec.valueRounding ?? abi.Rounding.halfUp),
    BigInt(spec.chargeRounding ?? abi.Rounding.halfUp),
  ]);
  put(
    Column.lineCodeDelta,
    8,
    lines.map((line, row) => line.code - (lines[row - 1]?.code ?? 0n)),
  );
  put(
    Column.lineFrom,
    4,
    lines.map((line) => line.from ?? 0),
  );
  put(
    Column.lineTo,
    4,
    lines.map((line) => line.to ?? OPEN),
  );
  put(
    Column.lineKnown,
    4,
    lines.map((line) => line.known ?? 0),
  );
  put(
    Column.lineEndKnown,
    4,
    lines.map((line) => line.endKnown ?? line.known ?? 0),
  );
  put(
    Column.lineUnits,
    2,
    lines.map(() => 0),
  );
  put(
    Column.lineDigits,
    1,
    lines.map(() => 8),
  );
  put(
    Column.lineGuard,
    2,
    lines.map((line) => line.guard ?? 0),
  );
  put(
    Column.lineSet,
    4,
    lines.map((line) => line.set ?? 1),
  );
  if (lines.some((line) => line.stack !== undefined)) {
    put(
      Column.lineStack,
      4,
      lines.map((line) => line.stack ?? 0),
    );
  }
  put(Column.setStart, 4, starts(spec.sets));
  put(Column.setGroup, 4, spec.sets.flat());
  put(Column.groupStart, 4, starts(spec.groups));
  const measures = spec.groups.flat();
  put(
    Column.measureArea,
    2,
    measures.map((measure) => measure.area ?? 0),
  );
  put(
    Column.measureExcept,
    2,
    measures.map((measure) => measure.except ?? 0),
  );
  put(
    Column.measureClaim,
    2,
    measures.map((measure) => measure.claim ?? 0),
  );
  put(
    Column.measureKind,
    2,
    measures.map((measure) => measure.kind ?? 0),
  );
  put(
    Column.measureChoice,
    4,
    measures.map((measure) => measure.choice),
  );
  if (measures.some((measure) => measure.rank !== undefined)) {
    put(
      Column.measureRank,
      1,
      measures.map((measure) => measure.rank ?? 0),
    );
  }
  const kinds = Math.max(0, ...measures.map((measure) => (measure.kind ?? 0) + 1));
  putStacks(put, spec, spec.kinds ?? Array.from({ length: kinds }, () => ({})));
  put(Column.choiceStart, 4, starts(spec.choices));
  const alternatives = spec.choices.flat();
  put(
    Column.alternativeGuard,
    2,
    alternatives.map((alternative) => alternative.guard ?? 0),
  );
  put(
    Column.alternativeProgram,
    4,
    alternatives.map((alternative) => alternative.program),
  );
  putPrograms(put, spec.programs);
  putBases(put, [{ kind: 0 }, ...(spec.bases ?? [])]);
  const guards = [[], ...(spec.guards ?? [])];
  put(Column.guardStart, 4, starts(guards));
  for (const [place, id, width] of [
    [0, Column.guardOperator, 1],
    [1, Column.guardFirst, 4],
    [2, Column.guardSecond, 4],
  ] as const) {
    put(
      id,
      width,
      guards.flat().map((step) => step[place] as number),
    );
  }
  putAreas(put, [[], ...(spec.areas ?? [])]);
  put(Column.claimArea, 2, [0, ...(spec.claims ?? [])]);
  put(Column.familyApplies, 1, [1, 0, 0, 0, 0]);
  put(Column.heldFamily, 1, [0]);
  put(Column.heldFrom, 4, [0]);
  put(Column.heldTo, 4, [OPEN]);
  return columns;
}

type Put = (id: number, width: number, cells: Cell[]) => void;

function putStacks(put: Put, spec: TableSpec, kinds: KindRow[]): void {
  const { provisions = [], displacements = [] } = spec;
  const list = <T>(id: number, width: number, rows: T[], cell: (row: T) => Cell) => put(id, width, rows.map(cell));
  list(Column.kindFamily, 1, kinds, (kind) => kind.family ?? (kind.layer ? abi.Family.additional : 0));
  list(Column.kindLayer, 2, kinds, (kind) => kind.layer ?? 0);
  list(Column.kindHeading, 2, kinds, (kind) => kind.heading ?? 0);
  list(Column.kindPer, 1, kinds, (kind) => kind.per ?? abi.ChargeUnit.line);
  list(Column.provisionArea, 2, provisions, (provision) => provision.area ?? 0);
  list(Column.provisionHeading, 2, provisions, (provision) => provision.heading);
  list(Column.provisionLayer, 2, provisions, (provision) => provision.layer ?? 0);
  list(Column.provisionMinuend, 2, provisions, (provision) => provision.minuend ?? 0);
  list(Column.provisionSubtrahend, 2, provisions, (provision) => provision.subtrahend ?? 0);
  list(Column.displacementArea, 2, displacements, (displacement) => displacement.area ?? 0);
  list(Column.displacementGuard, 2, displacements, (displacement) => displacement.guard ?? 0);
  list(Column.displacementLess, 2, displacements, (displacement) => displacement.less ?? 0);
  put(Column.displacementByStart, 4, starts(displacements.map(({ by }) => by)));
  const words = (rows: number[][]) => rows.flat();
  put(Column.displacementBy, 2, words(displacements.map(({ by }) => by)));
  put(Column.displacementOfStart, 4, starts(displacements.map(({ of }) => of)));
  put(Column.displacementOf, 2, words(displacements.map(({ of }) => of)));
}

function putPrograms(put: Put, programs: ProgramRow[]): void {
  const sums = programs.flatMap((program) => program.sums.map((sum, index) => ({ ...sum, index })));
  const terms = sums.flatMap((sum) => sum.terms);
  put(Column.programStart, 4, starts(programs.map((program) => program.sums)));
  put(
    Column.programDenominator,
    8,
    programs.map((program) => program.denominator),
  );
  put(
    Column.programText,
    4,
    programs.map(() => 0),
  );
  put(
    Column.programState,
    1,
    programs.map((program) => (program.refused ? 1 : 0)),
  );
  put(Column.sumStart, 4, starts(sums.map((sum) => sum.terms)));
  put(
    Column.sumOperator,
    1,
    sums.map((sum) => (sum.index === 0 ? 0 : (sum.operator as number))),
  );
  put(
    Column.termCoefficient,
    8,
    terms.map((term) => BigInt.asUintN(64, term.coefficient)),
  );
  put(
    Column.termBasis,
    2,
    terms.map((term) => term.basis),
  );
  put(
    Column.termFactor,
    2,
    terms.map((term) => term.factor ?? 0),
  );
}

function putBases(put: Put, bases: BasisRow[]): void {
  const column = (id: number, width: number, cell: (basis: BasisRow) => Cell) => put(id, width, bases.map(cell));
  column(Column.basisKind, 1, (basis) => basis.kind);
  column(Column.basisKey, 2, (basis) => basis.key ?? 0);
  column(Column.basisUnitNumerator, 8, (basis) => basis.numerator ?? 1n);
  column(Column.basisUnitDenominator, 8, (basis) => basis.denominator ?? 1n);
  column(Column.basisQuantum, 8, (basis) => basis.quantum ?? 0n);
  column(Column.basisRounding, 1, (basis) => basis.rounding ?? 0);
  column(Column.basisThreshold, 8, (basis) => basis.threshold ?? 0n);
  column(Column.basisThresholdSense, 1, (basis) => basis.sense ?? 0);
  column(Column.basisText, 4, () => 0);
}

function putAreas(put: Put, areas: MemberRow[][]): void {
  const members = areas.flat();
  const column = (id: number, width: number, cell: (member: MemberRow) => Cell) => put(id, width, members.map(cell));
  put(Column.areaStart, 4, starts(areas));
  column(Column.memberCountry, 2, (member) => member.country);
  column(Column.memberFrom, 4, (member) => member.from ?? 0);
  column(Column.memberTo, 4, (member) => member.to ?? OPEN);
  column(Column.memberKnown, 4, (member) => member.known ?? 0);
  column(Column.memberEndKnown, 4, (member) => member.endKnown ?? member.known ?? 0);
}

/** Packs columns into a file: header, directory, columns at multiples of 8. */
export function pack(columns: Columns, firstDay: number, lastEditionDay: number): Uint8Array {
  const align = (offset: number) => (offset + 7) & ~7;
  let offset = abi.HEADER_BYTES + columns.size * abi.DIRECTORY_ENTRY_BYTES;
  const places = [...columns].map(([id, [width, cells]]) => {
    const place = align(offset);
    offset = place + width * cells.length;
    return { id, width, cells, place };
  });
  const bytes = new Uint8Array(align(offset));
  const view = new DataView(bytes.buffer);
  const u32 = (at: number, value: number) => view.setUint32(at, value, true);
  u32(abi.Header.magic, abi.MAGIC_LOW);
  u32(abi.Header.magic + 4, abi.MAGIC_HIGH);
  u32(abi.Header.formatVersion, abi.FORMAT_VERSION);
  u32(abi.Header.directoryCount, places.length);
  u32(abi.Header.fileBytes, bytes.length);
  u32(abi.Header.firstDay, firstDay);
  u32(abi.Header.lastEditionDay, lastEditionDay);
  places.forEach(({ id, width, cells, place }, index) => {
    const entry = abi.HEADER_BYTES + index * abi.DIRECTORY_ENTRY_BYTES;
    u32(entry + abi.DirectoryEntry.column, id);
    u32(entry + abi.DirectoryEntry.elementBytes, width);
    u32(entry + abi.DirectoryEntry.offset, place);
    u32(entry + abi.DirectoryEntry.count, cells.length);
    cells.forEach((cell, row) => {
      const at = place + row * width;
      if (width === 8) view.setBigUint64(at, BigInt.asUintN(64, BigInt(cell)), true);
      else if (width === 4) view.setUint32(at, Number(cell) >>> 0, true);
      else if (width === 2) view.setUint16(at, Number(cell), true);
      else view.setUint8(at, Number(cell));
    });
  });
  return bytes;
}

export function tableBytes(spec: TableSpec): Uint8Array {
  return pack(columnsOf(spec), spec.firstDay ?? 0, spec.lastEditionDay ?? 1000);
}
