import { ValueRounding } from "../abi";
import { toMultiple } from "../arithmetic/rounding";
import { high, low } from "../arithmetic/wide";
import { roundByRate } from "./footing";
import { parentOf, table } from "./request";
import { Line, lineAt } from "./work";

/** Rounds the dutiable values of one entry as the regime says. Components are no part of it: each is rounded by itself. */
export function roundEntry(first: u32, end: u32): void {
  if (table.valueRule == ValueRounding.exact) return;
  let top = first;
  while (top < end && parentOf(top) < 0) top++;
  for (let line = top; line < end; line++) roundAlone(lineAt(line));
  const grouped = table.valueRule == ValueRounding.rateGroups && top - first > 1;
  if (grouped) roundByRate(first, top);
  else for (let line = first; line < top; line++) roundAlone(lineAt(line));
}

function roundAlone(work: Line): void {
  // A value below 2^96 and a quantum below 2^63: the multiple cannot leave 128 bits.
  toMultiple(work.exact, work.exactHigh, table.valueQuantum, table.valueRounding);
  work.rounded = low;
  work.roundedHigh = high;
}
