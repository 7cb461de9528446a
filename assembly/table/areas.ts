import { COUNTRY_COUNT, Column, OPEN, TableStatus } from "../abi";
import { allocate, allocateClear, release } from "../memory";
import { endInterning, intern, startInterning } from "./intern";
import { fault, mayWork } from "./status";
import { at, count, endOf, rowsOf, Table } from "./table";

/** Countries of an epoch, and one row more for a number that is no country: it is in no area at all. */
export const COUNTRY_ROWS: usize = 677;
const MOST_EPOCHS: u32 = 65535;
const MOST_CLASSES: u32 = 4096;

/** Areas of each country in the epoch under way (bits). */
let membership: usize = 0;

/** Builds day → epoch and (epoch, country) → country class: between two changes of any membership the law is constant. */
export function buildAreas(table: Table): i32 {
  const epochCount = buildEpochs(table);
  if (epochCount < 0) return epochCount;
  table.areaWords = (rowsOf(table, Column.areaStart) + 63) >> 6;
  const rowBytes = <usize>table.areaWords * 8;
  const work = <u64>epochCount * (count(table, Column.memberCountry) + <u64>COUNTRY_ROWS * table.areaWords);
  if (!mayWork(work)) return fault(TableStatus.tooMuchWork, Column.memberFrom);
  table.countryClasses = allocate(<usize>epochCount * COUNTRY_ROWS * 2);
  table.areaBits = allocate(<usize>MOST_CLASSES * rowBytes);
  membership = allocate(COUNTRY_ROWS * rowBytes);
  const interning = startInterning(MOST_CLASSES);
  let status = fault(TableStatus.noMemory, Column.areaStart);
  if (table.countryClasses != 0 && table.areaBits != 0 && membership != 0 && interning) {
    status = classifyCountries(table);
  }
  release(membership);
  endInterning();
  return status;
}

function memberTo(table: Table, member: u32): i32 {
  return at<i32>(table, Column.memberEndKnown, member) > table.knownOn ? OPEN : at<i32>(table, Column.memberTo, member);
}

function memberIsKnown(table: Table, member: u32): bool {
  return at<i32>(table, Column.memberKnown, member) <= table.knownOn;
}

/** Marks the days on which a membership begins or has ended, and numbers the days by them; answers how many epochs. */
function buildEpochs(table: Table): i32 {
  const days = table.lastDay - table.firstDay + 1;
  table.epochs = allocateClear(<usize>days * 2);
  if (table.epochs == 0) return fault(TableStatus.noMemory, Column.memberFrom);
  const members = count(table, Column.memberCountry);
  for (let member: u32 = 0; member < members; member++) {
    if (!memberIsKnown(table, member)) continue;
    markDay(table, at<i32>(table, Column.memberFrom, member));
    const to = memberTo(table, member);
    if (to != OPEN) markDay(table, to + 1);
  }
  let epoch: u32 = 0;
  for (let day = 0; day < days; day++) {
    const entry = table.epochs + ((<usize>day) << 1);
    epoch += load<u16>(entry);
    if (epoch >= MOST_EPOCHS) return fault(TableStatus.tooMuchWork, Column.memberFrom);
    store<u16>(entry, <u16>epoch);
  }
  return epoch + 1;
}

function markDay(table: Table, day: i32): void {
  if (day > table.firstDay && day <= table.lastDay)
    store<u16>(table.epochs + ((<usize>(day - table.firstDay)) << 1), 1);
}

function classifyCountries(table: Table): i32 {
  table.countryClassCount = 0;
  const days = table.lastDay - table.firstDay + 1;
  let epoch: i32 = -1;
  for (let day = 0; day < days; day++) {
    if (<i32>load<u16>(table.epochs + ((<usize>day) << 1)) == epoch) continue;
    epoch++;
    gatherMembership(table, table.firstDay + day);
    for (let country: usize = 0; country < COUNTRY_ROWS; country++) {
      const index = classOf(table, country);
      if (index < 0) return index;
      store<u16>(table.countryClasses + ((<usize>epoch * COUNTRY_ROWS + country) << 1), <u16>index);
    }
  }
  return 0;
}

/** The areas of each country on a day. */
function gatherMembership(table: Table, day: i32): void {
  const rowBytes = <usize>table.areaWords * 8;
  memory.fill(membership, 0, COUNTRY_ROWS * rowBytes);
  for (let country: usize = 0; country < <usize>COUNTRY_COUNT; country++)
    store<u64>(membership + country * rowBytes, 1);
  const areas = rowsOf(table, Column.areaStart);
  for (let area: u32 = 1; area < areas; area++) {
    const end = endOf(table, Column.areaStart, area);
    for (let member = at<u32>(table, Column.areaStart, area); member < end; member++) {
      const from = at<i32>(table, Column.memberFrom, member);
      if (!memberIsKnown(table, member) || day < from || day > memberTo(table, member)) continue;
      const word =
        membership + <usize>at<u16>(table, Column.memberCountry, member) * rowBytes + ((<usize>(area >> 6)) << 3);
      store<u64>(word, load<u64>(word) | ((<u64>1) << (area & 63)));
    }
  }
}

/** The class of countries with the areas of a country in the epoch under way. */
function classOf(table: Table, country: usize): i32 {
  const rowBytes = <usize>table.areaWords * 8;
  const added = table.countryClassCount;
  if (added == MOST_CLASSES) return fault(TableStatus.tooMuchWork, Column.memberCountry);
  memory.copy(table.areaBits + <usize>added * rowBytes, membership + country * rowBytes, rowBytes);
  const index = intern(table.areaBits, rowBytes, added, rowBytes);
  if (index < 0) return fault(index, Column.memberCountry);
  if (<u32>index == added) table.countryClassCount = added + 1;
  return index;
}

/** The class of a country on a day within the table; a number that is no country has a class without areas. */
@inline
export function countryClassOn(table: Table, day: i32, country: u32): u32 {
  const epoch: u32 = load<u16>(table.epochs + ((<usize>(day - table.firstDay)) << 1));
  const row = min(country, <u32>COUNTRY_COUNT);
  return load<u16>(table.countryClasses + ((<usize>epoch * COUNTRY_ROWS + row) << 1));
}

export function classIsIn(table: Table, countryClass: u32, area: u32): bool {
  const word = table.areaBits + ((<usize>countryClass * table.areaWords + (area >> 6)) << 3);
  return ((load<u64>(word) >> (area & 63)) & 1) == 1;
}
