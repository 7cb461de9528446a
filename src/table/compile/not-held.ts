import { EVERY_COUNTRY, OPEN } from "../../../assembly/abi";
import { COUNTRIES, countryNumber } from "../../model/countries";
import { dayOf } from "../../model/days";
import type { FamilyName, TariffFacts } from "../facts";
import type { NotHeld, ScopeProvision } from "../layers";
import type { GoodsMeta, NotHeldMeta, QuotaMeta } from "../meta";
import { compareTexts } from "../order";
import { periodOf } from "../periods";
import type { AreaTable } from "./areas";
import type { Draft } from "./draft";
import { FAMILIES } from "./families";

const EVERYTHING = "all";
const UNLISTED = "?";
/** The line's own headings say what the facts do not. */
const DECLARED = "declared";

/** What the table does not hold, for the host: goods by the beginnings of their codes, areas by their countries. */
export function notHeldMeta({ complain }: Draft, facts: TariffFacts, areas: AreaTable): NotHeldMeta[] {
  const { layers, regime } = facts;
  const listed = new Map<string, ScopeProvision[]>();
  for (const provision of layers.scopes) {
    const provisions = listed.get(provision.scope) ?? [];
    listed.set(provision.scope, provisions);
    provisions.push(provision);
  }
  const familyOf = (row: NotHeld): FamilyName => {
    const layer = regime.layers?.find((it) => it.layer === row.layer);
    if (layer !== undefined && row.family === undefined) return layer.family;
    const family = Object.keys(FAMILIES).find((name) => name === row.family) as FamilyName | undefined;
    if (layer !== undefined) complain(`the layer ${row.layer} has its family already`, row);
    else if (family === undefined) complain(`no layer, and no family: ${row.layer} ${row.family ?? ""}`, row);
    return family ?? "additional";
  };

  return [...layers.notHeld]
    .sort((a, b) => compareTexts(orderOf(a), orderOf(b)))
    .flatMap((row) => {
      const family = familyOf(row);
      const [first, last] = [dayOf(row.from), row.to === undefined ? OPEN : dayOf(row.to)];
      if (first === undefined || last === undefined || last < first) complain(`from ${row.from} to ${row.to}`, row);
      const goods = goodsOf(row, listed, regime.codeDigits, (message) => complain(message, row));
      const countries = countriesOf(row, areas);
      if (row.when === DECLARED) return [];
      const { layer, from, to, when, reason } = row;
      return [
        {
          ...{ layer, family, from, goods, reason },
          ...(to !== undefined && { to }),
          ...(countries !== undefined && { countries }),
          ...(when !== "" && { when }),
        },
      ];
    });
}

const orderOf = ({ layer, from, to = "", area, scope, when, reason }: NotHeld): string[] => [
  ...[layer, from, to, area, scope, when, reason],
];

/** Countries that are of the area on some day; undefined: each. */
function countriesOf({ area, ...row }: NotHeld, areas: AreaTable): string[] | undefined {
  const numbers = new Set(areas.goods(area, row).map(({ country }) => country));
  if (numbers.has(EVERY_COUNTRY)) return undefined;
  return [...COUNTRIES].filter((code) => numbers.has(countryNumber(code) as number)).sort();
}

/** Beginnings of codes that a scope covers on some day of the row's. */
function goodsOf(
  { scope, from, to }: NotHeld,
  listed: ReadonlyMap<string, readonly ScopeProvision[]>,
  codeDigits: number,
  flaw: (message: string) => void,
): "all" | GoodsMeta {
  const parts: Record<"of" | "less" | "only", string[]> = { of: [], less: [], only: [] };
  let into = parts.of;
  for (const word of scope.split(" ")) {
    const provisions = listed.get(word);
    if (word === "less" || word === "only") into = parts[word];
    else if (provisions !== undefined) {
      const meet = provisions.filter((it) => (it.from ?? "") <= (to ?? "9999") && from <= (it.to ?? "9999"));
      into.push(...meet.map(({ code }) => code));
    } else if (word === EVERYTHING || word === UNLISTED) into.push("");
    else if (/^\d{2,}$/.test(word) && word.length <= codeDigits) into.push(word);
    else flaw(`unknown scope or provision ${JSON.stringify(word)}`);
  }
  const [of, less, only] = [shortest(parts.of), shortest(parts.less), shortest(parts.only)];
  const whole = of.includes("");
  if (whole && less.length === 0 && only.length === 0) return "all";
  return { of, ...(less.length > 0 && { less }), ...(only.length > 0 && { only }) };
}

/** Without those that begin with another one. */
function shortest(codes: readonly string[]): string[] {
  const kept: string[] = [];
  for (const code of [...new Set(codes)].sort()) {
    const last = kept.at(-1);
    if (last === undefined || !code.startsWith(last)) kept.push(code);
  }
  return kept;
}

/** Quotas, for the host. */
export function quotaMeta({ complain }: Draft, { layers, regime }: TariffFacts): QuotaMeta[] {
  const isProvision = (code: string): boolean => /^\d{2,}$/.test(code) && code.length <= regime.codeDigits;
  return [...layers.quotas]
    .sort((a, b) => compareTexts([a.code, a.from], [b.code, b.from]))
    .map((quota) => {
      const { code, over, terms, from, to, source } = quota;
      const period = periodOf(quota);
      if (typeof period === "string") complain(`${code}: ${period}`, quota);
      for (const it of [code, ...over]) if (!isProvision(it)) complain(`no provision: ${JSON.stringify(it)}`, quota);
      return { code, over, terms, from, ...(to !== undefined && { to }), source };
    });
}
