import { Column } from "../abi";
import { release } from "../memory";

/** Classes of countries: two countries of two epochs that are in the same areas are one. */
@unmanaged
export class Countries {
  /** (epoch, country) → class (u16). */
  classes: usize;
  /** class → areas (bits). */
  bits: usize;
  count: u32;
}

/** Ids in a table's directory of columns. */
export const COLUMN_IDS: u32 = 128;

/**
 * A loaded table: the verified bytes, and beside them what was built from them for speed. Nothing outside this folder
 * reads the bytes but through the functions below, and nothing builds on a column that `verify` has not passed.
 */
@unmanaged
export class Table {
  bytes: usize;
  length: u32;
  /** Facts known later than this day are ignored. */
  knownOn: i32;
  firstDay: i32;
  /** The last day that is answered. */
  lastDay: i32;

  // The regime.
  codeDigits: u32;
  minorDigits: u32;
  valueRule: u32;
  valueRounding: u32;
  chargeRounding: u32;
  valueQuantum: u64;

  // Commodity codes: perfect hash (code << 20 | class), last visible row of each slot, classes as intervals.
  hashMultiplier: u64;
  displacements: usize;
  displacementShift: u64;
  slotMask: u32;
  slots: usize;
  slotRows: usize;
  intervals: usize;
  intervalCount: u32;

  // Days and countries: day → epoch (u16), and what a country is in an epoch to the ordinary duty and to the layers.
  epochs: usize;
  areaWords: u32;
  ordinaryCountries: Countries;
  stackCountries: Countries;

  // Origins: the distinct tests of measures, (country class, claim) → origin class, its signature and its page.
  tests: usize;
  testCount: u32;
  testWords: u32;
  measureTests: usize;
  originClasses: usize;
  originClassCount: u32;
  signatures: usize;
  pages: usize;
  pageBytes: u64;

  // Outcomes: the distinct (choice, kind) of measures.
  outcomes: usize;
  outcomeCount: u32;
  measureOutcomes: usize;

  // Programs: `ProgramTrait` (u8), sum of the value's coefficients (i64).
  programTraits: usize;
  valueRates: usize;

  // Fast classes: records and quantities (u16 basis, 0 none) by program, cells (u64) by outcome, the divisor of all.
  fastRecords: usize;
  fastBases: usize;
  /** u8 by program: it has a record. */
  fastPrograms: usize;
  outcomeCells: usize;
  fastDivisor: u64;
  fastValueUnit: u64;

  // Stacks: pages (u32) by country class and claim group, each with the stack (u32) of each set by number; the claims that matter to
  // guards have a group each (u8 by claim, u8 claim of each group); stacks by their content, and how much they take.
  stackPages: usize;
  /** u32: sets of layers that lines have, by their numbers. */
  stackSets: usize;
  stackSetCount: u32;
  claimGroups: usize;
  groupClaims: usize;
  claimGroupCount: u32;
  stackSlots: usize;
  stackCount: u32;
  stackBytes: u64;
  /** The distinct bare charges (duty/bare.ts): u32 first of a chain, by `BARE_CHAINS` hashes. */
  bares: usize;
  /** Their terms, where they have such: u32 first of a chain. */
  bareTerms: u32;
  /** The fact by which a line says that it declares headings. */
  headingsFact: u32;

  // Cells of one day and origin class by line class (duty/find-alike.ts).
  day: i32;
  originClass: u32;
  cells: usize;

  // Scratch of the requests: per basis its input columns, per program its unit of an entry.
  basisInputs: usize;
  fastInputs: usize;
  programUnits: usize;
}

const DIRECTORY = offsetof<Table>();
/** Bytes of a table with its directory: for each column u32 address, u32 count. */
export const TABLE_BYTES = DIRECTORY + COLUMN_IDS * 8;

@inline
export function column(table: Table, id: Column): usize {
  return load<u32>(changetype<usize>(table) + DIRECTORY + ((<usize>id) << 3));
}

@inline
export function count(table: Table, id: Column): u32 {
  return load<u32>(changetype<usize>(table) + DIRECTORY + ((<usize>id) << 3), 4);
}

/** Where the directory of a table stands. */
export function directoryOf(table: Table): usize {
  return changetype<usize>(table) + DIRECTORY;
}

/** An element of a column, which must be of type T. */
@inline
export function at<T>(table: Table, id: Column, index: u32): T {
  return load<T>(column(table, id) + <usize>index * sizeof<T>());
}

/** Where the rows of `index` end in the target of a `*Start` column. */
@inline
export function endOf(table: Table, id: Column, index: u32): u32 {
  return load<u32>(column(table, id) + ((<usize>index) << 2), 4);
}

/** Rows that a `*Start` column divides its target into. */
export function rowsOf(table: Table, starts: Column): u32 {
  return count(table, starts) - 1;
}

/** Gives back everything that was built; not the bytes. */
export function releaseImage(table: Table): void {
  releasePages(table);
  release(table.displacements);
  release(table.slots);
  release(table.slotRows);
  release(table.intervals);
  release(table.epochs);
  releaseCountries(table.ordinaryCountries);
  releaseCountries(table.stackCountries);
  release(table.tests);
  release(table.measureTests);
  release(table.originClasses);
  release(table.signatures);
  release(table.pages);
  release(table.outcomes);
  release(table.measureOutcomes);
  release(table.programTraits);
  release(table.valueRates);
  release(table.fastRecords);
  release(table.fastBases);
  release(table.fastPrograms);
  release(table.outcomeCells);
  release(table.stackPages);
  release(table.stackSets);
  release(table.claimGroups);
  release(table.groupClaims);
  release(table.stackSlots);
  release(table.bares);
  release(table.cells);
  release(table.basisInputs);
  release(table.fastInputs);
  release(table.programUnits);
}

function releaseCountries(countries: Countries): void {
  if (changetype<usize>(countries) == 0) return;
  release(countries.classes);
  release(countries.bits);
  release(changetype<usize>(countries));
}

/** Forgets the pages of all origin classes. */
export function releasePages(table: Table): void {
  if (table.pages == 0) return;
  for (let index: u32 = 0; index < table.originClassCount; index++) {
    const slot = table.pages + ((<usize>index) << 2);
    release(load<u32>(slot));
    store<u32>(slot, 0);
  }
  table.pageBytes = 0;
}
