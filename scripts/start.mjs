// The main job on an example: examples/entries/first.json assessed on the embedded table, and each charge explained.
import { readFileSync } from "node:fs";
import { createEngine, loadTable, renderExplanation } from "../dist/node.js";

const entry = JSON.parse(readFileSync(new URL("../examples/entries/first.json", import.meta.url), "utf8"));
const engine = await createEngine({ tables: [await loadTable("us")] });
const answer = engine.assess(entry, { explain: true });

const quantities = (entry.quantities ?? []).map(({ amount, unit }) => `, ${amount} ${unit}`).join("");
console.log(`What is due on ${entry.commodity} from ${entry.origin} into ${entry.tariff} on ${entry.date},`);
console.log(`value ${entry.value.amount} ${entry.value.currency}${quantities}?\n`);

if (answer.ok) {
  for (const { kind, measure, rate, amount, source } of answer.charges) {
    console.log(`${kind}, ${measure}: ${amount.amount} ${amount.currency}`);
    console.log(`  ${rate}  (${source.instrument}, ${source.citation})`);
  }
  console.log(`\nWhy:\n${renderExplanation(answer.explanation)}\n`);
  for (const { message } of answer.notes) console.log(`Note: ${message}.`);
  console.log(`Table ${answer.table.edition}, SHA-256 ${answer.table.sha256}; engine ${answer.engine}.`);
} else {
  for (const { code, path, message } of answer.issues) console.log(`${code} at ${path}: ${message}`);
  process.exitCode = 1;
}
