import type { Context } from "../context";
import { medians } from "../measure/rounds";
import { type Row, type Section, speed, times } from "../measure/row";
import { copyingPeer, kernelPeer, mixedPeer } from "../peers/kernel";
import { native } from "../peers/native";
import { type Peer, total } from "../peers/peer";
import { dutiesOf, entriesOf } from "../workload/entries";
import { MIXED_DATES, mixedEntries } from "../workload/mixed";
import { type Checked, check, type Unavailable } from "./checked";

/**
 * Targets in lines a second are for a machine on which the yardstick, C that only looks up and multiplies, does so many
 * lines a second; elsewhere they move with it, measured in the same run.
 */
const YARDSTICK = 131e6;
const HOMOGENEOUS = 70e6;
const MIXED = 25e6;
/** Most times as long as C may take. */
const MOST = { scalar: 1.35, simd: 1.2 };

/** The kernel itself, beside the same algorithm in C. */
export async function kernel(context: Context): Promise<Section> {
  const { options, rated, scalar, simd, table, view, country, date } = context;
  const entries = entriesOf(rated.lines, options.lines, options.weighting);
  const mixed = mixedEntries(view, options.lines);
  const all = {
    simd: kernelPeer("kernel, SIMD", { wasm: simd, table }, context),
    scalar: kernelPeer("kernel, scalar", { wasm: scalar, table }, context),
    copying: copyingPeer("kernel, SIMD, columns copied in and out", { wasm: simd, table }, context),
    mixed: mixedPeer("kernel, mixed dates, origins, preferences", { wasm: simd, table }, mixed),
    c: native("C, gcc -O3", ["-O3"]),
    cHere: native("C, gcc -O3 -march=native", ["-O3", "-march=native"]),
    yardstick: native("C, look-up and product only", ["-O3", "-DYARDSTICK"]),
  } satisfies Record<string, Peer>;
  const sum = total(dutiesOf(entries));
  const sums = new Map<Peer, bigint>([
    [all.mixed, mixed.sum],
    [all.simd, sum],
    [all.scalar, sum],
    [all.copying, sum],
    [all.c, sum],
    [all.cHere, sum],
  ]);
  const checked: (Checked | Unavailable)[] = [];
  for (const peer of Object.values(all)) checked.push(await check(peer, entries, () => sums.get(peer)));
  const ready = checked.flatMap((it) => ("why" in it ? [] : [it]));
  const results = await medians(
    ready.map(({ peer, prepared }) => ({ name: peer.name, ...prepared })),
    { rounds: 7, time: 100 },
  );
  for (const { prepared } of ready) await prepared.close?.();

  const perSecond = ({ name }: Peer) => (options.lines / (results.get(name) ?? Number.NaN)) * 1000;
  const scale = perSecond(all.yardstick) / YARDSTICK;
  const row = (peer: Peer, target: Pick<Row, "ratio" | "target" | "met"> = {}): Row => {
    const failed = checked.find((it) => "why" in it && it.peer === peer);
    if (failed && "why" in failed) return { name: peer.name, figure: `not available: ${failed.why}` };
    return { name: peer.name, figure: speed(perSecond(peer)), ...target };
  };
  return {
    title: "Kernel",
    about:
      `Look-up, dutiable value and quantity, duty, charges as columns, all in prewritten columns: ` +
      `${options.lines.toLocaleString("en")} lines (${options.weighting}), ${country}, ${date}, no preference; ` +
      `mixed: ${MIXED_DATES}, ${mixed.countries.length} origins, ${Math.round(mixed.claimed * 100)} % with a preference. ` +
      `C does the same with the same columns.`,
    rows: [
      row(all.simd, besideC(all.simd, MOST.simd)),
      row(all.scalar, besideC(all.scalar, MOST.scalar)),
      row(all.simd, onScale(all.simd, HOMOGENEOUS)),
      row(all.mixed, onScale(all.mixed, MIXED)),
      row(all.copying),
      row(all.c),
      row(all.cHere),
      row(all.yardstick),
    ],
  };

  /** Time beside C's. */
  function besideC(peer: Peer, most: number): Pick<Row, "ratio" | "target" | "met"> {
    const factor = perSecond(all.c) / perSecond(peer);
    if (Number.isNaN(factor)) return {};
    return { ratio: `${times(factor)} the time of C`, target: `≤ ${most}×`, met: factor <= most };
  }
  /** Speed beside the target as it is on this machine. */
  function onScale(peer: Peer, least: number): Pick<Row, "ratio" | "target" | "met"> {
    if (Number.isNaN(scale)) return {};
    return {
      ratio: `${speed(perSecond(peer) / scale)} on the scale of the targets`,
      target: `≥ ${speed(least)}`,
      met: perSecond(peer) / scale >= least,
    };
  }
}
