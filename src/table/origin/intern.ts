/** Rows of a table that are written once, however often they are asked for. */
export interface Interned<T> {
  /** The row of a value, written if it is new. */
  (value: T): number;
  readonly size: () => number;
}

/** @throws RangeError beyond `most` rows, which u16 columns could not refer to. */
export function interned<T>(
  what: string,
  keyOf: (value: T) => string,
  write: (value: T, row: number) => void,
  first = 0,
): Interned<T> {
  const rows = new Map<string, number>();
  const row = (value: T): number => {
    const key = keyOf(value);
    const known = rows.get(key);
    if (known !== undefined) return known;
    const next = first + rows.size;
    if (next > MOST_ROWS) throw new RangeError(`more than ${MOST_ROWS} ${what}`);
    rows.set(key, next);
    write(value, next);
    return next;
  };
  return Object.assign(row, { size: () => first + rows.size });
}

const MOST_ROWS = 0xffff;
