import { BasisKind, ChargeUnit, Column, FAMILY_COUNT, LAYER_WORD, TableStatus } from "../abi";
import { allocate, release } from "../memory";
import { isOfLayer } from "./area-use";
import { MOST_LAYERS } from "./stack";
import { fault } from "./status";
import { at, column, count, endOf, rowsOf, Table } from "./table";
import { hasTrait, ProgramTrait } from "./verify-programs";

/** Sets of rows: of the ordinary duty or of layers, not both. */
const NOTHING: u8 = 0;
const ORDINARY: u8 = 1;
const LAYERS: u8 = 2;

/** Groups are of one layer each, by rank; sets of the ordinary duty or of different layers; programs fit where they stand. */
export function verifyStacks(table: Table): i32 {
  const sets = rowsOf(table, Column.setStart);
  const kinds = allocate(sets);
  if (kinds == 0) return fault(TableStatus.noMemory, Column.setStart);
  let status = verifyKinds(table);
  if (status == 0) status = verifyMeasures(table);
  if (status == 0) status = verifyGroups(table);
  for (let set: u32 = 0; set < sets && status == 0; set++) status = verifySet(table, set, kinds + set);
  const lines = count(table, Column.lineSet);
  const stacks = column(table, Column.lineStack) != 0;
  for (let row: u32 = 0; row < lines && status == 0; row++) {
    if (load<u8>(kinds + at<u32>(table, Column.lineSet, row)) == LAYERS) {
      status = fault(TableStatus.badIndex, Column.lineSet);
    } else if (stacks && load<u8>(kinds + at<u32>(table, Column.lineStack, row)) == ORDINARY) {
      status = fault(TableStatus.badIndex, Column.lineStack);
    }
  }
  release(kinds);
  if (status == 0) status = verifyProvisions(table);
  return status;
}

function verifyKinds(table: Table): i32 {
  const kinds = count(table, Column.kindLayer);
  for (let kind: u32 = 0; kind < kinds; kind++) {
    const layer: u32 = at<u16>(table, Column.kindLayer, kind);
    if (layer >= <u32>LAYER_WORD) return fault(TableStatus.badIndex, Column.kindLayer);
    if (<u32>at<u16>(table, Column.kindHeading, kind) >= <u32>LAYER_WORD)
      return fault(TableStatus.badIndex, Column.kindHeading);
    const ordinary = at<u8>(table, Column.kindFamily, kind) == 0;
    if (ordinary != (layer == 0) || <u32>at<u8>(table, Column.kindFamily, kind) >= <u32>FAMILY_COUNT) {
      return fault(TableStatus.badIndex, Column.kindFamily);
    }
  }
  return 0;
}

/** The ordinary duty counts nothing of layers; a layer's measure has one alternative, whatever is claimed. */
function verifyMeasures(table: Table): i32 {
  const measures = count(table, Column.measureChoice);
  for (let measure: u32 = 0; measure < measures; measure++) {
    const choice = at<u32>(table, Column.measureChoice, measure);
    const first = at<u32>(table, Column.choiceStart, choice);
    const end = endOf(table, Column.choiceStart, choice);
    if (isOfLayer(table, measure)) {
      if (end != first + 1) return fault(TableStatus.badIndex, Column.choiceStart);
      if (at<u16>(table, Column.measureClaim, measure) != 0) return fault(TableStatus.badIndex, Column.measureClaim);
      continue;
    }
    for (let alternative = first; alternative < end; alternative++) {
      const program = at<u32>(table, Column.alternativeProgram, alternative);
      if (hasTrait(table, program, ProgramTrait.ofLayer)) return fault(TableStatus.badProgram, Column.measureChoice);
    }
  }
  return 0;
}

function layerOf(table: Table, measure: u32): u32 {
  return at<u16>(table, Column.kindLayer, at<u16>(table, Column.measureKind, measure));
}

function verifyGroups(table: Table): i32 {
  const groups = rowsOf(table, Column.groupStart);
  const ranked = count(table, Column.measureRank) != 0;
  for (let group: u32 = 0; group < groups; group++) {
    const first = at<u32>(table, Column.groupStart, group);
    const end = endOf(table, Column.groupStart, group);
    for (let measure = first + 1; measure < end; measure++) {
      if (layerOf(table, measure) != layerOf(table, first)) return fault(TableStatus.badIndex, Column.groupStart);
      const falls =
        ranked && at<u8>(table, Column.measureRank, measure) < at<u8>(table, Column.measureRank, measure - 1);
      if (falls) return fault(TableStatus.badOrder, Column.measureRank);
    }
  }
  return 0;
}

function verifySet(table: Table, set: u32, kind: usize): i32 {
  store<u8>(kind, NOTHING);
  const first = at<u32>(table, Column.setStart, set);
  const end = endOf(table, Column.setStart, set);
  let layers: u32 = 0;
  for (let index = first; index < end; index++) {
    const layer = layerOfGroup(table, index);
    if (layer < 0) continue;
    const own = layer == 0 ? ORDINARY : LAYERS;
    if (load<u8>(kind) != NOTHING && load<u8>(kind) != own) return fault(TableStatus.badIndex, Column.setGroup);
    store<u8>(kind, own);
    if (layer == 0) continue;
    if (++layers > MOST_LAYERS) return fault(TableStatus.tooMuchWork, Column.setGroup);
    for (let other = first; other < index; other++) {
      if (layerOfGroup(table, other) == layer) return fault(TableStatus.badIndex, Column.setGroup);
    }
  }
  return 0;
}

/** The layer of a set's group, −1 where it has no measures. */
function layerOfGroup(table: Table, index: u32): i32 {
  const group = at<u32>(table, Column.setGroup, index);
  const first = at<u32>(table, Column.groupStart, group);
  return first == endOf(table, Column.groupStart, group) ? -1 : layerOf(table, first);
}

/** What takes the place of the value, and what is taken off it, are declared amounts. */
function verifyProvisions(table: Table): i32 {
  for (let row: u32 = 0; row < count(table, Column.provisionMinuend); row++) {
    const minuend: u32 = at<u16>(table, Column.provisionMinuend, row);
    const value = at<u8>(table, Column.basisKind, minuend) == BasisKind.value;
    if (!value && !isPart(table, minuend)) return fault(TableStatus.badIndex, Column.provisionMinuend);
    // Charges of an entry are taken of whole customs values, or of none.
    const layer = at<u16>(table, Column.provisionLayer, row);
    if (minuend != 0 && isOfEntry(table, <u32>layer | LAYER_WORD))
      return fault(TableStatus.badIndex, Column.provisionLayer);
    if (!isPart(table, at<u16>(table, Column.provisionSubtrahend, row))) {
      return fault(TableStatus.badIndex, Column.provisionSubtrahend);
    }
  }
  if (!wordsName(table, Column.displacementBy)) return fault(TableStatus.badIndex, Column.displacementBy);
  if (!wordsName(table, Column.displacementOf)) return fault(TableStatus.badIndex, Column.displacementOf);
  for (let row: u32 = 0; row < count(table, Column.displacementLess); row++) {
    if (!isPart(table, at<u16>(table, Column.displacementLess, row))) {
      return fault(TableStatus.badIndex, Column.displacementLess);
    }
    if (at<u16>(table, Column.displacementLess, row) == 0) continue;
    const end = endOf(table, Column.displacementOfStart, row);
    for (let word = at<u32>(table, Column.displacementOfStart, row); word < end; word++) {
      if (isOfEntry(table, at<u16>(table, Column.displacementOf, word))) {
        return fault(TableStatus.badIndex, Column.displacementOf);
      }
    }
  }
  return 0;
}

/** No word is 0, which is no heading, nor the ordinary duty's layer. */
function wordsName(table: Table, words: Column): bool {
  for (let index: u32 = 0; index < count(table, words); index++) {
    if ((at<u16>(table, words, index) & 0x7fff) == 0) return false;
  }
  return true;
}

/** A word of a displacement names a charge of the whole entry. */
function isOfEntry(table: Table, word: u32): bool {
  for (let kind: u32 = 0; kind < count(table, Column.kindPer); kind++) {
    if (at<u8>(table, Column.kindPer, kind) != ChargeUnit.entry) continue;
    const layer = <u32>at<u16>(table, Column.kindLayer, kind) | LAYER_WORD;
    if (layer == word || <u32>at<u16>(table, Column.kindHeading, kind) == word) return true;
  }
  return false;
}

function isPart(table: Table, basis: u32): bool {
  return basis == 0 || at<u8>(table, Column.basisKind, basis) == BasisKind.fact;
}
