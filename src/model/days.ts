/**
 * Civil dates of the proleptic Gregorian calendar as days since 1970-01-01. No time zone: the date of an entry is the
 * territory's own. The arithmetic counts years from 1 March, so that the leap day is a year's last.
 */

const DAYS_IN_ERA = 146097;
/** From 0000-03-01 to 1970-01-01. */
const EPOCH = 719468;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** The last day of a month, 1 to 12. */
const monthLength = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);

/** Decimal digits from `start` to `end`, or NaN. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** The day of `YYYY-MM-DD`; undefined for any other text and for dates that no calendar has, such as 2025-02-30. */
export function dayOf(date: string): number | undefined {
  if (date.length !== 10 || date[4] !== "-" || date[7] !== "-") return undefined;
  const year = digits(date, 0, 4);
  const month = digits(date, 5, 7);
  const day = digits(date, 8, 10);
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month))) return undefined;
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_ERA + dayOfEra - EPOCH;
}

/** `YYYY-MM-DD` of a day between 0000-01-01 and 9999-12-31. @throws RangeError outside. */
export function dateOf(day: number): string {
  if (!Number.isInteger(day) || day < -719528 || day > 2932896) throw new RangeError(`no date has the day ${day}`);
  const fromMarch = day + EPOCH;
  const era = Math.floor(fromMarch / DAYS_IN_ERA);
  const dayOfEra = fromMarch - era * DAYS_IN_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const pad = (value: number, width: number): string => value.toString().padStart(width, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

/** month * 100 + day of `MM-DD`; 29 February counts as a day of the year. Undefined for what is no such text. */
export function dayOfYear(text: string): number | undefined {
  if (text.length !== 5 || text[2] !== "-") return undefined;
  const month = digits(text, 0, 2);
  const day = digits(text, 3, 5);
  return month >= 1 && month <= 12 && day >= 1 && day <= monthLength(2000, month) ? month * 100 + day : undefined;
}
