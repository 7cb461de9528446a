import { parseArgs } from "node:util";
import type { Weighting } from "./workload/random";

/** What `npm run bench -- …` and the environment ask for. */
export interface Options {
  /** Entries of a batch. */
  readonly lines: number;
  readonly weighting: Weighting;
  /** Only groups whose name holds one of these. */
  readonly only: readonly string[];
  /** One group in this process, its section as JSON to standard output: how the program calls itself. */
  readonly group?: string;
  /** Also writes bench/dist/results.json. */
  readonly json: boolean;
  /** Ten million entries through the command instead of one. */
  readonly full: boolean;
}

export const HELP = `npm run bench -- [--only GROUP]… [--weighting uniform|zipf|mix] [--json]
BENCH_LINES=N  entries of a batch (1,000,000)
BENCH_FULL=1   peak memory of the command on ten million entries instead of one million`;

/** What the module's memory holds with all its columns. */
const MOST_LINES = 10_000_000;

/** @throws TypeError, RangeError for what is not an option. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string", multiple: true, default: [] },
      weighting: { type: "string", default: "mix" },
      json: { type: "boolean", default: false },
      group: { type: "string" },
    },
  });
  const lines = Number(environment.BENCH_LINES ?? 1_000_000);
  if (!Number.isInteger(lines) || lines < 1 || lines > MOST_LINES) {
    throw new RangeError(`BENCH_LINES is a whole number from 1 to ${MOST_LINES}`);
  }
  const { only, json, group } = values;
  const full = environment.BENCH_FULL === "1";
  const weighting = weightingOf(values.weighting);
  return { lines, weighting, only, json, full, ...(group === undefined ? {} : { group }) };
}

function weightingOf(name: string): Weighting {
  if (name === "uniform" || name === "zipf" || name === "mix") return name;
  throw new RangeError(`unknown weighting ${name}`);
}
