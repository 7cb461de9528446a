import type { Command } from "commander";
import { answerRecords } from "../stream/answer-records";
import { answerStream } from "./answer-stream";
import { openValuer } from "./tables";

export function valueCommand(program: Command): void {
  program
    .command("value")
    .description("answer valuations with customs values, one a line, in input order")
    .argument("[file]", "NDJSON or a JSON array of valuations; - is standard input", "-")
    .option("--explain", "add to each value the tree of what it follows from")
    .action(value);
}

const value = (file: string, { explain = false }: { readonly explain?: boolean }): Promise<void> =>
  answerStream(file, async (output, tally) => {
    const engine = await openValuer();
    return answerRecords((facts) => engine.value(facts, { explain }), output, tally);
  });
