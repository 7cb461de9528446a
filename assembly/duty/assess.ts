import { AssessStatus, LineStatus, Request, RequestFlag } from "../abi";
import { appendCharges, endCharges, evaluateDuty, refusedCount, startCharges } from "./charges";
import { linkComponents } from "./components";
import { detail } from "./refusal";
import { asks, field, openRequest } from "./request";
import { resolveLine } from "./resolve";
import { rewindTrace, startTrace, stopTrace, traceCount, traceLine } from "./trace";
import { roundEntry } from "./value";
import { CHUNK, lineAt, reserve, startAt } from "./work";

/**
 * Assesses the lines of a request (abi `Request`). Answers how many lines were refused, or an `AssessStatus`. Passes run
 * over whole entries, as many as fit a chunk, so that intermediates stay in the cache.
 */
export function assess(address: usize): i32 {
  const status = openRequest(address);
  if (status != 0) return status;
  if (!reserve(max(CHUNK, largestEntry()))) return AssessStatus.noMemory;
  startCharges();
  startTrace();
  const entries = entryCount();
  for (let entry: u32 = 0; entry < entries; ) {
    const next = entriesOfChunk(entry, entries);
    assessEntries(entry, next);
    entry = next;
  }
  endCharges();
  store<u32>(address, traceCount, Request.traceCount);
  return asks(RequestFlag.trace) && traceCount > field(Request.traceCapacity) ? AssessStatus.traceFull : refusedCount;
}

/** Without entries each line is its own. */
function entryCount(): u32 {
  return field(Request.entryStart) == 0 ? field(Request.lineCount) : field(Request.entryCount);
}

function firstLine(entry: u32): u32 {
  const starts: usize = field(Request.entryStart);
  return starts == 0 ? entry : load<u32>(starts + (<usize>entry << 2));
}

function largestEntry(): u32 {
  let most: u32 = 1;
  if (field(Request.entryStart) == 0) return most;
  const entries = field(Request.entryCount);
  for (let entry: u32 = 0; entry < entries; entry++) most = max(most, firstLine(entry + 1) - firstLine(entry));
  return most;
}

/** The entry after the last that still fits a chunk with this one. */
function entriesOfChunk(entry: u32, entries: u32): u32 {
  const first = firstLine(entry);
  let next = entry + 1;
  while (next < entries && firstLine(next + 1) - first <= CHUNK) next++;
  return next;
}

function assessEntries(entry: u32, next: u32): void {
  const first = firstLine(entry);
  const end = firstLine(next);
  startAt(first);
  for (let line = first; line < end; line++) note(line, resolveLine(line));
  linkComponents(first, end);
  for (; entry < next; entry++) roundEntry(firstLine(entry), firstLine(entry + 1));
  evaluate(first, end);
  for (let line = first; line < end; line++) appendCharges(line);
}

/** Backwards, since components stand behind the line that counts their charges. */
function evaluate(first: u32, end: u32): void {
  const traced = asks(RequestFlag.trace);
  for (let line = end; line-- > first; ) {
    if (load<u8>(<usize>field(Request.status) + line) == LineStatus.assessed) {
      const records = traceCount;
      if (traced) traceLine(line);
      const status = evaluateDuty(line);
      stopTrace();
      if (status != LineStatus.assessed) {
        rewindTrace(records);
        note(line, status);
      }
    }
    writeDutiable(line);
  }
}

function note(line: u32, status: i32): void {
  store<u8>(<usize>field(Request.status) + line, <u8>status);
  const details: usize = field(Request.detail);
  if (details != 0) store<u32>(details + (<usize>line << 2), status == LineStatus.assessed ? 0 : detail);
}

function writeDutiable(line: u32): void {
  const lows: usize = field(Request.dutiableLow);
  const highs: usize = field(Request.dutiableHigh);
  const work = lineAt(line);
  if (lows != 0) store<u64>(lows + (<usize>line << 3), work.rounded);
  if (highs != 0) store<u64>(highs + (<usize>line << 3), work.roundedHigh);
}
