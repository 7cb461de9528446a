import { type Command, Option } from "commander";
import { createOrigin } from "../node";
import { originRecords } from "../stream/origin-records";
import { answerStream } from "./answer-stream";

interface OriginCommandOptions {
  readonly explain?: boolean;
  readonly format: "json" | "certificate";
}

export function originCommand(program: Command): void {
  program
    .command("origin")
    .description("answer questions of origin with determinations, one a line, in input order")
    .argument("[file]", "NDJSON or a JSON array of questions; - is standard input", "-")
    .option("--explain", "add to each determination the tree of what it follows from")
    .addOption(
      new Option(
        "--format <format>",
        "a certificate of origin for each good that originates, instead of the determination",
      )
        .choices(["json", "certificate"])
        .default("json"),
    )
    .action(origin);
}

const origin = (file: string, { explain = false, format }: OriginCommandOptions): Promise<void> =>
  answerStream(file, async (output, tally) => {
    const engine = await createOrigin();
    const answer =
      format === "certificate" ? engine.certify : (question: unknown) => engine.determine(question, { explain });
    return originRecords(answer, output, tally);
  });
