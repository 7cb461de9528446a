import Big from "big.js";
import { codesOf, NOT_DECLARED } from "../workload/entries";
import { DENOMINATOR } from "../workload/rated-line";
import { type Peer, Status } from "./peer";

const HALF_UP = 1;

/** Decimal arithmetic of any size; amounts and rates are `Big` already, so that no text is read in the loop. */
export const bigJs: Peer = {
  name: "big.js",
  atMost: 100_000,
  prepare(entries) {
    const { lines, count } = entries;
    const rates = new Map(
      lines.map(({ code, value, quantity, quantum }) => [
        Number(code),
        {
          advalorem: Big(value).div(DENOMINATOR),
          specific: quantity === 0 ? undefined : Big(quantity).div(DENOMINATOR),
          decimals: quantum === 100 ? 0 : 2,
        },
      ]),
    );
    const codes = Float64Array.from(codesOf(entries), Number);
    const hundredth = (amount: bigint) => Big(amount.toString()).div(100);
    const values = Array.from(entries.cents, hundredth);
    const quantities = Array.from(entries.hundredths, (q) => (q === NOT_DECLARED ? undefined : hundredth(q)));
    const duties: Big[] = new Array(count).fill(Big(0));
    const status = new Uint8Array(count);
    return {
      run() {
        for (let i = 0; i < count; i += 1) {
          const rate = rates.get(codes[i]!);
          if (rate === undefined) {
            status[i] = Status.unknownCommodity;
            continue;
          }
          let duty = values[i]!.round(0, HALF_UP).times(rate.advalorem);
          if (rate.specific) {
            const declared = quantities[i];
            if (declared === undefined) {
              status[i] = Status.quantityMissing;
              continue;
            }
            duty = duty.plus(declared.round(rate.decimals, HALF_UP).times(rate.specific));
          }
          duties[i] = duty.round(2, HALF_UP);
          status[i] = Status.assessed;
        }
        return undefined;
      },
      sum: () => duties.reduce((sum, duty) => sum + BigInt(duty.times(100).toFixed(0)), 0n),
    };
  },
};
