import { addAbortSignal } from "node:stream";
import type { Command } from "commander";
import { assessRecords } from "../stream/assess-records";
import { createOutput } from "../stream/output";
import { openInput } from "./input";
import { createProgress } from "./progress";
import { Status } from "./status";
import { openEngine } from "./tables";

interface AssessOptions {
  readonly table: readonly string[];
  readonly explain?: boolean;
  readonly knownOn?: string;
}

export function assessCommand(program: Command): void {
  program
    .command("assess")
    .description("answer entries with assessments, one a line, in input order")
    .argument("[file]", "NDJSON or a JSON array of entries; - is standard input", "-")
    .option("--table <path>", "add a table, or replace the embedded one of its tariff; may be repeated", gather, [])
    .option("--explain", "add to each charge the tree of what it follows from")
    .option("--known-on <date>", "answer with what was known on that day (YYYY-MM-DD)")
    .action(assess);
}

const gather = (value: string, values: readonly string[]): string[] => [...values, value];

async function assess(file: string, { table, explain = false, knownOn }: AssessOptions): Promise<void> {
  const input = await openInput(file);
  const engine = await openEngine(table, knownOn);
  const interruption = new AbortController();
  // Once: a second interrupt ends the process at once.
  process.once("SIGINT", () => interruption.abort());
  addAbortSignal(interruption.signal, input);

  const output = createOutput(process.stdout);
  const progress = createProgress(process.stderr);
  const tally = { records: 0, refused: 0 };
  try {
    const onProgress = () => progress.update(tally.records);
    await assessRecords(input, engine, output, tally, { explain, onProgress });
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
  } finally {
    progress.end();
  }
  if (interruption.signal.aborted) process.exitCode = Status.interrupted;
  else if (tally.records === 0) console.error(`dutiable: no records in ${file === "-" ? "standard input" : file}`);
  else if (tally.refused > 0) process.exitCode = Status.refused;
}
