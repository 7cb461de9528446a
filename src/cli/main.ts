import { Command, CommanderError } from "commander";
import { version } from "../../package.json";
import { StructureError } from "../stream/record-sink";
import { assessCommand } from "./assess";
import { compileCommand } from "./compile";
import { diffCommand } from "./diff";
import { drawbackCommand } from "./drawback";
import { inspectCommand } from "./inspect";
import { originCommand } from "./origin";
import { Misuse, Status } from "./status";
import { valueCommand } from "./value";

const program = new Command("dutiable")
  .description("Computes customs duty exactly, offline, and explains each charge.")
  .version(version)
  .showHelpAfterError("(add --help to see what the command takes)")
  .exitOverride();

assessCommand(program);
compileCommand(program);
inspectCommand(program);
diffCommand(program);
valueCommand(program);
originCommand(program);
drawbackCommand(program);

/** Errors of the library that are the caller's doing. */
const CALLERS: readonly string[] = ["MISUSE", "TABLE_DUPLICATE"];

/** The status for what was thrown; says on standard error what commander has not said itself. */
function statusOf(error: unknown): Status {
  if (error instanceof CommanderError) return error.exitCode === 0 ? Status.answered : Status.misuse;
  const { code = "", message } = error as NodeJS.ErrnoException;
  // The reader of the output has gone, as `head` does: nothing is left to say, and no one to say it to.
  if (code === "EPIPE") return Status.answered;
  console.error(`dutiable: ${message}`);
  const misused = error instanceof Misuse || error instanceof StructureError || CALLERS.includes(code);
  return misused ? Status.misuse : Status.failure;
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = statusOf(error);
}
