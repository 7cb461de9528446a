import { COUNTRY_COUNT, Column, EVERY_COUNTRY, OPEN, TableStatus } from "../abi";
import { allocate, allocateClear, release } from "../memory";
import { markAreas } from "./area-use";
import { endInterning, intern, startInterning } from "./intern";
import { fault, mayWork } from "./status";
import { at, Countries, count, endOf, rowsOf, Table } from "./table";

/** Countries of an epoch, and one row more for a number that is no country: it is in no area at all. */
export const COUNTRY_ROWS: usize = 677;
const MOST_EPOCHS: u32 = 65535;
const MOST_CLASSES: u32 = 16384;

/** In the epoch under way: areas that list each country, and areas of every country (bits); how the listed ones differ. */
let membership: usize = 0;
let everywhere: usize = 0;
let listedBits: usize = 0;
let listedCount: u32 = 0;
/** u16: which of the listed rows each country has. */
let listed: usize = 0;

/** Builds day → epoch and (epoch, country) → country class: between two changes of any membership the law is constant. */
export function buildAreas(table: Table): i32 {
  const epochCount = buildEpochs(table);
  if (epochCount < 0) return epochCount;
  table.areaWords = (rowsOf(table, Column.areaStart) + 63) >> 6;
  const rowBytes = <usize>table.areaWords * 8;
  const work = <u64>epochCount * (count(table, Column.memberCountry) + <u64>COUNTRY_ROWS * table.areaWords);
  if (!mayWork(work)) return fault(TableStatus.tooMuchWork, Column.memberFrom);
  listedBits = allocate(<usize>MOST_CLASSES * rowBytes);
  listed = allocate(<usize>epochCount * COUNTRY_ROWS * 2);
  membership = allocate(COUNTRY_ROWS * rowBytes);
  everywhere = allocate(<usize>epochCount * rowBytes);
  let status = fault(TableStatus.noMemory, Column.areaStart);
  if (listedBits != 0 && listed != 0 && membership != 0 && everywhere != 0 && startInterning(MOST_CLASSES)) {
    status = listCountries(table);
  }
  endInterning();
  if (status == 0) {
    table.ordinaryCountries = newCountries();
    table.stackCountries = newCountries();
    status = classifyCountries(table, table.ordinaryCountries, epochCount, false);
    if (status == 0) status = classifyCountries(table, table.stackCountries, epochCount, true);
  }
  release(membership);
  release(everywhere);
  release(listed);
  release(listedBits);
  return status;
}

function newCountries(): Countries {
  return changetype<Countries>(allocateClear(offsetof<Countries>()));
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

/** Numbers the distinct rows of listed areas, over all epochs. */
function listCountries(table: Table): i32 {
  listedCount = 0;
  const rowBytes = <usize>table.areaWords * 8;
  const days = table.lastDay - table.firstDay + 1;
  let epoch: i32 = -1;
  for (let day = 0; day < days; day++) {
    if (<i32>load<u16>(table.epochs + ((<usize>day) << 1)) == epoch) continue;
    epoch++;
    gatherMembership(table, table.firstDay + day, everywhere + <usize>epoch * rowBytes);
    for (let country: usize = 0; country < COUNTRY_ROWS; country++) {
      const row = listedRow(membership + country * rowBytes, rowBytes);
      if (row < 0) return fault(row, Column.memberCountry);
      store<u16>(listed + ((<usize>epoch * COUNTRY_ROWS + country) << 1), <u16>row);
    }
  }
  return 0;
}

function listedRow(row: usize, rowBytes: usize): i32 {
  if (listedCount == MOST_CLASSES) return TableStatus.tooMuchWork;
  memory.copy(listedBits + <usize>listedCount * rowBytes, row, rowBytes);
  const index = intern(listedBits, rowBytes, listedCount, rowBytes);
  if (<u32>index == listedCount) listedCount++;
  return index;
}

/** The areas of each country on a day; `every` gets those of all. */
function gatherMembership(table: Table, day: i32, every: usize): void {
  const rowBytes = <usize>table.areaWords * 8;
  memory.fill(membership, 0, COUNTRY_ROWS * rowBytes);
  memory.fill(every, 0, rowBytes);
  store<u64>(every, 1);
  // What a number that is no country has to differ by: a bit that no country's own row has.
  store<u64>(membership + <usize>COUNTRY_COUNT * rowBytes, 1);
  const areas = rowsOf(table, Column.areaStart);
  for (let area: u32 = 1; area < areas; area++) {
    const end = endOf(table, Column.areaStart, area);
    for (let member = at<u32>(table, Column.areaStart, area); member < end; member++) {
      const from = at<i32>(table, Column.memberFrom, member);
      if (!memberIsKnown(table, member) || day < from || day > memberTo(table, member)) continue;
      const country = at<u16>(table, Column.memberCountry, member);
      const row = country == EVERY_COUNTRY ? every : membership + <usize>country * rowBytes;
      const word = row + ((<usize>(area >> 6)) << 3);
      store<u64>(word, load<u64>(word) | ((<u64>1) << (area & 63)));
    }
  }
}

/** Classes of countries by the areas that measures of the ordinary duty, or of the layers, ask for. */
function classifyCountries(table: Table, countries: Countries, epochs: u32, layers: bool): i32 {
  const rowBytes = <usize>table.areaWords * 8;
  if (changetype<usize>(countries) == 0) return fault(TableStatus.noMemory, Column.areaStart);
  const used = allocateClear(rowBytes);
  /** u32: epoch + 1, u32: class, of each listed row. */
  const seen = allocateClear(<usize>listedCount * 8 + 8);
  countries.classes = allocate(<usize>epochs * COUNTRY_ROWS * 2);
  countries.bits = allocate(<usize>MOST_CLASSES * rowBytes);
  let status = fault(TableStatus.noMemory, Column.areaStart);
  if (used != 0 && seen != 0 && countries.classes != 0 && countries.bits != 0 && startInterning(MOST_CLASSES)) {
    markAreas(table, used, layers);
    status = 0;
    for (let epoch: u32 = 0; epoch < epochs && status == 0; epoch++) {
      status = classifyEpoch(countries, epoch, used, seen, rowBytes);
    }
  }
  endInterning();
  release(used);
  release(seen);
  return status;
}

function classifyEpoch(countries: Countries, epoch: u32, used: usize, seen: usize, rowBytes: usize): i32 {
  const first = (<usize>epoch * COUNTRY_ROWS) << 1;
  for (let country: usize = 0; country < COUNTRY_ROWS; country++) {
    const row: usize = load<u16>(listed + first + (country << 1));
    const known = seen + (row << 3);
    if (load<u32>(known) != epoch + 1) {
      if (countries.count == MOST_CLASSES) return fault(TableStatus.tooMuchWork, Column.memberCountry);
      // The one row with the bit of area 0 is that of no country, which is in no area.
      const isCountry = (load<u64>(listedBits + row * rowBytes) & 1) == 0;
      const bits = countries.bits + <usize>countries.count * rowBytes;
      for (let word: usize = 0; word < rowBytes; word += 8) {
        const own =
          load<u64>(listedBits + row * rowBytes + word) | load<u64>(everywhere + <usize>epoch * rowBytes + word);
        store<u64>(bits + word, isCountry ? own & load<u64>(used + word) : 0);
      }
      const index = intern(countries.bits, rowBytes, countries.count, rowBytes);
      if (index < 0) return fault(index, Column.memberCountry);
      if (<u32>index == countries.count) countries.count++;
      store<u32>(known, epoch + 1);
      store<u32>(known, index, 4);
    }
    store<u16>(countries.classes + first + (country << 1), <u16>load<u32>(known, 4));
  }
  return 0;
}

/** The class of a country on a day within the table; a number that is no country has a class without areas. */
@inline
export function countryClassOn(table: Table, countries: Countries, day: i32, country: u32): u32 {
  const epoch: u32 = load<u16>(table.epochs + ((<usize>(day - table.firstDay)) << 1));
  const row = min(country, <u32>COUNTRY_COUNT);
  return load<u16>(countries.classes + ((<usize>epoch * COUNTRY_ROWS + row) << 1));
}

export function classIsIn(table: Table, countries: Countries, countryClass: u32, area: u32): bool {
  const word = countries.bits + ((<usize>countryClass * table.areaWords + (area >> 6)) << 3);
  return ((load<u64>(word) >> (area & 63)) & 1) == 1;
}
