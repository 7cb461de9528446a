/** Days from 0000-03-01 to 1970-01-01, and in 400 years of the Gregorian calendar. */
const TO_EPOCH: i64 = 719468;
const DAYS_OF_ERA: i64 = 146097;

/** month * 100 + day of a day counted from 1970-01-01. Years run from March, so that the leap day comes last. */
export function monthDayOf(day: i32): u32 {
  const shifted = <i64>day + TO_EPOCH;
  const era = (shifted >= 0 ? shifted : shifted - DAYS_OF_ERA + 1) / DAYS_OF_ERA;
  const dayOfEra = <u32>(shifted - era * DAYS_OF_ERA);
  const year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100);
  const month = (5 * dayOfYear + 2) / 153;
  return (month < 10 ? month + 3 : month - 9) * 100 + dayOfYear - (153 * month + 2) / 5 + 1;
}

/** A day lies in a season of every year, both ends in; a season may run over the end of the year. */
export function isInSeason(day: i32, first: u32, last: u32): bool {
  const monthDay = monthDayOf(day);
  if (first <= last) return monthDay >= first && monthDay <= last;
  return monthDay >= first || monthDay <= last;
}

/** The day counted from 1970-01-01 of a civil date. */
export function dayOf(year: i32, month: u32, day: u32): i32 {
  const shifted: i64 = year - i32(month <= 2);
  const era = (shifted >= 0 ? shifted : shifted - 399) / 400;
  const yearOfEra = shifted - era * 400;
  const dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  return <i32>(era * DAYS_OF_ERA + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - TO_EPOCH);
}
