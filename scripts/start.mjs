// The main job on an example: examples/entries/first.json assessed on the embedded table: the charges, what is payable
// of them, and why.
import { readFileSync } from "node:fs";
import { createEngine, loadTable, renderExplanation } from "../dist/node.js";

const entry = JSON.parse(readFileSync(new URL("../examples/entries/first.json", import.meta.url), "utf8"));
const engine = await createEngine({ tables: [await loadTable("us")] });
const answer = engine.assess(entry, { explain: true });

const money = ({ amount, currency }) => `${amount} ${currency}`;
const declared = Object.entries(entry.facts ?? {}).map(([fact, value]) => `, ${fact} ${money(value)}`);
console.log(`What is due on ${entry.commodity} of ${entry.origin}, entered into ${entry.tariff} on ${entry.date}`);
console.log(`by ${entry.transport}, value ${money(entry.value)}${declared.join("")}?\n`);

if (answer.ok) {
  printCharges(answer);
  const width = process.stdout.columns ?? 120;
  console.log("\nWhy:\n");
  for (const line of renderExplanation(answer.explanation).split("\n")) console.log(wrapped(line, width));
  console.log(`\nTable ${answer.table.edition}, SHA-256 ${answer.table.sha256}; engine ${answer.engine}.`);
} else {
  for (const { code, path, message } of answer.issues) console.log(`${code} at ${path}: ${message}`);
  process.exitCode = 1;
}

function printCharges({ charges, totals, notes }) {
  const row = (...cells) => console.log(columns(cells).trimEnd());
  row("amount", "", "measure", "provision", "of", "rate");
  for (const { measure, rate, bases, amount, source, refundable } of charges) {
    const of = bases.map((basis) => basis.amount).join(", ");
    row(amount.amount, refundable ? "*" : "", measure, source.citation, of, rate);
  }
  console.log();
  const { duty, additionalDuty, fees, payable, currency } = totals;
  row(duty, "", "duty");
  row(additionalDuty, "", "additional duties");
  row(fees, "", "fees");
  row(payable ?? "?", "", `payable, ${currency}`);
  for (const { code, message, amount } of notes) {
    console.log();
    if (code === "REFUNDABLE") row(amount.amount, "*", "of it refundable: held unlawful since");
    else console.log(`${code}: ${message}.`);
  }
}

/** Amount, mark and bases stand at the right of their columns, words at the left. */
function columns([amount, mark, measure, provision = "", of = "", rate = ""]) {
  return `${amount.padStart(10)}${mark.padEnd(2)}${measure.padEnd(24)}${provision.padEnd(12)}${of.padStart(6)}  ${rate}`;
}

/** A line of a tree broken at blanks, with the tree's own strokes before what is carried over. */
function wrapped(line, width) {
  const [strokes] = /^[│├└─ ]*/.exec(line);
  const below = `${strokes.replace("├─", "│ ").replace("└─", "  ")}     `;
  const lines = [strokes];
  for (const word of line.slice(strokes.length).split(" ")) {
    if (lines.at(-1).length + word.length > width && lines.at(-1) !== below) lines.push(below);
    lines.push(`${lines.pop()}${word} `);
  }
  return lines.map((it) => it.trimEnd()).join("\n");
}
