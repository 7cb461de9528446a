import { MAX_CODE_DIGITS } from "../../assembly/abi";
import type { Complain } from "./fact-error";
import type { FactRule, Regime } from "./facts";
import { flag, listOf, object, oneOf, recordOf, type Shape, text, whole } from "./shape";

const FACT_NAME = /^[a-z][A-Za-z0-9]*$/;
const words = text(/\S/, "a text");
const name = text(/^[a-z0-9][a-z0-9-]*$/, "a name of lower-case letters, digits and hyphens");
const date = text(/^\d{4}-\d\d-\d\d$/, "a date");
const decimal = text(/^\d{1,15}(\.\d{1,6})?$/, "a decimal number of at most six decimals");
const family = oneOf("ordinary", "additional", "fees", "excise", "taxes");
const layerFamily = oneOf("additional", "fees", "excise", "taxes");
const facts = recordOf(
  FACT_NAME,
  object(
    { type: oneOf("money", "number", "boolean", "lines", "commodity", "codes", "deposits"), about: words },
    { unit: words, least: decimal, most: decimal },
  ),
);
const rounding = { quantum: decimal, mode: oneOf("half-up", "half-even", "truncate", "up") };

const regime = object(
  {
    tariff: text(/^[A-Z]{2,4}$/, "two to four capital letters"),
    name: words,
    currency: text(/^[A-Z]{3}$/, "a currency of ISO 4217"),
    minorUnits: whole(0, 4),
    codeDigits: whole(6, MAX_CODE_DIGITS),
    valuation: object({ basis: oneOf("CIF", "FOB") }, { source: words }),
    columns: listOf(
      object({ name, measure: words }, { area: name, except: name, programmes: flag, optional: flag, source: words }),
    ),
    families: listOf(
      object({ family, applies: flag, held: listOf(object({ from: date }, { to: date })) }, { reason: words }),
    ),
    rounding: object(
      {
        value: object({ ...rounding, rule: oneOf("exact", "line", "rate-groups") }, { source: words }),
        quantity: listOf(
          object(rounding, {
            units: listOf(words),
            chapters: listOf(text(/^\d+$/, "the beginning of a code")),
            coefficientUpTo: decimal,
            source: words,
          }),
        ),
        charge: object(rounding, { source: words }),
      },
      { part: object(rounding, { source: words }) },
    ),
  },
  {
    areas: recordOf(/^[a-z0-9][a-z0-9-]*$/, object({ area: name }, { except: name })),
    facts,
    layers: listOf(
      object({ layer: name, title: words, family: layerFamily }, { per: oneOf("line", "entry"), deposit: flag }),
    ),
    informal: object({ limit: decimal, source: words }),
    qualifiers: recordOf(/^[a-z][a-z0-9-]*$/, words),
  },
);

/** The regime that `regime.json` holds; undefined, with complaints, when it does not have the form of one. */
export const parseRegime = (json: string, complain: Complain): Regime | undefined =>
  parse(json, "regime.json", regime, complain) as Regime | undefined;

/** Facts that entries may declare, by name, as a file of their own holds them. */
export const parseFactRules = (json: string, file: string, complain: Complain) =>
  parse(json, file, facts, complain) as Readonly<Record<string, FactRule>> | undefined;

function parse(json: string, file: string, shape: Shape, complain: Complain): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    complain(`${file}: ${(error as Error).message}`);
    return undefined;
  }
  let sound = true;
  shape(value, file, (message) => {
    sound = false;
    complain(message);
  });
  return sound ? value : undefined;
}
