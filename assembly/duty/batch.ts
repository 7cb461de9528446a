import { Request } from "../abi";
import { computeAmounts } from "./amounts";
import { chargeCount, countCharges } from "./charges";
import { closeUp, writeColumns } from "./columns";
import { findAlike, someUnknown } from "./find-alike";
import { findMixed } from "./find-mixed";
import { appendAlone, assessAlone } from "./passes";
import { field } from "./request";
import { addStrays, finishSpecials } from "./special";
import { CHUNK } from "./work";

/** Of the lines of a chunk: u64 cell each, u32 places of the special ones. */
const cells = memory.data(512 * 8, 16);
const specials = memory.data(512 * 4, 16);

/**
 * Lines that are entries of their own, in chunks, each loop over a whole chunk: codes to cells, cells and values to
 * amounts, the columns that follow from the cells, and last the lines that need more than that.
 */
export function assessBatch(alike: bool): void {
  const lines = field(Request.lineCount);
  for (let first: u32 = 0; first < lines; first += CHUNK) {
    const length = min(CHUNK, lines - first);
    // A chunk that might not have room for its charges is taken line by line.
    if (field(Request.chargeCapacity) - chargeCount < length) assessSingly(first, first + length);
    else assessChunk(alike, first, length);
  }
}

function assessSingly(first: u32, end: u32): void {
  for (let line = first; line < end; line++) {
    assessAlone(line);
    appendAlone(line);
  }
}

function assessChunk(alike: bool, first: u32, length: u32): void {
  const amounts = <usize>field(Request.chargeAmount) + ((<usize>chargeCount) << 3);
  let special = alike ? findAlike(first, length, cells, specials) : findMixed(first, length, cells, specials);
  const someBeyond = computeAmounts(first, length, cells, amounts);
  if (someBeyond || (alike && someUnknown)) {
    special = addStrays(first, length, cells, specials, special, amounts);
  }
  writeColumns(first, length, cells);
  const refused = finishSpecials(first, cells, specials, special, amounts);
  if (refused == 0) countCharges(length, 0);
  else closeUp(first, length);
}
