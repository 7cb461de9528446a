import type { AnnexRow } from "./annex";

/** Prefixes of one length, both included. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

const CODE = /\d{4}[. ]\d{2}(?!\d)|\d{2}\.\d{2}(?!\d)|\d{6}(?!\d)|\d{4}|\d{2}/g;
const TO = /^\s*(?:-|–|to)\s*$/;

/** Of codes of two lengths the shorter is filled up: `4101` to `410419` begins at `410100`. */
function range(from: string, to: string): Range {
  const length = Math.max(from.length, to.length);
  return { from: from.padEnd(length, "0"), to: to.padEnd(length, "9") };
}

/** Column 1 as codes; undefined where it names a chapter, whose rest the data file spells out. */
function printed(heading: string): readonly Range[] | undefined {
  const found = [...heading.matchAll(CODE)];
  if (/chapter/i.test(heading) || found.length === 0) return undefined;
  const ranges: Range[] = [];
  for (const [i, match] of found.entries()) {
    const code = match[0].replace(/[. ]/g, "");
    const before = found[i - 1];
    const gap = before === undefined ? "" : heading.slice(before.index + before[0].length, match.index);
    const last = TO.test(gap) ? ranges.pop() : undefined;
    ranges.push(last === undefined ? range(code, code) : range(last.from, code));
  }
  return ranges.every(({ from, to }) => from <= to) ? ranges : undefined;
}

/** `4410000000` to `4413999999` as `4410` to `4413`. */
function shortest(min: string, max: string): Range | undefined {
  if (!/^\d{10}$/.test(min) || !/^\d{10}$/.test(max) || max < min) return undefined;
  for (const length of [2, 4, 6, 8]) {
    if (/^0*$/.test(min.slice(length)) && /^9*$/.test(max.slice(length))) {
      return { from: min.slice(0, length), to: max.slice(0, length) };
    }
  }
  return { from: min, to: max };
}

/** The codes of a row; none if neither column 1 nor the data file tells them. */
export function rangesOf({ heading, min, max }: AnnexRow): readonly Range[] {
  const ranges = printed(heading);
  if (ranges !== undefined) return ranges;
  const whole = shortest(min, max);
  return whole === undefined || whole.to.length - whole.from.length !== 0 ? [] : [whole];
}
