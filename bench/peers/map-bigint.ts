import { codesOf, NOT_DECLARED } from "../workload/entries";
import { DENOMINATOR } from "../workload/rated-line";
import { type Peer, Status, total } from "./peer";

/** Exact at any size: columns of BigInts, a `Map` from code to rate. */
export const mapOfBigInts: Peer = {
  name: "Map + BigInt",
  prepare(entries) {
    const { lines, count, cents, hundredths } = entries;
    const rates = new Map(
      lines.map(({ code, value, quantity, quantum }) => [
        BigInt(code),
        { value: BigInt(value) * 100n, quantity: BigInt(quantity), whole: quantum === 100 },
      ]),
    );
    const codes = codesOf(entries);
    const duties = new BigUint64Array(count);
    const status = new Uint8Array(count);
    const denominator = BigInt(DENOMINATOR);
    const twice = 2n * denominator;
    return {
      run() {
        for (let i = 0; i < count; i += 1) {
          const rate = rates.get(codes[i]!);
          if (rate === undefined) {
            status[i] = Status.unknownCommodity;
            continue;
          }
          let exact = rate.value * ((cents[i]! + 50n) / 100n);
          if (rate.quantity !== 0n) {
            const declared = hundredths[i]!;
            if (declared === NOT_DECLARED) {
              status[i] = Status.quantityMissing;
              continue;
            }
            exact += rate.quantity * (rate.whole ? ((declared + 50n) / 100n) * 100n : declared);
          }
          duties[i] = (2n * exact + denominator) / twice;
          status[i] = Status.assessed;
        }
        return undefined;
      },
      sum: () => total(duties),
    };
  },
};
