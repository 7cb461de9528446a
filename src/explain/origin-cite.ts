import type { OriginSource } from "../model/origin/determination";

const UNREAD: Readonly<Record<string, string>> = { known: " (not verified)", secondary: " (by a secondary source)" };

/** Instrument and place, and how well they are known where they were not read. */
export const cite = ({ instrument, citation, evidence }: OriginSource): string =>
  `${[instrument, citation].filter((it) => it !== "").join(", ")}${UNREAD[evidence] ?? ""}`;
