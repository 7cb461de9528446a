import { dayOf } from "../model/days";
import type { Note } from "../model/issue";
import type { Edition } from "../table/facts";
import type { TableMeta } from "../table/meta";

/** What an answer says because of its date alone. */
export interface CalendarDay {
  /** Id of the edition in force, and how a charge cites the schedule. */
  readonly edition: string;
  readonly instrument: string;
  /** The edition by its full name. */
  readonly label: string;
  /** A family of charges that can apply is not held: no sum is the whole. */
  readonly partial: boolean;
  /** Frozen: answers of a day share them. */
  readonly notes: readonly Note[];
}

export type Calendar = (day: number, date: string) => CalendarDay;

/** Days that are kept; a batch has few. */
const KEPT = 1024;

const FAMILY_NAMES = {
  ordinary: "ordinary duty",
  additional: "additional duties",
  fees: "fees",
  excise: "excise",
  taxes: "taxes",
};

/** Editions published after `knownOn` are not looked at. */
export function calendarOf({ editions, families }: TableMeta, knownOn: number): Calendar {
  const known = editions.filter(({ known }) => dayOf(known)! <= knownOn);
  const days = new Map<number, CalendarDay>();

  function read(_day: number, date: string): CalendarDay {
    const edition = known.findLast(({ applies }) => applies <= date) ?? editions[0];
    const missing = families.filter(({ applies, held }) => applies && !held.some((period) => covers(period, date)));
    const notes = [...afterLastEdition(known.at(-1), date), ...notCovered(missing.map(({ family }) => family))];
    return Object.freeze({
      edition: edition?.edition ?? "",
      instrument: edition?.instrument ?? edition?.label ?? "",
      label: edition?.label ?? "",
      partial: missing.length > 0,
      notes: Object.freeze(notes.map((note) => Object.freeze(note))),
    });
  }

  return (day, date) => {
    let found = days.get(day);
    if (found === undefined) {
      found = read(day, date);
      if (days.size >= KEPT) days.clear();
      days.set(day, found);
    }
    return found;
  };
}

/** Dates of one form compare as texts. */
const covers = ({ from, to }: { from: string; to?: string }, date: string): boolean =>
  from <= date && (to === undefined || date <= to);

/** An edition holds at least on the day on which it was published, and on the first day to which it applies. */
function afterLastEdition(newest: Edition | undefined, date: string): Note[] {
  if (newest === undefined) return [];
  const holds = newest.applies > newest.known ? newest.applies : newest.known;
  if (date <= holds) return [];
  const message = `the newest edition of the table is of ${holds}: a later one may say otherwise for ${date}`;
  return [{ code: "AFTER_LAST_EDITION", edition: newest.edition, date: holds, message }];
}

function notCovered(families: readonly (keyof typeof FAMILY_NAMES)[]): Note[] {
  if (families.length === 0) return [];
  const names = families.map((family) => FAMILY_NAMES[family]).join(", ");
  const message = `the table does not hold the ${names} of this date: what is payable may be more than the charges shown`;
  return [{ code: "CHARGES_NOT_COVERED", families: Object.freeze([...families]), message }];
}
