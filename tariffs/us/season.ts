/**
 * Seasons of fresh produce, chapters 7 and 8, from the words of a row: "entered during the period from March 1 to
 * July 14, inclusive, … in any year". Both days are in; a season may run over the end of the year; a row may have two.
 */

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const NAMES = MONTHS.join("|");
/** February ends on the 29th where a season says its last day. */
const LAST_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const DAY = String.raw`(?:(?:the )?(?:following )?(?:${NAMES}) \d{1,2}|the last day of (?:the )?(?:following )?(?:${NAMES}))`;
const PERIOD = new RegExp(`from (${DAY}),?(?: in any year,?)? to (${DAY})|the month of (${NAMES})`, "g");
const DATED = new RegExp(
  String.raw`\b(?:(?:${NAMES}) \d{1,2}\b|month of (?:${NAMES})|last day of .{0,20}(?:${NAMES}))`,
  "g",
);

export interface Season {
  /** `03-01/07-14`, two with a space between; undefined where the words set none, or are not read whole. */
  readonly season: string | undefined;
  /** Some date of the words is not read. */
  readonly unread: boolean;
}

export function readSeason(description: string): Season {
  const periods = [...description.matchAll(PERIOD)];
  const dates = description.match(DATED)?.length ?? 0;
  const read = periods.reduce((count, [, , , month]) => count + (month === undefined ? 2 : 1), 0);
  const seasons = periods.map(([, from = "", to = "", month]) =>
    month === undefined ? `${dayOf(from)}/${dayOf(to)}` : `${dayOf(`${month} 1`)}/${dayOf(`last day of ${month}`)}`,
  );
  const unread = read !== dates;
  return { season: unread || seasons.length === 0 ? undefined : seasons.join(" "), unread };
}

/** `MM-DD` of "March 1" or of "the last day of the following February". */
function dayOf(text: string): string {
  const month = MONTHS.findIndex((name) => text.includes(name));
  const day = /\d+/.exec(text)?.[0] ?? String(LAST_DAYS[month]);
  return `${String(month + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
}
