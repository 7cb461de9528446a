import type { Charge } from "../model/assessment";

/** The text of a charge between its amounts: what charges by one rate and one measure have in common. */
export interface ChargeFrame {
  /** Before the amount of each basis, before the charge's own amount, and behind it. */
  readonly pieces: readonly Uint8Array[];
  readonly length: number;
}

/** A letter that stands in JSON as two: no text of a charge holds it as it is. */
const GAP = "\n";
const WRITTEN_GAP = "\\n";

/** The frame of a charge; of the ordinary one up to the citation, which is the line's own. */
export function chargeFrame(charge: Charge): ChargeFrame {
  const { kind, bases, amount, source } = charge;
  const text = JSON.stringify({
    ...charge,
    bases: bases.map((basis) => ({ ...basis, amount: GAP })),
    amount: { ...amount, amount: GAP },
    source: kind === "duty" ? { ...source, citation: GAP } : source,
  });
  const texts = text.split(WRITTEN_GAP);
  const pieces = texts.slice(0, bases.length + 2).map((piece) => Buffer.from(piece));
  return { pieces, length: pieces.reduce((sum, piece) => sum + piece.length, 0) };
}
