import { EVERY_COUNTRY } from "../../../assembly/abi";
import { COUNTRIES, countryNumber } from "../../model/countries";
import type { TariffFacts } from "../facts";
import { comparePeriods, complement, EVER, intersect, overlap, type Period, periodOf } from "../periods";
import { type Draft, interner } from "./draft";

/** A country's membership. */
export interface Member extends Period {
  /** `countryNumber` */
  readonly country: number;
}

/** An area as a measure names it: one area, less another where `except` is not 0. */
export interface AreaPair {
  readonly area: number;
  readonly except: number;
}

export interface AreaTable {
  /** The area of this name. @param fact whose flaw it is when there is none */
  readonly pair: (name: string | undefined, except: string | undefined, what: string) => AreaPair;
  /** The countries of the area of this name, each as often as it has been a member. */
  readonly members: (name: string, fact: object) => readonly Member[];
  /** The countries that a text names: `any` (each of them, as one member), or areas and countries with spaces between. */
  readonly goods: (text: string, fact: object) => readonly Member[];
  /** The number of an area of these members; equal members are one area, under the name that came first. */
  readonly number: (name: string, members: readonly Member[]) => number;
  /** Whether a country is in both areas on some day. @param out areas whose countries do not count */
  readonly meet: (a: number, b: number, out?: readonly number[]) => boolean;
  /** Names in the order of the numbers. */
  readonly names: readonly string[];
}

const ANY = "any";

export function areaTable({ data, complain }: Draft, facts: TariffFacts): AreaTable {
  const intern = interner();
  const names: string[] = [];
  const stored: (readonly Member[])[] = [];
  const listed = membersByArea(facts, complain);
  const differences = facts.regime.areas ?? {};
  for (const name of Object.keys(differences)) {
    if (name === ANY || listed.has(name)) complain(`regime.json: the area ${name} is defined twice`);
  }

  const store = (key: string, name: string, rows: readonly Member[]): number =>
    intern(key, () => {
      for (const { country, from, to, known, endKnown } of rows) {
        data.memberCountry.push(country);
        data.memberFrom.push(from);
        data.memberTo.push(to);
        data.memberKnown.push(known);
        data.memberEndKnown.push(endKnown);
      }
      data.areaStart.push(data.memberCountry.length);
      names.push(name);
      stored.push(rows);
    });
  // Area 0 has no members written down, and every country in it: unlike an area in which nobody is.
  store(ANY, ANY, []);

  const number: AreaTable["number"] = (name, members) => {
    const rows = [...members].sort((a, b) => a.country - b.country || comparePeriods(a, b));
    const cells = rows.map(({ country, from, to, known, endKnown }) => [country, from, to, known, endKnown]);
    return store(JSON.stringify(cells), name, rows);
  };

  const plain = (name: string, what: string): number => {
    if (name === ANY) return 0;
    const members = listed.get(name);
    if (members === undefined) complain(`${what}: unknown area ${name}`);
    return number(name, members ?? []);
  };

  const pair: AreaTable["pair"] = (name = ANY, except, what) => {
    const difference = differences[name];
    if (difference?.except !== undefined && except !== undefined) {
      complain(`${what}: the area ${name} already has countries taken out of it`);
    }
    const [area, without] = difference ? [difference.area, difference.except ?? except] : [name, except];
    return { area: plain(area, what), except: without === undefined ? 0 : plain(without, what) };
  };

  const members: AreaTable["members"] = (name, fact) => {
    const difference = differences[name];
    if (difference !== undefined) {
      const out = difference.except === undefined ? [] : (listed.get(difference.except) ?? []);
      return subtract(listed.get(difference.area) ?? everyCountry(), out, (message) => complain(message, fact));
    }
    const found = name === ANY ? everyCountry() : listed.get(name);
    if (found === undefined) complain(`unknown area ${name}`, fact);
    return found ?? [];
  };

  const goods: AreaTable["goods"] = (text, fact) => {
    if (text === ANY) return everywhere([EVER]);
    return text.split(" ").flatMap((code) => {
      if (listed.has(code) || differences[code] !== undefined) return members(code, fact);
      const country = countryNumber(code);
      if (country === undefined) complain(`unknown area or country ${code}`, fact);
      return country === undefined ? [] : [{ country, ...EVER }];
    });
  };

  const meet: AreaTable["meet"] = (a, b, out = []) => {
    if (a === 0 || b === 0) return true;
    const isOut = (country: number): boolean =>
      out.some((area) => stored[area]?.some((member) => member.country === country));
    return share(stored[a] ?? [], stored[b] ?? [], isOut);
  };
  return { pair, members, goods, number, meet, names };
}

/** Whether some country that is not out is among both on some day. */
export const share = (
  some: readonly Member[],
  others: readonly Member[],
  isOut: (country: number) => boolean,
): boolean =>
  some.some((one) =>
    others.some((other) => {
      const country = one.country === EVERY_COUNTRY ? other.country : one.country;
      const same = other.country === country || other.country === EVERY_COUNTRY;
      return same && overlap(one, other) && !isOut(country);
    }),
  );

/** Each country, in these periods. */
export const everywhere = (periods: readonly Period[]): Member[] =>
  periods.map((period) => ({ country: EVERY_COUNTRY, ...period }));

const everyCountry = (): Member[] =>
  [...COUNTRIES].map((code) => ({ country: countryNumber(code) as number, ...EVER }));

/** The listed areas' members, checked. */
function membersByArea(facts: TariffFacts, complain: Draft["complain"]): Map<string, Member[]> {
  const areas = new Map<string, Member[]>();
  for (const fact of facts.areas) {
    const country = countryNumber(fact.country);
    const period = periodOf(fact);
    if (country === undefined) complain(`unknown country ${fact.country}`, fact);
    if (typeof period === "string") complain(`${fact.area} ${fact.country}: ${period}`, fact);
    if (country === undefined || typeof period === "string") continue;
    const members = areas.get(fact.area) ?? [];
    areas.set(fact.area, members);
    if (members.some((member) => member.country === country && overlap(member, period))) {
      complain(`${fact.country} is in ${fact.area} twice at a time`, fact);
    }
    members.push({ country, ...period });
  }
  return areas;
}

/** Members of one list on the days on which they are not members of the other. */
function subtract(members: readonly Member[], out: readonly Member[], complain: (message: string) => void): Member[] {
  let rest = [...members];
  for (const gone of out) {
    const without = complement(gone).map((period) => ({ country: gone.country, ...period }));
    rest = rest.flatMap((member) =>
      member.country === gone.country ? meeting([member], without, complain) : [member],
    );
  }
  return rest;
}

/** What holds by a period of each list, country by country. */
export function meeting(
  members: readonly Member[],
  others: readonly (Period & { readonly country?: number })[],
  complain: (message: string) => void,
): Member[] {
  const both: Member[] = [];
  for (const member of members) {
    for (const other of others) {
      if (other.country !== undefined && other.country !== member.country) continue;
      const period = intersect(member, other);
      if (period === null) complain("an end that was known twice, the later one first: state the earlier end in both");
      else if (period !== undefined) both.push({ country: member.country, ...period });
    }
  }
  return both;
}
