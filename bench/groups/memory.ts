import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createEngine } from "../../src/index";
import { type Context, project } from "../context";
import { megabytes, type Section, speed } from "../measure/row";
import { recordsOf } from "../workload/records";

const MOST = 200 * 1024 * 1024;
/** Different entries; they are sent again and again. */
const BLOCK = 20_000;
const SAMPLED_EVERY = 20;

/** Peak memory of the command while entries stream through it. */
export async function memory({ options, view, table, simd }: Context): Promise<Section> {
  const blocks = (options.full ? 10_000_000 : 1_000_000) / BLOCK;
  const entries = blocks * BLOCK;
  const engine = await createEngine({ tables: [table], wasm: simd });
  const records = recordsOf(engine, view, BLOCK);
  engine.dispose();
  const block = Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(""));

  const start = performance.now();
  const child = spawn(process.execPath, [project("dist/cli.js"), "assess", "-"], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  let peak = 0;
  const sample = () => {
    peak = Math.max(peak, peakOf(child.pid!));
  };
  const sampling = setInterval(sample, SAMPLED_EVERY);
  const ended = once(child, "exit");
  for (let i = 0; i < blocks; i += 1) if (!child.stdin.write(block)) await once(child.stdin, "drain");
  sample();
  child.stdin.end();
  const [code] = (await ended) as [number];
  clearInterval(sampling);
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`the command ended with ${code}`);
  const known = peak > 0;
  return {
    title: "Memory of the command",
    about: `${entries.toLocaleString("en")} entries through standard input${options.full ? "" : " (ten million with BENCH_FULL=1)"}.`,
    rows: [
      {
        name: "peak resident memory",
        figure: known ? megabytes(peak) : "not available: needs /proc",
        target: `≤ ${megabytes(MOST)}`,
        ...(known ? { met: peak <= MOST } : {}),
      },
      { name: "meanwhile", figure: speed(entries / seconds) },
    ],
  };
}

/** Bytes of the process's high-water mark so far; 0 where the system does not tell. */
function peakOf(pid: number): number {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return 0;
  try {
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync(file, "utf8"))?.[1] ?? 0) * 1024;
  } catch {
    // The process has ended between the two lines.
    return 0;
  }
}
