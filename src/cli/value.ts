import { addAbortSignal } from "node:stream";
import type { Command } from "commander";
import { createOutput } from "../stream/output";
import { valueRecords } from "../stream/value-records";
import { openInput } from "./input";
import { Status } from "./status";
import { openValuer } from "./tables";

export function valueCommand(program: Command): void {
  program
    .command("value")
    .description("answer valuations with customs values, one a line, in input order")
    .argument("[file]", "NDJSON or a JSON array of valuations; - is standard input", "-")
    .option("--explain", "add to each value the tree of what it follows from")
    .action(value);
}

async function value(file: string, { explain = false }: { readonly explain?: boolean }): Promise<void> {
  const input = await openInput(file);
  const engine = await openValuer();
  const interruption = new AbortController();
  process.once("SIGINT", () => interruption.abort());
  addAbortSignal(interruption.signal, input);
  const tally = { records: 0, refused: 0 };
  try {
    await valueRecords(input, (facts) => engine.value(facts, { explain }), createOutput(process.stdout), tally);
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
  }
  if (interruption.signal.aborted) process.exitCode = Status.interrupted;
  else if (tally.records === 0) console.error(`dutiable: no records in ${file === "-" ? "standard input" : file}`);
  else if (tally.refused > 0) process.exitCode = Status.refused;
}
