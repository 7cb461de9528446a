import type { Options } from "../options";
import type { Peer, Prepared } from "../peers/peer";
import { type Entries, entriesOf, firstOf } from "../workload/entries";

/** A peer that has answered its entries and got the sum that it should. */
export interface Checked {
  readonly peer: Peer;
  readonly entries: Entries;
  readonly prepared: Prepared;
}

/** Why a peer is not timed. */
export interface Unavailable {
  readonly peer: Peer;
  readonly why: string;
}

/** The entries a peer gets: all, or the first, or as many of the lines that it can hold. */
export function entriesFor(peer: Peer, all: Entries, options: Options): Entries {
  const count = Math.min(all.count, peer.atMost ?? all.count);
  if (peer.holds === undefined || peer.holds >= all.lines.length) return firstOf(all, count);
  // Spread over all chapters.
  const step = all.lines.length / peer.holds;
  const lines = Array.from({ length: peer.holds }, (_, i) => all.lines[Math.floor(i * step)]!);
  return entriesOf(lines, count, options.weighting);
}

/** Lets a peer compute once and compares its sum, if one is expected. What fails is said and left out: it must not stop the run. */
export async function check(
  peer: Peer,
  entries: Entries,
  expected: (entries: Entries) => bigint | undefined | Promise<bigint>,
): Promise<Checked | Unavailable> {
  try {
    const prepared = await peer.prepare(entries);
    await prepared.run();
    const [sum, right] = [await prepared.sum(), await expected(entries)];
    if (right === undefined || sum === right || prepared.duties !== undefined) return { peer, entries, prepared };
    await prepared.close?.();
    return { peer, why: `its duties add up to ${sum} cents, not ${right}` };
  } catch (error) {
    return { peer, why: (error as Error).message.split("\n")[0]! };
  }
}
