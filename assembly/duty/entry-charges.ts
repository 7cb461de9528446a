import { ChargeUnit, Column, LineStatus, Request, RequestFlag, TraceOperation } from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { high, low, plus } from "../arithmetic/wide";
import { at } from "../table/table";
import { startEntryBase } from "./base";
import { charged, chargeOfProgram } from "./charge";
import { hasRoom, writeCharge } from "./charges";
import { pendingAt } from "./pending";
import { refuse } from "./refusal";
import { asks, field, table } from "./request";
import { record, stopTrace, traceLine, tracing } from "./trace";
import { lineAt } from "./work";

/**
 * Charges of a whole entry: on the customs values of the lines that bear them, bound once. They stand behind those of the
 * entry's last line, and their records under `lineCount` + entry. An entry with a refused line has none.
 */
export function appendEntryCharges(entry: u32, first: u32, top: u32): i32 {
  for (let line = first; line < top; line++) {
    if (load<u8>(<usize>field(Request.status) + line) != LineStatus.assessed) return LineStatus.assessed;
  }
  const traced = asks(RequestFlag.trace);
  if (traced) traceLine(field(Request.lineCount) + entry);
  let status: i32 = LineStatus.assessed;
  for (let line = first; line < top && status == LineStatus.assessed; line++) status = appendNew(first, line, top);
  stopTrace();
  return status;
}

/** Charges the entry what a line bears and none before it has brought in. */
function appendNew(first: u32, line: u32, top: u32): i32 {
  const work = lineAt(line);
  for (let index: u32 = 0; index < work.pending; index++) {
    const pending = pendingAt(line, index);
    if (at<u8>(table, Column.kindPer, pending.kind) != ChargeUnit.entry) continue;
    if (isBorne(first, line, pending.kind)) continue;
    const status = appendOne(pending.kind, pending.program, line, top);
    if (status != LineStatus.assessed) return status;
  }
  return LineStatus.assessed;
}

function appendOne(kind: u32, program: u32, line: u32, top: u32): i32 {
  let sum: u64 = 0;
  let sumHigh: u64 = 0;
  for (let bearer = line; bearer < top; bearer++) {
    if (!bears(bearer, kind)) continue;
    plus(sum, sumHigh, lineAt(bearer).exact, lineAt(bearer).exactHigh);
    sum = low;
    sumHigh = high;
  }
  startEntryBase(kind, sum, sumHigh);
  const status = chargeOfProgram(program, line);
  if (status != LineStatus.assessed) return status;
  if (tracing)
    record(TraceOperation.layer, table.chargeRounding, 1, kind, charged, 0, powerOfTen(table.minorDigits), 0);
  if (!hasRoom(1)) return refuse(LineStatus.noRoom, 0);
  writeCharge(charged, kind, program);
  return LineStatus.assessed;
}

function bears(line: u32, kind: u32): bool {
  const work = lineAt(line);
  for (let index: u32 = 0; index < work.pending; index++) if (pendingAt(line, index).kind == kind) return true;
  return false;
}

function isBorne(first: u32, end: u32, kind: u32): bool {
  for (let line = first; line < end; line++) if (bears(line, kind)) return true;
  return false;
}
