import { AssessStatus, Column, Input, InputKind, Request, RequestFlag } from "../abi";
import { column } from "../table/table";
import { assessBatch } from "./batch";
import { endCharges, refusedCount, startCharges } from "./charges";
import { openFast } from "./fast";
import { gatherCells } from "./find-alike";
import { assessEntries, firstLine } from "./passes";
import { reservePending } from "./pending";
import { mismatch, startRecheck } from "./recheck";
import { asks, field, inputAt, openRequest, table } from "./request";
import { assessStacked } from "./stacked";
import { startTrace, traceCount } from "./trace";
import { CHUNK, reserve } from "./work";

/** Assesses the lines of a request (abi `Request`). Answers how many lines were refused, or an `AssessStatus`. */
export function assess(address: usize): i32 {
  const status = openRequest(address);
  if (status != 0) return status;
  const most = max(CHUNK, largestEntry());
  if (!reserve(most) || (isStacked() && !reservePending(most))) return AssessStatus.noMemory;
  startCharges();
  startTrace();
  const traced = asks(RequestFlag.trace);
  if (traced) startRecheck();
  if (!mayBeFast() || !openFast()) assessByDefinition();
  else if (hasLayers()) assessStacked();
  else assessBatch(isHomogeneous() && gatherCells());
  endCharges();
  if (traced) {
    store<u32>(address, traceCount, Request.traceCount);
    if (mismatch) return AssessStatus.traceMismatch;
    if (traceCount > field(Request.traceCapacity)) return AssessStatus.traceFull;
  }
  return refusedCount;
}

/** Fast classes serve lines that are entries of their own, and say nothing of how a charge came about. */
function mayBeFast(): bool {
  return (
    field(Request.entryStart) == 0 &&
    (hasLayers() || !claimsHeadings()) &&
    !asks(RequestFlag.trace) &&
    !asks(RequestFlag.definitional) &&
    (field(Request.row) | field(Request.dutiableLow) | field(Request.dutiableHigh)) == 0
  );
}

/** Lines bear more than the ordinary duty, or deposits. */
function isStacked(): bool {
  return field(Request.inputCount) != 0 || column(table, Column.lineStack) != 0;
}

/** More than the ordinary duty may be charged. */
function hasLayers(): bool {
  return column(table, Column.lineStack) != 0 && !asks(RequestFlag.ordinaryOnly);
}

/** Some input may claim a provision on which the ordinary duty hangs. */
function claimsHeadings(): bool {
  const inputs = field(Request.inputCount);
  for (let index: u32 = 0; index < inputs; index++) {
    if (load<u32>(inputAt(index), Input.kind) == InputKind.claim) return true;
  }
  return false;
}

function isHomogeneous(): bool {
  return (field(Request.day) | field(Request.origin) | field(Request.claim)) == 0;
}

/** Whole entries at a time, as many as fit a chunk, so that intermediates stay in the cache. */
function assessByDefinition(): void {
  const entries = field(Request.entryStart) == 0 ? field(Request.lineCount) : field(Request.entryCount);
  for (let entry: u32 = 0; entry < entries; ) {
    const first = firstLine(entry);
    let next = entry + 1;
    while (next < entries && firstLine(next + 1) - first <= CHUNK) next++;
    assessEntries(entry, next);
    entry = next;
  }
}

function largestEntry(): u32 {
  let most: u32 = 1;
  if (field(Request.entryStart) == 0) return most;
  const entries = field(Request.entryCount);
  for (let entry: u32 = 0; entry < entries; entry++) most = max(most, firstLine(entry + 1) - firstLine(entry));
  return most;
}
