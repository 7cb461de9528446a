import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createEngine } from "../../src/index";
import { type Context, project } from "../context";
import { medians } from "../measure/rounds";
import { type Section, speed, times } from "../measure/row";
import { onOneCore, timed } from "../programs/run";
import { inTemporaryFolder } from "../programs/temporary";
import { recordsOf } from "../workload/records";

const ENTRIES = 200_000;
/** Times as fast as the bare loop. */
const LEAST = 1.2;

/** The NDJSON command from file to output, beside a loop that only parses, builds an object and prints it. */
export function command({ view, table, simd }: Context): Promise<Section> {
  return inTemporaryFolder(async (folder) => {
    const file = join(folder, "entries.ndjson");
    const engine = await createEngine({ tables: [table], wasm: simd });
    const records = recordsOf(engine, view, ENTRIES);
    engine.dispose();
    writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    const assess = { name: "dutiable assess", run: () => timed([project("dist/cli.js"), "assess", file]) };
    const bare = {
      name: "bare JSON.parse, object, JSON.stringify",
      run: () => timed([project("bench/programs/bare-loop.mjs"), file]),
    };
    const results = await medians([assess, bare], { rounds: 3, time: 0 });
    const perSecond = ({ name }: { name: string }) => (ENTRIES / results.get(name)!) * 1000;
    const factor = perSecond(assess) / perSecond(bare);
    return {
      title: "The command",
      about: `NDJSON from a file to nowhere, process start and end included, ${onOneCore}: ${ENTRIES.toLocaleString("en")} entries.`,
      rows: [
        {
          name: assess.name,
          figure: speed(perSecond(assess)),
          ratio: `${times(factor)} the speed of the bare loop`,
          target: `≥ ${LEAST}×`,
          met: factor >= LEAST,
        },
        { name: bare.name, figure: speed(perSecond(bare)) },
      ],
    };
  });
}
