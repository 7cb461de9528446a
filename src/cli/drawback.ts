import type { Command } from "commander";
import { type DrawbackAnswer, drawback } from "../index";
import { answerRecords } from "../stream/answer-records";
import { answerStream } from "./answer-stream";
import { embeddedDrawbacks } from "./tables";

export function drawbackCommand(program: Command): void {
  program
    .command("drawback")
    .description("answer claims for drawback with what is refunded, one a line, in input order")
    .argument("[file]", "NDJSON or a JSON array of claims; - is standard input", "-")
    .action(claims);
}

const claims = (file: string): Promise<void> =>
  answerStream(file, async (output, tally) => {
    const territories = await embeddedDrawbacks();
    // A claim under a tariff without rules is refused by those of the first: they name the tariff that they are of.
    const answer = (claim: unknown): DrawbackAnswer => {
      const { tariff } = (claim ?? {}) as { readonly tariff?: unknown };
      return drawback(claim, territories.find((rules) => rules.tariff === tariff) ?? territories[0]!);
    };
    return answerRecords(answer, output, tally);
  });
