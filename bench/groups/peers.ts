import type { Context } from "../context";
import { medians } from "../measure/rounds";
import { type Row, type Section, speed, times } from "../measure/row";
import { bigJs } from "../peers/big-js";
import { duckdb } from "../peers/duckdb";
import { fewJsonRules, manyJsonRules } from "../peers/json-rules";
import { kernelPeer } from "../peers/kernel";
import { mapOfBigInts } from "../peers/map-bigint";
import { mapOfFloats } from "../peers/map-floats";
import { mapOfNumbers } from "../peers/map-numbers";
import { type Peer, total } from "../peers/peer";
import { sqlite } from "../peers/sqlite";
import { fullZen, smallZen } from "../peers/zen";
import { dutiesOf, type Entries, entriesOf } from "../workload/entries";
import { type Checked, check, entriesFor } from "./checked";

/** How many times faster the kernel is to be. */
const TARGETS = new Map<Peer, number>([
  [mapOfNumbers, 7],
  [mapOfBigInts, 30],
  [duckdb, 10],
  [sqlite, 100],
]);
const PEERS = [
  mapOfNumbers,
  mapOfFloats,
  mapOfBigInts,
  bigJs,
  duckdb,
  sqlite,
  fewJsonRules,
  manyJsonRules,
  smallZen,
  fullZen,
];

/** The kernel beside other ways to do the same work. */
export async function peers(context: Context): Promise<Section> {
  const { options, rated, simd, table } = context;
  const all = entriesOf(rated.lines, options.lines, options.weighting);
  const kernel = kernelPeer("Dutiable, kernel with SIMD", { wasm: simd, table }, context);
  const own = await check(kernel, all, (entries) => total(dutiesOf(entries)));
  if ("why" in own) throw new Error(`${kernel.name}: ${own.why}`);

  const ready: Checked[] = [own];
  const refused: Row[] = [];
  for (const peer of PEERS) {
    const result = await check(peer, entriesFor(peer, all, options), (entries) => sumByKernel(kernel, entries, own));
    if ("why" in result) refused.push({ name: peer.name, figure: `not available: ${result.why}` });
    else ready.push(result);
  }
  const candidates = ready.map(({ peer, prepared }) => ({ name: peer.name, ...prepared }));
  const results = await medians(candidates, { rounds: 5, time: 50 });
  const perSecond = ({ peer, entries }: Checked) => (entries.count / results.get(peer.name)!) * 1000;
  const rows = ready.map((it): Row => (it === own ? ownRow(it) : peerRow(it)));
  for (const { prepared } of ready) await prepared.close?.();

  function ownRow(it: Checked): Row {
    return { name: it.peer.name, figure: speed(perSecond(it)) };
  }
  function peerRow(it: Checked): Row {
    const factor = perSecond(own as Checked) / perSecond(it);
    const target = TARGETS.get(it.peer);
    const row = { name: it.peer.name, figure: speed(perSecond(it)), ratio: `kernel ${times(factor)} as fast` };
    const remark = remarkOf(it, all);
    return target === undefined
      ? { ...row, remark }
      : { ...row, remark, target: `≥ ${target}×`, met: factor >= target };
  }
  return {
    title: "The same duties by other means",
    about:
      `Look up the code, take the general rate, round value and quantity as 19 CFR 159.3 does, duty in cents half up: ` +
      `${all.count.toLocaleString("en")} entries of ${rated.lines.length.toLocaleString("en")} lines, ${context.country}, ` +
      `${context.date}. ${rated.leftOut} lines with rates of other forms are left out for all. Each peer's duties add up to the engine's.`,
    rows: [...rows, ...refused],
  };
}

/** What the kernel's duties add up to: the right sum for a peer. */
async function sumByKernel(kernel: Peer, entries: Entries, own: Checked): Promise<bigint> {
  if (entries.lines === own.entries.lines && entries.count === own.entries.count) return own.prepared.sum();
  const prepared = await kernel.prepare(entries);
  await prepared.run();
  return prepared.sum();
}

function remarkOf({ entries, prepared }: Checked, all: Entries): string {
  const remarks: string[] = [];
  if (entries.lines.length < all.lines.length) remarks.push(`${entries.lines.length.toLocaleString("en")} lines`);
  if (entries.count < all.count) remarks.push(`${entries.count.toLocaleString("en")} entries`);
  const duties = prepared.duties?.();
  if (duties !== undefined) {
    let wrong = 0;
    let i = 0;
    for (const right of dutiesOf(entries)) if (BigInt(duties[i++]!) !== right) wrong += 1;
    remarks.push(`${wrong.toLocaleString("en")} duties are wrong by a cent`);
  }
  return remarks.join(", ");
}
