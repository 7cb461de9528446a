/**
 * Parsers as functions from a place among tokens to the readings that start there, the preferred first and one for each
 * place where a reading can end. They compose: a grammar is written as a handful of small ones, and a choice made too
 * early is taken back by the next reading. What has been read at a place is remembered, so that the work grows with the
 * length of the text and not with the number of its readings.
 */

export interface Reading<Meaning> {
  readonly meaning: Meaning;
  /** The place after the last token that was read. */
  readonly end: number;
}

type Tokens = readonly string[];

export type Parser<Meaning> = (tokens: Tokens, at: number) => readonly Reading<Meaning>[];

/** Of two readings that end at one place the first is kept. */
function distinct<Meaning>(readings: readonly Reading<Meaning>[]): readonly Reading<Meaning>[] {
  if (readings.length < 2) return readings;
  const ends = new Set<number>();
  return readings.filter(({ end }) => !ends.has(end) && ends.add(end));
}

/** Reads each place of a text once. */
function remembered<Meaning>(parser: Parser<Meaning>): Parser<Meaning> {
  let text: Tokens = [];
  let found: (readonly Reading<Meaning>[] | undefined)[] = [];
  return (tokens, at) => {
    if (tokens !== text) {
      text = tokens;
      found = [];
    }
    const readings = found[at] ?? distinct(parser(tokens, at));
    found[at] = readings;
    return readings;
  };
}

/** Reads nothing. */
export const nothing = <Meaning>(meaning: Meaning): Parser<Meaning> => {
  return (_, at) => [{ meaning, end: at }];
};

export function map<From, To>(parser: Parser<From>, meant: (meaning: From) => To): Parser<To> {
  return remembered((tokens, at) => parser(tokens, at).map(({ meaning, end }) => ({ meaning: meant(meaning), end })));
}

/** Keeps the readings that mean something. */
export function check<From, To>(parser: Parser<From>, meant: (meaning: From) => To | undefined): Parser<To> {
  return (tokens, at) =>
    parser(tokens, at).flatMap(({ meaning, end }) => {
      const found = meant(meaning);
      return found === undefined ? [] : [{ meaning: found, end }];
    });
}

type Meanings<Parsers extends readonly Parser<unknown>[]> = {
  [Place in keyof Parsers]: Parsers[Place] extends Parser<infer Meaning> ? Meaning : never;
};

/** One after the other. */
export function sequence<const Parsers extends readonly Parser<unknown>[]>(
  ...parsers: Parsers
): Parser<Meanings<Parsers>> {
  return remembered((tokens, at) => {
    let readings: readonly Reading<readonly unknown[]>[] = [{ meaning: [], end: at }];
    for (const parser of parsers) {
      readings = distinct(
        readings.flatMap((before) =>
          parser(tokens, before.end).map(({ meaning, end }) => ({ meaning: [...before.meaning, meaning], end })),
        ),
      );
    }
    return readings as readonly Reading<Meanings<Parsers>>[];
  });
}

/** Any of them, in order of preference. */
export function oneOf<Meaning>(...parsers: readonly Parser<Meaning>[]): Parser<Meaning> {
  return remembered((tokens, at) => parsers.flatMap((parser) => parser(tokens, at)));
}

/** The first of them that reads anything: its readings only. */
export function firstOf<Meaning>(...parsers: readonly Parser<Meaning>[]): Parser<Meaning> {
  return remembered((tokens, at) => {
    for (const parser of parsers) {
      const readings = parser(tokens, at);
      if (readings.length > 0) return readings;
    }
    return [];
  });
}

export function optional<Meaning>(parser: Parser<Meaning>): Parser<Meaning | undefined> {
  return oneOf<Meaning | undefined>(parser, nothing(undefined));
}

/** One or more with a joint between them, the longest first: `join` says how the next item is joined to those before. */
export function row<Item, Joint>(
  item: Parser<Item>,
  joint: Parser<Joint>,
): Parser<{ readonly items: readonly Item[]; readonly joints: readonly Joint[] }> {
  return remembered((tokens, start) => {
    type Row = { readonly items: readonly Item[]; readonly joints: readonly Joint[] };
    const begun = new Set<number>();
    const more = (at: number, before: Row): Reading<Row>[] => {
      if (begun.has(at)) return [];
      begun.add(at);
      return item(tokens, at).flatMap(({ meaning, end }) => {
        const items = [...before.items, meaning];
        const longer = joint(tokens, end).flatMap((gap) =>
          gap.end > at ? more(gap.end, { items, joints: [...before.joints, gap.meaning] }) : [],
        );
        return [...longer, { meaning: { items, joints: before.joints }, end }];
      });
    };
    return more(start, { items: [], joints: [] });
  });
}

/** One or more, with a separator between them. */
export function listOf<Meaning>(item: Parser<Meaning>, separator: Parser<unknown>): Parser<readonly Meaning[]> {
  return map(row(item, separator), ({ items }) => items);
}

/** Lets a grammar refer to a parser that is defined later. */
export function later<Meaning>(parser: () => Parser<Meaning>): Parser<Meaning> {
  return (tokens, at) => parser()(tokens, at);
}

/** What stands between two others. */
export function between<Meaning>(
  before: Parser<unknown>,
  parser: Parser<Meaning>,
  after: Parser<unknown>,
): Parser<Meaning> {
  return map(sequence(before, parser, after), ([, meaning]) => meaning);
}

export function after<Meaning>(before: Parser<unknown>, parser: Parser<Meaning>): Parser<Meaning> {
  return map(sequence(before, parser), ([, meaning]) => meaning);
}
