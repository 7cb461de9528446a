import type { Issue } from "../../model/issue";
import type { AgreementFacts, Party } from "../../model/origin/agreement";
import type { OriginQuestion } from "../../model/origin/question";

/** An agreement with what a question looks up in it. */
export interface Agreement {
  readonly facts: AgreementFacts;
  /** Country → the side it belongs to. */
  readonly sides: ReadonlyMap<string, Party>;
  /** Countries whose originating materials cumulate though they are no parties. */
  readonly diagonal: ReadonlySet<string>;
  readonly cumulates: ReadonlySet<"bilateral" | "full" | "diagonal" | "partial">;
  /** Cumulation that depends on further agreements between its countries. */
  readonly conditional: ReadonlySet<string>;
}

export function agreementOf(facts: AgreementFacts): Agreement {
  const { parties, cumulation = [] } = facts;
  const diagonal = cumulation.filter(({ kind }) => kind === "diagonal");
  return {
    facts,
    sides: new Map(parties.flatMap((party) => [party.party, ...party.countries].map((country) => [country, party]))),
    diagonal: new Set(diagonal.flatMap(({ countries = [] }) => countries)),
    cumulates: new Set(cumulation.map(({ kind }) => kind)),
    conditional: new Set(diagonal.filter(({ conditional }) => conditional).flatMap(({ countries = [] }) => countries)),
  };
}

/** Whether a country's originating materials count as the parties' own; a good without preference has no parties. */
export const counts = ({ facts, sides, diagonal }: Agreement, country: string): boolean =>
  facts.nonPreferential === true || sides.has(country) || diagonal.has(country);

const within = (date: string, from: string | undefined, to: string | undefined): boolean =>
  (from === undefined || date >= from) && (to === undefined || date <= to);

/** That the agreement applies on the date between the countries, as far as they are stated. */
export function checkForce({ facts, sides }: Agreement, question: OriginQuestion): readonly Issue[] {
  const { date } = question;
  const [from, to] = [facts.from?.date, facts.to?.date];
  if (!within(date, from, to)) return [notInForce(facts, "/date", from, to, date)];
  if (facts.nonPreferential) return [];
  const issues: Issue[] = [];
  for (const side of ["exportCountry", "importCountry"] as const) {
    const country = question[side];
    if (country === undefined) continue;
    const party = sides.get(country);
    if (party === undefined) issues.push(notAParty(facts, `/${side}`, country));
    else if (!within(date, party.from, party.to)) issues.push(notInForce(facts, "/date", party.from, party.to, date));
  }
  return issues.length > 0 ? issues : checkDirection({ facts, sides }, question);
}

/** That the good goes from one party to another, and into the territory that grants the preference where one alone does. */
function checkDirection({ facts, sides }: Pick<Agreement, "facts" | "sides">, question: OriginQuestion): Issue[] {
  const { exportCountry = "", importCountry = "" } = question;
  const [maker, taker] = [sides.get(exportCountry), sides.get(importCountry)];
  if (taker === undefined) return [];
  const { id, grantedBy, parties, title } = facts;
  const known = parties.map(({ party }) => party).filter((party) => party !== maker?.party);
  const refused = (why: string): Issue[] => [
    { code: "NOT_A_PARTY", path: "/importCountry", agreement: id, known, message: `${title}: ${why}` },
  ];
  if (maker === taker) return refused(`${exportCountry} and ${importCountry} are one party, name another as importer`);
  if (grantedBy === undefined || taker.party === grantedBy) return [];
  return refused(`${grantedBy} grants it alone, to what it imports; ${importCountry} grants nothing`);
}

function notInForce(
  { id, title }: AgreementFacts,
  path: string,
  from: string | undefined,
  to: string | undefined,
  date: string,
): Issue {
  const period = from === undefined ? `until ${to}` : to === undefined ? `from ${from}` : `from ${from} to ${to}`;
  return {
    code: "AGREEMENT_NOT_IN_FORCE",
    path,
    agreement: id,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    message: `${title} does not apply on ${date}: it does ${period}`,
  };
}

export function notAParty({ id, title, parties }: AgreementFacts, path: string, country: string | undefined): Issue {
  const known = parties.map(({ party }) => party);
  const what = country === undefined ? "no country is stated" : `${country} is no party of ${title}`;
  const message = `${what}, and nothing cumulates from there; parties are ${known.join(", ")}`;
  return { code: "NOT_A_PARTY", path, agreement: id, known, message };
}

/** The agreements in force on the date that link the two countries of a question, in the order of their ids. */
export function linking(agreements: Iterable<Agreement>, question: OriginQuestion): readonly string[] {
  const { exportCountry = "", importCountry = "" } = question;
  return [...agreements]
    .filter((agreement) => {
      const { facts, sides: of } = agreement;
      const [maker, taker] = [of.get(exportCountry), of.get(importCountry)];
      if (facts.nonPreferential || maker === undefined || taker === undefined || maker === taker) return false;
      if (facts.grantedBy !== undefined && taker.party !== facts.grantedBy) return false;
      const { date } = question;
      const sides = [maker, taker].every(({ from, to }) => within(date, from, to));
      return sides && within(date, facts.from?.date, facts.to?.date);
    })
    .map(({ facts }) => facts.id)
    .sort();
}
