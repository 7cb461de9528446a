import { codesOf, NOT_DECLARED } from "../workload/entries";
import { DENOMINATOR } from "../workload/rated-line";
import { type Peer, Status, total } from "./peer";

/** 2 × numerator + denominator must stay below 2^53, and a quotient of doubles is floored right below 2^52. */
const LARGEST_EXACT = 2 ** 51;
const MISSING = -1;

/**
 * The fastest plain JavaScript that is right: columns of doubles that hold integers, a `Map` from code to rate, and a
 * bound below which the arithmetic of doubles is exact. Beyond the bound it throws: none of the entries is there.
 */
export const mapOfNumbers: Peer = {
  name: "Map + numbers, integers in doubles",
  prepare(entries) {
    const { lines, count } = entries;
    const rates = new Map(lines.map(({ code }, row) => [Number(code), row]));
    const value = Float64Array.from(lines, (line) => line.value);
    const quantity = Float64Array.from(lines, (line) => line.quantity);
    const quantum = Float64Array.from(lines, (line) => line.quantum);
    const codes = Float64Array.from(codesOf(entries), Number);
    const cents = Float64Array.from(entries.cents, Number);
    const hundredths = Float64Array.from(entries.hundredths, (q) => (q === NOT_DECLARED ? MISSING : Number(q)));
    const duties = new Float64Array(count);
    const status = new Uint8Array(count);
    return {
      run() {
        for (let i = 0; i < count; i += 1) {
          const row = rates.get(codes[i]!);
          if (row === undefined) {
            status[i] = Status.unknownCommodity;
            continue;
          }
          let exact = value[row]! * Math.floor((cents[i]! + 50) / 100) * 100;
          const specific = quantity[row]!;
          if (specific !== 0) {
            const declared = hundredths[i]!;
            if (declared === MISSING) {
              status[i] = Status.quantityMissing;
              continue;
            }
            exact += specific * (quantum[row] === 1 ? declared : Math.floor((declared + 50) / 100) * 100);
          }
          if (exact > LARGEST_EXACT) throw new RangeError("doubles do not hold the product");
          duties[i] = Math.floor((2 * exact + DENOMINATOR) / (2 * DENOMINATOR));
          status[i] = Status.assessed;
        }
        return undefined;
      },
      sum: () => total(duties),
    };
  },
};
