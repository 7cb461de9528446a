import type { RatedLine } from "../workload/rated-line";
import { dutyInCents } from "./half-up";
import { type Peer, total } from "./peer";

/** A decision of one table, as GoRules writes it: the commodity code in, the rate out. */
function decision(lines: readonly RatedLine[]) {
  const position = { x: 0, y: 0 };
  return {
    nodes: [
      { id: "in", name: "in", type: "inputNode", position },
      {
        id: "rates",
        name: "rates",
        type: "decisionTableNode",
        position,
        content: {
          hitPolicy: "first",
          inputs: [{ id: "commodity", name: "commodity", field: "commodity" }],
          outputs: ["value", "quantity", "quantum"].map((field) => ({ id: field, name: field, field })),
          rules: lines.map(({ code, value, quantity, quantum }) => ({
            _id: code,
            commodity: `'${code}'`,
            value: `${value}`,
            quantity: `${quantity}`,
            quantum: `${quantum}`,
          })),
        },
      },
      { id: "out", name: "out", type: "outputNode", position },
    ],
    edges: [
      { id: "1", sourceId: "in", targetId: "rates", type: "edge" },
      { id: "2", sourceId: "rates", targetId: "out", type: "edge" },
    ],
  };
}

const zen = (name: string, holds: number, atMost: number): Peer => ({
  name,
  holds,
  atMost,
  async prepare({ lines, line, count, cents, hundredths }) {
    const { ZenDecisionContent, ZenEngine } = await import("@gorules/zen-engine");
    const engine = new ZenEngine();
    const table = engine.createDecision(new ZenDecisionContent(decision(lines)));
    const duties = new Float64Array(count);
    return {
      async run() {
        for (let i = 0; i < count; i += 1) {
          const { result } = await table.evaluate({ commodity: lines[line[i]!]!.code });
          duties[i] = dutyInCents(result as RatedLine, Number(cents[i]), Number(hundredths[i]));
        }
        return undefined;
      },
      sum: () => total(duties),
      close: () => engine.dispose(),
    };
  },
});

export const smallZen = zen("zen-engine, table of 5 rows", 5, 2_000);
export const fullZen = zen("zen-engine, table of all lines", Number.POSITIVE_INFINITY, 100);
