import { LineStatus, Request, RequestFlag } from "../abi";
import { appendCharges, evaluateDuty } from "./charges";
import { linkComponents } from "./components";
import { recheck } from "./recheck";
import { detail } from "./refusal";
import { asks, field } from "./request";
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
  startAt(first);
  for (let line = first; line < end; line++) note(line, resolveLine(line));
  linkComponents(first, end);
  for (; entry < next; entry++) roundEntry(firstLine(entry), firstLine(entry + 1));
  // Backwards, since components stand behind the line that counts their charges.
  for (let line = end; line-- > first; ) evaluate(line);
  for (let line = first; line < end; line++) appendCharges(line);
}

/** Assesses a line that is an entry of its own, but for appending its charge. */
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
    const status = evaluateDuty(line);
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
