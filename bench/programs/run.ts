import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { text } from "node:stream/consumers";

/** Whether `taskset` is there to hold a process on one core. */
const pins = spawnSync("taskset", ["-V"], { stdio: "ignore" }).status === 0;

/** How the rows of programs that ran on one core say so. */
export const onOneCore = pins ? "on one core" : "not held on one core: taskset is missing";

/** The command line of a Node program held on the last core, where that is possible. */
function nodeOnOneCore(args: readonly string[]): [string, string[]] {
  const core = String(availableParallelism() - 1);
  return pins ? ["taskset", ["-c", core, process.execPath, ...args]] : [process.execPath, [...args]];
}

/** Runs a Node program on one core, its output thrown away; the milliseconds from start to exit. */
export function timed(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const [command, options] = nodeOnOneCore(args);
  const child = spawn(command, options, { stdio: ["ignore", "ignore", "inherit"] });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve(performance.now() - start);
      else reject(new Error(`${args[0]} ended with ${code}`));
    });
  });
}

/** Runs a Node program and reads the JSON that it prints last. */
export async function answerOf<T>(args: readonly string[]): Promise<T> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  const output = await text(child.stdout);
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`${args.at(-1)} ended with ${code}`);
  return JSON.parse(output.trim().split("\n").at(-1)!) as T;
}
