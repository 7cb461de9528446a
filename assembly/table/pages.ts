import { Column, ProgramState, TableStatus } from "../abi";
import { allocate, release } from "../memory";
import { internKeys } from "./intern";
import { findMeasure, NO_MEASURE } from "./resolver";
import { fault } from "./status";
import { at, count, endOf, releasePages, rowsOf, Table } from "./table";

/** What a measure leads to: its choice and its kind. Outcome 0: no measure applies. */
@unmanaged
export class Outcome {
  choice: u32;
  kind: u32;
  /** The program of a choice without conditions, else `CONDITIONAL`. */
  program: u32;
  padding: u32;
}
const OUTCOME_BYTES: usize = offsetof<Outcome>();
/** Not a program: guards decide, or the program is not computable. */
export const CONDITIONAL: u32 = 0xffffffff;

const MOST_OUTCOMES: u32 = 65533;
const NOT_YET: u32 = 0xffff;
/** Pages of a table take no more than this; beyond it they start over. */
const MOST_PAGE_BYTES: u64 = 64 << 20;

@inline
export function outcomeAt(table: Table, outcome: u32): Outcome {
  return changetype<Outcome>(table.outcomes + <usize>outcome * OUTCOME_BYTES);
}

/** Numbers the distinct (choice, kind) of all measures. */
export function buildOutcomes(table: Table): i32 {
  const measures = count(table, Column.measureChoice);
  const keys = allocate(<usize>measures * 8 + 8);
  table.measureOutcomes = allocate(<usize>measures * 4 + 4);
  let status = fault(TableStatus.noMemory, Column.measureChoice);
  if (keys != 0 && table.measureOutcomes != 0) {
    for (let measure: u32 = 0; measure < measures; measure++) {
      const choice: u64 = at<u32>(table, Column.measureChoice, measure);
      store<u64>(keys + ((<usize>measure) << 3), (choice << 16) | at<u16>(table, Column.measureKind, measure));
    }
    const distinct = internKeys(keys, measures, table.measureOutcomes);
    if (distinct < 0) status = fault(distinct, Column.measureChoice);
    else if (<u32>distinct > MOST_OUTCOMES) status = fault(TableStatus.tooMuchWork, Column.measureChoice);
    else status = writeOutcomes(table, keys, distinct);
  }
  release(keys);
  return status;
}

function writeOutcomes(table: Table, keys: usize, distinct: u32): i32 {
  table.outcomeCount = distinct + 1;
  table.outcomes = allocate(<usize>table.outcomeCount * OUTCOME_BYTES);
  if (table.outcomes == 0) return fault(TableStatus.noMemory, Column.measureChoice);
  memory.fill(table.outcomes, 0, OUTCOME_BYTES);
  outcomeAt(table, 0).program = CONDITIONAL;
  for (let index: u32 = 0; index < distinct; index++) {
    const key = load<u64>(keys + ((<usize>index) << 3));
    const outcome = outcomeAt(table, index + 1);
    outcome.choice = <u32>(key >> 16);
    outcome.kind = <u32>key & 0xffff;
    outcome.program = onlyProgram(table, outcome.choice);
    outcome.padding = 0;
  }
  return 0;
}

/** The program of a choice that has one alternative, always open and computable. */
function onlyProgram(table: Table, choice: u32): u32 {
  const first = at<u32>(table, Column.choiceStart, choice);
  if (endOf(table, Column.choiceStart, choice) == first || at<u16>(table, Column.alternativeGuard, first) != 0) {
    return CONDITIONAL;
  }
  const program = at<u32>(table, Column.alternativeProgram, first);
  return at<u8>(table, Column.programState, program) == ProgramState.computable ? program : CONDITIONAL;
}

/** The outcome of a set for an origin class, resolved when first asked for. */
@inline
export function outcomeOf(table: Table, originClass: u32, set: u32): u32 {
  const page: usize = load<u32>(table.pages + ((<usize>originClass) << 2));
  if (page == 0) return resolveOutcome(table, originClass, set);
  const known: u32 = load<u16>(page + ((<usize>set) << 1));
  return known != NOT_YET ? known : resolveOutcome(table, originClass, set);
}

/** The outcome if both origin class and cell are known already, else 0. */
@inline
export function knownOutcome(table: Table, countryClass: u32, claim: u32, set: u32): u32 {
  const pair = <usize>countryClass * count(table, Column.claimArea) + claim;
  const originClass: u32 = load<u16>(table.originClasses + (pair << 1));
  if (originClass == NOT_YET) return 0;
  const page: usize = load<u32>(table.pages + ((<usize>originClass) << 2));
  if (page == 0) return 0;
  const known: u32 = load<u16>(page + ((<usize>set) << 1));
  return known == NOT_YET ? 0 : known;
}

/** Fills the cell of an origin class's page; without memory for a page the answer is just not kept. */
function resolveOutcome(table: Table, originClass: u32, set: u32): u32 {
  const measure = findMeasure(table, set, originClass);
  const outcome = measure == NO_MEASURE ? 0 : load<u32>(table.measureOutcomes + ((<usize>measure) << 2)) + 1;
  const page = pageOf(table, originClass);
  if (page != 0) store<u16>(page + ((<usize>set) << 1), <u16>outcome);
  return outcome;
}

/** The page of an origin class: for each set u16 outcome; 0 where there is no memory for one. */
function pageOf(table: Table, originClass: u32): usize {
  const slot = table.pages + ((<usize>originClass) << 2);
  const known = load<u32>(slot);
  if (known != 0) return known;
  const bytes = <usize>rowsOf(table, Column.setStart) * 2;
  if (table.pageBytes + bytes > MOST_PAGE_BYTES) releasePages(table);
  const page = allocate(bytes);
  if (page == 0) return 0;
  memory.fill(page, 0xff, bytes);
  table.pageBytes += bytes;
  store<u32>(slot, <u32>page);
  return page;
}
