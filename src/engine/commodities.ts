import { OPEN } from "../../assembly/abi";
import { dateOf } from "../model/days";
import { firstAtLeast, type TableView } from "../table/read";

/** Days on which a code is declarable. `to` is undefined where no end is known. */
export interface Validity {
  readonly from: string;
  readonly to: string | undefined;
}

/** The nomenclature of a table as known on a day, for what is said of codes that cannot be declared. */
export interface Commodities {
  /** Periods of a code, in order, adjoining ones as one; none where the code was never declarable. */
  validity(code: number): Validity[];
  /** Declarable codes on a day that begin with the digits, at most `most`; `more` counts the rest. */
  beginningWith(digits: string, day: number, most: number): { readonly codes: string[]; readonly more: number };
}

export function commoditiesOf({ columns, codes, meta }: TableView, knownOn: number): Commodities {
  const { lineFrom, lineTo, lineKnown, lineEndKnown } = columns;
  const lastDay = (row: number): number => (lineEndKnown[row]! > knownOn ? OPEN : lineTo[row]!);
  const isKnown = (row: number): boolean => lineKnown[row]! <= knownOn && lastDay(row) >= lineFrom[row]!;

  return {
    validity(code) {
      const days: { from: number; to: number }[] = [];
      for (let row = firstAtLeast(codes, code); codes[row] === code; row += 1) {
        if (!isKnown(row)) continue;
        const before = days.at(-1);
        if (before !== undefined && before.to >= lineFrom[row]! - 1) before.to = Math.max(before.to, lastDay(row));
        else days.push({ from: lineFrom[row]!, to: lastDay(row) });
      }
      return days.map(({ from, to }) => ({ from: dateOf(from), to: to === OPEN ? undefined : dateOf(to) }));
    },
    beginningWith(digits, day, most) {
      const scale = 10 ** (meta.codeDigits - digits.length);
      const end = (Number(digits) + 1) * scale;
      const found: string[] = [];
      let more = 0;
      let last = -1;
      for (let row = firstAtLeast(codes, Number(digits) * scale); codes[row]! < end; row += 1) {
        const code = codes[row]!;
        if (code === last || !isKnown(row) || day < lineFrom[row]! || day > lastDay(row)) continue;
        last = code;
        if (found.length < most) found.push(String(code).padStart(meta.codeDigits, "0"));
        else more += 1;
      }
      return { codes: found, more };
    },
  };
}
