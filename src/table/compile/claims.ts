import type { Programme, TariffFacts } from "../facts";
import type { ClaimMeta } from "../meta";
import { compareTexts } from "../order";
import { overlap, periodOf } from "../periods";
import { type AreaTable, type Member, meeting } from "./areas";
import type { Draft } from "./draft";

/** What a programme's symbol in a cell opens: a claim, for the goods of an area. */
export interface Opening {
  readonly claim: number;
  readonly area: number;
}

export interface ClaimTable {
  /** Claims that a symbol answers; undefined for a symbol that the facts do not have. */
  readonly openings: (symbol: string) => readonly Opening[] | undefined;
  /** The claim of a code; undefined for a code that no programme has. */
  readonly number: (code: string) => number | undefined;
  readonly meta: readonly (ClaimMeta | null)[];
}

/**
 * Claims by their codes. The goods that may claim a preference are those of the programme's area, on the days on which
 * both the programme and the membership are law: the area of a claim holds dates of both.
 */
export function claimTable({ data, complain }: Draft, facts: TariffFacts, areas: AreaTable): ClaimTable {
  const programmes = [...facts.programmes].sort((a, b) => compareTexts(orderOf(a), orderOf(b)));
  const openings = new Map<string, Opening[]>();
  const meta: (ClaimMeta | null)[] = [null];
  data.claimArea.push(0);

  for (const code of [...new Set(programmes.map(({ claim }) => claim))].sort()) {
    const ofClaim = programmes.filter(({ claim }) => claim === code);
    const symbols = [...new Set(ofClaim.map(({ symbol }) => symbol))];
    const goods = symbols.map((symbol) =>
      goodsOf(
        ofClaim.filter((it) => it.symbol === symbol),
        areas,
        complain,
      ),
    );
    const claim = meta.length;
    data.claimArea.push(areas.number(nameOf(ofClaim), distinct(goods.flat())));
    symbols.forEach((symbol, i) => {
      const name = nameOf(ofClaim.filter((it) => it.symbol === symbol));
      const area = areas.number(name, goods[i] as readonly Member[]);
      openings.set(symbol, [...(openings.get(symbol) ?? []), { claim, area }]);
    });
    meta.push({ code, symbols, periods: ofClaim.map(({ claim: _, ...period }) => period) });
  }
  const numbers = new Map(meta.flatMap((claim, number) => (claim === null ? [] : [[claim.code, number] as const])));
  return { openings: (symbol) => openings.get(symbol), number: (code) => numbers.get(code), meta };
}

/** The areas of programmes: what their goods' own area, which holds the programmes' dates too, is called. */
const nameOf = (rows: readonly Programme[]): string => [...new Set(rows.map(({ area }) => area))].join(" + ");

const orderOf = ({ symbol, claim, from, known, area }: Programme): string[] => [symbol, claim, from, known, area];

/** The members of the areas of one symbol's rows, within the rows' own dates. */
function goodsOf(rows: readonly Programme[], areas: AreaTable, complain: Draft["complain"]): Member[] {
  const dated = rows.flatMap((row) => {
    const period = periodOf(row);
    if (typeof period !== "string") return [{ row, period }];
    complain(`${row.symbol}: ${period}`, row);
    return [];
  });
  dated.forEach(({ row, period }, i) => {
    const before = dated.slice(0, i);
    if (before.some((other) => overlap(other.period, period)))
      complain(`${row.symbol} is in force twice at a time`, row);
  });
  return dated.flatMap(({ row, period }) =>
    meeting(areas.members(row.area, row), [period], (message) => complain(`${row.symbol}: ${message}`, row)),
  );
}

function distinct(members: readonly Member[]): Member[] {
  return [...new Map(members.map((member) => [Object.values(member).join(" "), member])).values()];
}
