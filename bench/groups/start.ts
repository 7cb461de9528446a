import { pathToFileURL } from "node:url";
import { type Context, project } from "../context";
import { median, medians } from "../measure/rounds";
import { duration, type Section } from "../measure/row";
import { answerOf, timed } from "../programs/run";
import { inTemporaryFolder } from "../programs/temporary";

const RUNS = 9;
const PAGE = 100;
const TABLE = 2000;

interface Steps {
  readonly begun: number;
  readonly imported: number;
  readonly read: number;
  readonly ready: number;
  readonly answered: number;
}

/** From nothing to the first answer, each time in a new process; and from facts to a table. */
export async function start({ simd }: Context): Promise<Section> {
  const library = pathToFileURL(project("dist/node.js")).href;
  const table = project("dist/tables/us.tariff");
  const entry = project("examples/entries/first.json");
  const runs: Steps[] = [];
  for (let i = 0; i < RUNS; i += 1) {
    runs.push(await answerOf<Steps>([project("bench/programs/first-answer.mjs"), library, table, entry]));
  }
  const step = (of: (steps: Steps) => number) => median(runs.map(of));
  const cli = {
    name: "dutiable assess, one entry, process start to end",
    run: () => timed([project("dist/cli.js"), "assess", entry]),
  };
  const compile = {
    name: "compile and instantiate the module, warm",
    run: async () => void (await WebAssembly.instantiate(await WebAssembly.compile(simd))),
  };
  const results = await medians([cli, compile], { rounds: 5, time: 0 });
  const ready = step(({ read, answered }) => answered - read);
  const facts = await inTemporaryFolder((folder) => tableTime(folder));
  return {
    title: "Start",
    about: `Each in a new process, the median of ${RUNS}. A page waits for the same work once its bytes are there: module, table, first answer.`,
    rows: [
      { name: "Node itself, to the first line of a program", figure: duration(step(({ begun }) => begun)) },
      { name: "process start to first answer", figure: duration(step(({ answered }) => answered)) },
      { name: "  of it: importing the library", figure: duration(step(({ begun, imported }) => imported - begun)) },
      { name: "  of it: module and table made ready", figure: duration(step(({ read, ready }) => ready - read)) },
      {
        name: "bytes there to first answer",
        figure: duration(ready),
        target: `≤ ${duration(PAGE)}`,
        met: ready <= PAGE,
      },
      { name: compile.name, figure: duration(results.get(compile.name)!) },
      { name: cli.name, figure: duration(results.get(cli.name)!) },
      { name: "facts to tables", figure: duration(facts), target: `≤ ${duration(TABLE)}`, met: facts <= TABLE },
    ],
  };
}

/** The compiler is what the build has left: bundled, as it compiled the tables of this run. */
async function tableTime(folder: string): Promise<number> {
  const compiler = pathToFileURL(project("dist/.build/tariffs.mjs")).href;
  const times: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const { milliseconds } = await answerOf<{ milliseconds: number }>([
      ...[project("bench/programs/build-table.mjs"), compiler, folder],
    ]);
    times.push(milliseconds);
  }
  return median(times);
}
