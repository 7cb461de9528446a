import type { Command } from "commander";
import { assessRecords } from "../stream/assess-records";
import { answerStream } from "./answer-stream";
import { openEngine } from "./tables";

interface AssessOptions {
  readonly table?: readonly string[];
  readonly explain?: boolean;
  readonly knownOn?: string;
}

export function assessCommand(program: Command): void {
  program
    .command("assess")
    .description("answer entries with assessments, one a line, in input order")
    .argument("[file]", "NDJSON or a JSON array of entries; - is standard input", "-")
    .option("--table <path>", "add a table, or replace the embedded one of its tariff; may be repeated", gather)
    .option("--explain", "add to each assessment the tree of what its charges follow from")
    .option("--known-on <date>", "answer with what was known on that day (YYYY-MM-DD)")
    .action(assess);
}

const gather = (value: string, values: readonly string[] = []): string[] => [...values, value];

const assess = (file: string, { table = [], explain = false, knownOn }: AssessOptions): Promise<void> =>
  answerStream(file, async (output, tally) => assessRecords(await openEngine(table, knownOn), output, tally, explain));
