import type { RatedLine } from "../workload/rated-line";
import { dutyInCents } from "./half-up";
import { type Peer, total } from "./peer";

/** A rule a line: where the code is the line's, its rate is the event. Every rule is tried for every entry. */
const jsonRules = (holds: number, atMost: number): Peer => ({
  name: `json-rules-engine, ${holds.toLocaleString("en")} rules`,
  holds,
  atMost,
  async prepare({ lines, line, count, cents, hundredths }) {
    const { Engine } = await import("json-rules-engine");
    const engine = new Engine(
      lines.map(({ code, value, quantity, quantum }) => ({
        conditions: { all: [{ fact: "commodity", operator: "equal", value: code }] },
        event: { type: "rate", params: { value, quantity, quantum } },
      })),
    );
    const duties = new Float64Array(count);
    return {
      async run() {
        for (let i = 0; i < count; i += 1) {
          const { events } = await engine.run({ commodity: lines[line[i]!]!.code });
          const rate = events[0]!.params as RatedLine;
          duties[i] = dutyInCents(rate, Number(cents[i]), Number(hundredths[i]));
        }
        return undefined;
      },
      sum: () => total(duties),
    };
  },
});

export const fewJsonRules = jsonRules(5, 10_000);
export const manyJsonRules = jsonRules(1000, 100);
