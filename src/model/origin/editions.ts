/**
 * Editions of the Harmonized System at six digits, and what a code of one can be in another. The facts are those of the
 * correlation tables: they name every code that goods of a code can bear, not the usual one.
 */
export interface Editions {
  /** Years of the editions held, oldest first. */
  readonly years: readonly number[];
  readonly codes: ReadonlyMap<number, ReadonlySet<string>>;
  /** `2022>2017`: codes of the first → codes of the second, where that is not the same code alone. */
  readonly changes: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

/** Text of one step from an edition to the one before it. */
export interface EditionStep {
  readonly newer: number;
  readonly older: number;
  /** Columns `codes` and `were`, as `readEditions` explains. */
  readonly text: string;
}

export type Correlation =
  | { readonly ok: true; readonly codes: readonly string[] }
  /** `edition`: not held; `code`: none of its edition; `none`: the tables name no counterpart. */
  | { readonly ok: false; readonly reason: "edition" | "code" | "none"; readonly edition: number };

/**
 * Reads the newest edition's codes (`heading`, `subheadings`: `0101`, `21 29 30 90`) and the steps back from it, newest
 * first. A step's row says which codes were which before (`0101:21,29 0102:10`); a code that stands in no row was
 * itself. A row without codes holds those that have no successor.
 * @throws RangeError for text that has not this form, or a step that does not follow the one before
 */
export function readEditions(year: number, list: string, steps: readonly EditionStep[]): Editions {
  const newest = new Set(
    rows(list, "heading\tsubheadings").flatMap(([heading, ends]) => spell(`${heading}:${ends.replaceAll(" ", ",")}`)),
  );
  const codes = new Map<number, ReadonlySet<string>>([[year, newest]]);
  const changes = new Map<string, ReadonlyMap<string, readonly string[]>>();
  let at = year;
  for (const { newer, older, text } of steps) {
    if (newer !== at || older >= newer) throw new RangeError(`no step from ${at}: ${newer} to ${older}`);
    const changed = new Map<string, readonly string[]>();
    const gone = new Set<string>();
    for (const [now, were] of rows(text, "codes\twere")) {
      const before = spell(were);
      if (now === "") for (const code of before) gone.add(code);
      else for (const code of spell(now)) changed.set(code, before);
    }
    const current = codes.get(newer) as ReadonlySet<string>;
    const stray = [...changed.keys()].find((code) => !current.has(code));
    if (stray !== undefined) throw new RangeError(`${stray} is no code of ${newer}`);
    const successors = new Map<string, string[]>([...gone].map((code) => [code, []]));
    for (const code of current) {
      for (const before of changed.get(code) ?? [code]) {
        const known = successors.get(before);
        if (known) known.push(code);
        else successors.set(before, [code]);
      }
    }
    codes.set(older, new Set(successors.keys()));
    changes.set(`${newer}>${older}`, changed);
    changes.set(`${older}>${newer}`, onlyChanged(successors));
    at = older;
  }
  return { years: [...codes.keys()].sort((a, b) => a - b), codes, changes };
}

/**
 * Every code that goods of `code` in the edition `from` can bear in the edition `to`, ascending; through the editions
 * between them, so that what one step widens the next widens further.
 */
export function possibleCodes(editions: Editions, code: string, from: number, to: number): Correlation {
  const { years } = editions;
  for (const edition of [from, to]) if (!years.includes(edition)) return { ok: false, reason: "edition", edition };
  if (!editions.codes.get(from)?.has(code)) return { ok: false, reason: "code", edition: from };
  let possible: readonly string[] = [code];
  const step = from < to ? 1 : -1;
  for (let at = years.indexOf(from); years[at] !== to; at += step) {
    const next = years[at + step] as number;
    const changed = editions.changes.get(`${years[at]}>${next}`);
    possible = [...new Set(possible.flatMap((each) => changed?.get(each) ?? [each]))];
    if (possible.length === 0) return { ok: false, reason: "none", edition: next };
  }
  return { ok: true, codes: [...possible].sort() };
}

const onlyChanged = (map: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> =>
  new Map([...map].filter(([code, to]) => to.length !== 1 || to[0] !== code));

/** `0101:21,29 0102:10` → the six-digit codes. */
function spell(text: string): readonly string[] {
  return text.split(" ").flatMap((part) => {
    const match = /^(\d{4}):(\d{2}(?:,\d{2})*)$/.exec(part);
    if (match === null) throw new RangeError(`no codes of six digits: ${JSON.stringify(part)}`);
    return (match[2] as string).split(",").map((end) => `${match[1]}${end}`);
  });
}

function rows(text: string, header: string): readonly (readonly [string, string])[] {
  const [first, ...lines] = text.split("\n");
  if (first !== header) throw new RangeError(`header ${JSON.stringify(header)} expected`);
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const [left, right, ...more] = line.split("\t");
      if (left === undefined || right === undefined || more.length > 0)
        throw new RangeError(`two cells expected: ${line}`);
      return [left, right] as const;
    });
}
