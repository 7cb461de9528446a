// From nothing to the first answer: prints when each step was done, in milliseconds since the process began.
//   node first-answer.mjs LIBRARY TABLE ENTRY
import { readFileSync } from "node:fs";

const [library, table, entry] = process.argv.slice(2);
const begun = performance.now();
const { createEngine } = await import(library);
const imported = performance.now();
const tables = [new Uint8Array(readFileSync(table))];
const declared = JSON.parse(readFileSync(entry, "utf8"));
const read = performance.now();
const engine = await createEngine({ tables });
const ready = performance.now();
const { ok } = engine.assess(declared);
const answered = performance.now();
if (!ok) throw new Error("the entry was refused");
console.log(JSON.stringify({ begun, imported, read, ready, answered }));
