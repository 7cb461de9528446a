import { Column, GuardOperator } from "../abi";
import { at, count, Table } from "./table";

/** Marks (bits) the areas that tests of the ordinary duty, or of the layers, ask for; area 0, every country, always. */
export function markAreas(table: Table, used: usize, layers: bool): void {
  mark(used, 0);
  const measures = count(table, Column.measureArea);
  for (let measure: u32 = 0; measure < measures; measure++) {
    if (isOfLayer(table, measure) != layers) continue;
    mark(used, at<u16>(table, Column.measureArea, measure));
    mark(used, at<u16>(table, Column.measureExcept, measure));
  }
  if (!layers) {
    for (let claim: u32 = 0; claim < count(table, Column.claimArea); claim++) markClaim(table, used, claim);
    return;
  }
  for (let row: u32 = 0; row < count(table, Column.displacementArea); row++) {
    mark(used, at<u16>(table, Column.displacementArea, row));
  }
  for (let row: u32 = 0; row < count(table, Column.provisionArea); row++) {
    mark(used, at<u16>(table, Column.provisionArea, row));
  }
  for (let step: u32 = 0; step < count(table, Column.guardOperator); step++) {
    if (at<u8>(table, Column.guardOperator, step) != GuardOperator.programme) continue;
    markClaim(table, used, at<u32>(table, Column.guardFirst, step));
  }
}

/** The measure is of a layer, not of the ordinary duty. */
export function isOfLayer(table: Table, measure: u32): bool {
  return at<u16>(table, Column.kindLayer, at<u16>(table, Column.measureKind, measure)) != 0;
}

function markClaim(table: Table, used: usize, claim: u32): void {
  mark(used, at<u16>(table, Column.claimArea, claim));
}

function mark(used: usize, area: u32): void {
  const word = used + ((<usize>(area >> 6)) << 3);
  store<u64>(word, load<u64>(word) | ((<u64>1) << (area & 63)));
}
