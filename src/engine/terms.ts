import { COMMON_FACTS, type FactTerm, type TariffTerms, type UnitTerm } from "../model/declare/terms";
import { parseUnit } from "../model/units";
import type { TableMeta } from "../table/meta";
import type { TableView } from "../table/read";

/** What a table lets a person say, for the reader of entries. */
export function tariffTerms(view: TableView): TariffTerms {
  const { meta } = view;
  const keys = new Map(meta.quantities.map((name, key) => [name, key]));
  const claims = new Map<string, number>();
  meta.claims.forEach((claim, number) => {
    if (claim !== null) claims.set(claim.code, number);
  });
  const known = new Map<string, UnitTerm>();

  // Units that are kept are units of Recommendation 20, plain or with a qualifier of the table: there is an end to them.
  function unit(text: string): UnitTerm | undefined {
    const found = known.get(text);
    if (found !== undefined) return found;
    const parsed = parseUnit(text);
    if (parsed === undefined) return undefined;
    const key = keys.get(parsed.key);
    if (parsed.qualifier !== undefined && !Object.hasOwn(meta.qualifiers, parsed.qualifier)) return undefined;
    const { numerator, denominator } = parsed;
    const term = { text, name: parsed.key, key: key ?? -1, numerator, denominator };
    known.set(text, term);
    return term;
  }

  return {
    tariff: meta.tariff,
    currency: meta.currency,
    codeDigits: meta.codeDigits,
    shortCodes: shortCodes(view),
    unit,
    qualifiers: Object.keys(meta.qualifiers).sort(),
    facts: factTerms(meta),
    claims,
  };
}

/** A row that states its rates in fewer digits than its code has, the rest zeros, is itself the printed line. */
function shortCodes({ columns, codes, codeOf, meta }: TableView): ReadonlyMap<string, string> {
  const short = new Map<string, string>();
  columns.lineDigits.forEach((digits, row) => {
    if (digits >= meta.codeDigits || (codes[row] as number) % 10 ** (meta.codeDigits - digits) !== 0) return;
    const code = codeOf(row);
    short.set(code.slice(0, digits), code);
  });
  return short;
}

function factTerms({ facts }: TableMeta): ReadonlyMap<string, FactTerm> {
  const terms = new Map(COMMON_FACTS.map((term) => [term.name, term]));
  facts.forEach(({ name, type, unit, least, most }, key) => {
    const computed = type === "money" || type === "number" || type === "boolean";
    terms.set(name, { name, key: computed ? key : -1, type, unit, least, most });
  });
  return terms;
}
