import { LineStatus, Request, RequestFlag } from "../abi";
import { appendCharges, chargeCount, evaluateDuty, takeBack } from "./charges";
import { linkComponents } from "./components";
import { appendEntryCharges } from "./entry-charges";
import { closeStack, evaluateLayers, openStack } from "./layers";
import { recheck } from "./recheck";
import { detail } from "./refusal";
import { asks, field, parentOf } from "./request";
import { resolveLine } from "./resolve";
import { rewindTrace, stopTrace, traceCount, traceLine } from "./trace";
import { roundEntry } from "./value";
import { lineAt, startAt } from "./work";

/** The definitional passes, in the order of the law: which rate, which value, rounded how, what duty, which charges. */

/** First line of an entry; without entries each line is its own. */
export function firstLine(entry: u32): u32 {
  const starts: usize = field(Request.entryStart);
  return starts == 0 ? entry : load<u32>(starts + ((<usize>entry) << 2));
}

/** Assesses entries up to `next`, whose lines must fit the room for lines. */
export function assessEntries(entry: u32, next: u32): void {
  const first = firstLine(entry);
  const end = firstLine(next);
  const before = entry;
  startAt(first);
  for (let line = first; line < end; line++) note(line, resolveLine(line));
  linkComponents(first, end);
  for (; entry < next; entry++) roundEntry(firstLine(entry), firstLine(entry + 1));
  // Backwards, since components stand behind the line that counts their charges.
  for (let line = end; line-- > first; ) evaluate(line);
  for (entry = before; entry < next; entry++) appendEntry(entry);
}

/** Appends the charges of an entry's lines, and behind its last line those of the entry. */
function appendEntry(entry: u32): void {
  const first = firstLine(entry);
  const end = firstLine(entry + 1);
  let top = first;
  while (top < end && parentOf(top) < 0) top++;
  for (let line = first; line < end; line++) {
    const before = chargeCount;
    appendCharges(line);
    if (line + 1 != top) continue;
    const status = appendEntryCharges(entry, first, top);
    if (status == LineStatus.assessed) continue;
    takeBack(before);
    note(line, status);
  }
}

/** Appends the charges of a line that is an entry of its own and has been assessed alone. */
export function appendAlone(line: u32): void {
  appendEntry(line);
}

/** Assesses a line that is an entry of its own, but for appending its charges. */
export function assessAlone(line: u32): i32 {
  startAt(line);
  note(line, resolveLine(line));
  roundEntry(line, line + 1);
  evaluate(line);
  return statusOf(line);
}

function statusOf(line: u32): i32 {
  return load<u8>(<usize>field(Request.status) + line);
}

function evaluate(line: u32): void {
  if (statusOf(line) == LineStatus.assessed) {
    const records = traceCount;
    const traced = asks(RequestFlag.trace);
    if (traced) traceLine(line);
    const status = evaluateCharges(line);
    stopTrace();
    if (status != LineStatus.assessed) {
      rewindTrace(records);
      note(line, status);
    } else if (traced) {
      recheck(line);
    }
  }
  writeDutiable(line);
}

/** The ordinary duty and, but for components, what is charged beside it. */
function evaluateCharges(line: u32): i32 {
  if (parentOf(line) >= 0) {
    closeStack();
    return evaluateDuty(line);
  }
  let status = openStack(line);
  if (status == LineStatus.assessed) status = evaluateDuty(line);
  return status == LineStatus.assessed && !asks(RequestFlag.ordinaryOnly) ? evaluateLayers(line) : status;
}

function note(line: u32, status: i32): void {
  store<u8>(<usize>field(Request.status) + line, <u8>status);
  const details: usize = field(Request.detail);
  if (details != 0) store<u32>(details + ((<usize>line) << 2), status == LineStatus.assessed ? 0 : detail);
}

function writeDutiable(line: u32): void {
  const lows: usize = field(Request.dutiableLow);
  const highs: usize = field(Request.dutiableHigh);
  const work = lineAt(line);
  if (lows != 0) store<u64>(lows + ((<usize>line) << 3), work.rounded);
  if (highs != 0) store<u64>(highs + ((<usize>line) << 3), work.roundedHigh);
}
