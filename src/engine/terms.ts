import {
  COMMON_FACTS,
  type FactTerm,
  type HeadingTerms,
  LAYER_FACTS,
  type TariffTerms,
  type UnitTerm,
} from "../model/declare/terms";
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
    headings: headingTerms(meta),
    deposits: depositKinds(meta),
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

/** Headings are written in digits, circumstances in letters. */
function headingTerms({ headings }: TableMeta): HeadingTerms {
  const numbers = new Map<string, number>();
  const circumstances = new Map<string, number>();
  headings.forEach((name, number) => {
    if (/^\d/.test(name)) numbers.set(name.replaceAll(".", ""), number);
    else if (number > 0) circumstances.set(name, number);
  });
  return { names: headings, numbers, circumstances };
}

/** Kinds of measures whose rates are declared. */
function depositKinds({ measures }: TableMeta): ReadonlyMap<string, number> {
  const kinds = new Map<string, number>();
  measures.forEach(({ measure }, kind) => {
    if (DEPOSITS.includes(measure)) kinds.set(measure, kind);
  });
  return kinds;
}

const DEPOSITS: readonly string[] = ["antidumping", "countervailing"];

function factTerms({ facts, layers }: TableMeta): ReadonlyMap<string, FactTerm> {
  const common = layers.length > 1 ? [...COMMON_FACTS, ...LAYER_FACTS] : COMMON_FACTS;
  const terms = new Map(common.map((term) => [term.name, term]));
  facts.forEach(({ name, type, unit, least, most }, key) => {
    const computed = type === "money" || type === "number" || type === "boolean" || name === "headings";
    terms.set(name, { name, key: computed ? key : -1, type, unit, least, most });
  });
  return terms;
}
