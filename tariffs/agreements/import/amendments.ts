/**
 * What a later decision changed in an annex and the data files do not show yet, as words of theirs and what they are now.
 *
 * Electric accumulators and electrified vehicles, EU-UK TCA Annex 5: Decision No 1/2023 of the Partnership Council of
 * 21 December 2023 lets the first transitional rules run until 31 December 2026, and the second ones never begin.
 */
const AMENDMENTS: Readonly<Record<string, readonly (readonly [printed: string, now: string])[]>> = {
  "gb-eu": [["(until 31 December 2023)", "(until 31 December 2026)"]],
};

export const amended = (agreement: string, text: string): string =>
  (AMENDMENTS[agreement] ?? []).reduce((words, [printed, now]) => words.replaceAll(printed, now), text);
