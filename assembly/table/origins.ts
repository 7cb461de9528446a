import { Column, TableStatus } from "../abi";
import { allocate, allocateClear, release } from "../memory";
import { isOfLayer } from "./area-use";
import { classIsIn } from "./areas";
import { internKeys } from "./intern";
import { fault } from "./status";
import { at, count, releasePages, Table } from "./table";

const MOST_TESTS: u32 = 4096;
const MOST_PAIRS: u32 = 1 << 22;
const MOST_ORIGIN_CLASSES: u32 = 4096;
const NOT_YET: u16 = 0xffff;
/** Origin class of a claim that goods of the country may not make. */
export const CLAIM_REFUSED: u32 = 0;

/**
 * Origin classes: what a country and a claim mean to the measures. Two pairs that pass the same tests (area, less an
 * area, claim) of all measures are one class, found when first asked for.
 */
export function buildOrigins(table: Table): i32 {
  const measures = count(table, Column.measureArea);
  const keys = allocate(<usize>measures * 8 + 8);
  table.measureTests = allocate(<usize>measures * 4 + 4);
  if (keys == 0 || table.measureTests == 0) {
    release(keys);
    return fault(TableStatus.noMemory, Column.measureArea);
  }
  for (let measure: u32 = 0; measure < measures; measure++) {
    const area: u64 = at<u16>(table, Column.measureArea, measure);
    const except: u64 = at<u16>(table, Column.measureExcept, measure);
    const claim: u64 = at<u16>(table, Column.measureClaim, measure);
    // Measures of layers are not found by origin class.
    const key = isOfLayer(table, measure) ? 0 : (area << 32) | (except << 16) | claim;
    store<u64>(keys + ((<usize>measure) << 3), key);
  }
  const tests = internKeys(keys, measures, table.measureTests);
  table.tests = keys;
  if (tests < 0) return fault(tests, Column.measureArea);
  if (<u32>tests > MOST_TESTS) return fault(TableStatus.tooMuchWork, Column.measureArea);
  table.testCount = tests;
  table.testWords = (tests + 63) >> 6;
  const pairs = <u64>table.ordinaryCountries.count * count(table, Column.claimArea);
  if (pairs > MOST_PAIRS) return fault(TableStatus.tooMuchWork, Column.claimArea);
  table.originClasses = allocate(<usize>pairs * 2);
  table.signatures = allocate(<usize>MOST_ORIGIN_CLASSES * table.testWords * 8);
  table.pages = allocateClear(MOST_ORIGIN_CLASSES * 4);
  if (table.originClasses == 0 || table.signatures == 0 || table.pages == 0) {
    return fault(TableStatus.noMemory, Column.claimArea);
  }
  forgetOrigins(table);
  return 0;
}

/** Starts over: called at first, and when a hostile mixture has filled the room for origin classes or pages. */
export function forgetOrigins(table: Table): void {
  releasePages(table);
  const pairs = table.ordinaryCountries.count * count(table, Column.claimArea);
  memory.fill(table.originClasses, 0xff, <usize>pairs * 2);
  // Class 0 has no signature: it stands for a refused claim.
  memory.fill(table.signatures, 0, <usize>table.testWords * 8);
  table.originClassCount = 1;
  // No class of goods has this number: what was gathered for one is of a numbering that is over.
  table.originClass = CLAIM_REFUSED;
}

/** The origin class of a country class and a claim. */
@inline
export function originClassOf(table: Table, countryClass: u32, claim: u32): u32 {
  const claims = count(table, Column.claimArea);
  if (claim >= claims) return CLAIM_REFUSED;
  const known = load<u16>(table.originClasses + ((<usize>countryClass * claims + claim) << 1));
  return known != NOT_YET ? <u32>known : findOriginClass(table, countryClass, claim);
}

function findOriginClass(table: Table, countryClass: u32, claim: u32): u32 {
  if (table.originClassCount == MOST_ORIGIN_CLASSES) forgetOrigins(table);
  let index = CLAIM_REFUSED;
  if (claim == 0 || classIsIn(table, table.ordinaryCountries, countryClass, at<u16>(table, Column.claimArea, claim))) {
    index = internSignature(table, countryClass, claim);
  }
  const pair = <usize>countryClass * count(table, Column.claimArea) + claim;
  store<u16>(table.originClasses + (pair << 1), <u16>index);
  return index;
}

function signatureOf(table: Table, originClass: u32): usize {
  return table.signatures + ((<usize>originClass * table.testWords) << 3);
}

/** Writes the signature behind those in use and finds its like. */
function internSignature(table: Table, countryClass: u32, claim: u32): u32 {
  const bytes = <usize>table.testWords * 8;
  const candidate = signatureOf(table, table.originClassCount);
  memory.fill(candidate, 0, bytes);
  for (let test: u32 = 0; test < table.testCount; test++) {
    if (!passes(table, test, countryClass, claim)) continue;
    const word = candidate + ((<usize>(test >> 6)) << 3);
    store<u64>(word, load<u64>(word) | ((<u64>1) << (test & 63)));
  }
  for (let index: u32 = 1; index < table.originClassCount; index++) {
    if (memory.compare(signatureOf(table, index), candidate, bytes) == 0) return index;
  }
  return table.originClassCount++;
}

/** A measure answers the claim that it needs, or no claim; its area covers the country and nothing takes it out. */
function passes(table: Table, test: u32, countryClass: u32, claim: u32): bool {
  const key = load<u64>(table.tests + ((<usize>test) << 3));
  const except = <u32>(key >> 16) & 0xffff;
  if ((<u32>key & 0xffff) != claim || !classIsIn(table, table.ordinaryCountries, countryClass, <u32>(key >> 32)))
    return false;
  return except == 0 || !classIsIn(table, table.ordinaryCountries, countryClass, except);
}

/** A measure applies to the goods of an origin class. */
export function applies(table: Table, measure: u32, originClass: u32): bool {
  const test = load<u32>(table.measureTests + ((<usize>measure) << 2));
  return ((load<u64>(signatureOf(table, originClass) + ((<usize>(test >> 6)) << 3)) >> (test & 63)) & 1) == 1;
}
