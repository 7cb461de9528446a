import { dayOf } from "../model/days";
import type { Note } from "../model/issue";
import type { Edition, FamilyName } from "../table/facts";
import type { NotHeldMeta } from "../table/meta";

/** What an answer says because of its date alone. */
export interface CalendarDay {
  /** Id of the edition in force, and how a charge cites the schedule. */
  readonly edition: string;
  readonly instrument: string;
  /** The edition by its full name. */
  readonly label: string;
  /** A family of charges that can apply is not held: no sum is the whole. */
  readonly partial: boolean;
  /** Notes on the day, on what is not held of these goods, and on what the entry leaves open. Frozen, and shared. */
  notes(missing: readonly NotHeldMeta[], open: Open): readonly Note[];
}

/** What an entry leaves open, as bits. */
export const enum Open {
  nothing = 0,
  /** Its transport, on which a fee hangs. */
  transport = 1,
  /** Its type, where it might be informal. */
  entryType = 2,
}

export type Calendar = (day: number, date: string) => CalendarDay;

/** What a calendar reads of a table. */
export interface CalendarFacts {
  readonly editions: readonly Edition[];
  readonly families: readonly {
    readonly family: FamilyName;
    readonly applies: boolean;
    readonly held: readonly { readonly from: string; readonly to?: string }[];
  }[];
  /** Names of the fees that hang on the transport. */
  readonly transportFees: readonly string[];
}

/** Days that are kept; a batch has few. */
const KEPT = 1024;
/** Lists of notes that are kept of a day. */
const KEPT_NOTES = 256;

const FAMILY_NAMES: Readonly<Record<FamilyName, string>> = {
  ordinary: "ordinary duty",
  additional: "additional duties",
  fees: "fees",
  excise: "excise",
  taxes: "taxes",
};

/** Editions published after `knownOn` are not looked at. */
export function calendarOf({ editions, families, transportFees }: CalendarFacts, knownOn: number): Calendar {
  const known = editions.filter(({ known }) => dayOf(known)! <= knownOn);
  const days = new Map<number, CalendarDay>();

  function read(date: string): CalendarDay {
    const edition = known.findLast(({ applies }) => applies <= date) ?? editions[0];
    const absent = families
      .filter(({ applies, held }) => applies && !held.some((period) => covers(period, date)))
      .map(({ family }) => family);
    const late = afterLastEdition(known.at(-1), date);
    const lists = new Map<readonly NotHeldMeta[], (readonly Note[])[]>();
    return Object.freeze({
      edition: edition?.edition ?? "",
      instrument: edition?.instrument ?? edition?.label ?? "",
      label: edition?.label ?? "",
      partial: absent.length > 0,
      notes(missing: readonly NotHeldMeta[], open: Open): readonly Note[] {
        let ofGoods = lists.get(missing);
        if (ofGoods === undefined) {
          ofGoods = [];
          if (lists.size >= KEPT_NOTES) lists.clear();
          lists.set(missing, ofGoods);
        }
        ofGoods[open] ??= frozen([...late, ...notCovered(absent, missing), ...leftOpen(open, transportFees)]);
        return ofGoods[open];
      },
    });
  }

  return (day, date) => {
    let found = days.get(day);
    if (found === undefined) {
      found = read(date);
      if (days.size >= KEPT) days.clear();
      days.set(day, found);
    }
    return found;
  };
}

const frozen = (notes: Note[]): readonly Note[] => Object.freeze(notes.map((note) => Object.freeze(note)));

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

/** Families that are not held on the day, and what is not held of the others for these goods. */
function notCovered(absent: readonly FamilyName[], missing: readonly NotHeldMeta[]): Note[] {
  const partly = missing.filter(({ family }) => !absent.includes(family));
  if (absent.length === 0 && partly.length === 0) return [];
  const order = Object.keys(FAMILY_NAMES) as FamilyName[];
  const families = order.filter((it) => absent.includes(it) || partly.some(({ family }) => family === it));
  const what = absent.map((family) => FAMILY_NAMES[family]).join(", ");
  const gaps = partly.map(({ layer, reason }) => `${layer}: ${reason}`).join("; ");
  const whole = what === "" ? [] : [`the table does not hold the ${what} of this date`];
  const parts = gaps === "" ? [] : [`the table does not hold all that these goods may bear (${gaps})`];
  const layers = [...new Set(partly.map(({ layer }) => layer))];
  const total = parts.length === 0 ? "may be more than" : "may differ from";
  return [
    {
      code: "CHARGES_NOT_COVERED",
      families: Object.freeze(families),
      ...(layers.length === 0 ? {} : { layers: Object.freeze(layers) }),
      message: `${[...whole, ...parts].join("; ")}: what is payable ${total} the charges shown`,
    },
  ];
}

function leftOpen(open: Open, fees: readonly string[]): Note[] {
  const notes: Note[] = [];
  if ((open & Open.entryType) !== 0) {
    const message =
      "entryType is not declared: the entry is taken as formal, and its value would allow an informal one";
    notes.push({ code: "ENTRY_TYPE_ASSUMED", message });
  }
  if ((open & Open.transport) !== 0) {
    const message = `transport is not declared: no ${fees.join(", ")} fee is charged, which hangs on it`;
    notes.push({ code: "TRANSPORT_NOT_DECLARED", layers: Object.freeze([...fees]), message });
  }
  return notes;
}
