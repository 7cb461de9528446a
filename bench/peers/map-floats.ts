import { codesOf, NOT_DECLARED } from "../workload/entries";
import { DENOMINATOR } from "../workload/rated-line";
import { type Peer, Status, total } from "./peer";

/** What is usually written: rates as fractions, amounts in dollars, `Math.round` at the end. Wrong by a cent at times. */
export const mapOfFloats: Peer = {
  name: "Map + numbers, floating",
  prepare(entries) {
    const { lines, count } = entries;
    const rates = new Map(
      lines.map(({ code, value, quantity, quantum }) => [
        Number(code),
        { advalorem: value / DENOMINATOR, specific: quantity / DENOMINATOR, whole: quantum === 100 },
      ]),
    );
    const codes = Float64Array.from(codesOf(entries), Number);
    const values = Float64Array.from(entries.cents, (cents) => Number(cents) / 100);
    const quantities = Float64Array.from(entries.hundredths, (hundredths) =>
      hundredths === NOT_DECLARED ? Number.NaN : Number(hundredths) / 100,
    );
    const duties = new Float64Array(count);
    const status = new Uint8Array(count);
    const cents = () => Float64Array.from(duties, (dollars) => Math.round(dollars * 100));
    return {
      run() {
        for (let i = 0; i < count; i += 1) {
          const rate = rates.get(codes[i]!);
          if (rate === undefined) {
            status[i] = Status.unknownCommodity;
            continue;
          }
          let duty = Math.round(values[i]!) * rate.advalorem;
          if (rate.specific !== 0) duty += (rate.whole ? Math.round(quantities[i]!) : quantities[i]!) * rate.specific;
          duties[i] = Math.round(duty * 100) / 100;
          status[i] = Number.isNaN(duty) ? Status.quantityMissing : Status.assessed;
        }
        return undefined;
      },
      sum: () => total(cents()),
      duties: cents,
    };
  },
};
