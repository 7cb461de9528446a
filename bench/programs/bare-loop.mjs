// What any command that reads and writes NDJSON has to do at least: parse each line, build an answer of an assessment's
// size and shape out of what was declared, write it. No look-up, no duty.
//   node bare-loop.mjs FILE
import { createReadStream, writeSync } from "node:fs";

/** Bytes of output gathered before they are written. */
const FULL = 1 << 16;

const NOT_COVERED = {
  code: "CHARGES_NOT_COVERED",
  families: ["additional", "fees", "excise"],
  message:
    "the table does not hold the additional duties, fees, excise of this date: what is payable may be more than the charges shown",
};

function answer({ id, tariff, date, commodity, value, quantities = [] }) {
  const { amount, currency } = value;
  return {
    id,
    ok: true,
    tariff,
    date,
    commodity,
    customsValue: { amount, currency },
    charges: [
      {
        kind: "duty",
        measure: "general",
        rate: "6.5%",
        bases: [...quantities, { kind: "value", amount, currency }],
        amount: { amount, currency },
        source: { instrument: "HTSUS 2026 Revision 10", citation: commodity },
      },
    ],
    totals: { currency, duty: amount, additionalDuty: "0.00", fees: "0.00", taxes: "0.00", payable: null },
    preference: { applied: null },
    notes: [NOT_COVERED],
    table: { edition: "2026-rev-10", sha256: "0".repeat(64) },
    engine: "1.0.0",
  };
}

let rest = "";
let output = "";
for await (const chunk of createReadStream(process.argv[2], { encoding: "utf8", highWaterMark: FULL })) {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop();
  for (const line of lines) {
    output += `${JSON.stringify(answer(JSON.parse(line)))}\n`;
    if (output.length >= FULL) flush();
  }
}
flush();

function flush() {
  const bytes = Buffer.from(output);
  for (let written = 0; written < bytes.length; ) written += writeSync(1, bytes, written);
  output = "";
}
