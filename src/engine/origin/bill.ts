import { millionths } from "../../model/declare/amount";
import { pointer } from "../../model/declare/quote";
import { digitsOf } from "../../model/origin/declare/question";
import type { MaterialRole, OriginMaterial } from "../../model/origin/question";
import { add, compare, divide, multiply, type Rational, rational } from "../../model/rational";
import { atLeastZero, kilograms, less, valueLess } from "./amounts";
import { codeAt, UNKNOWN_CODE } from "./codes";
import { netCostOf } from "./costs";
import { exactText } from "./exact-text";
import { isPacking } from "./facts";
import type { Row, Substance, Truth } from "./kinds";
import { counts, notAParty } from "./parties";
import { note, noteCode, type Setting } from "./setting";
import { shareOf } from "./share";
import { withdraw } from "./stock";

/** What one line of a bill comes to. */
export interface Line<Judged> {
  readonly rows: readonly Row[];
  /** What the producer's own material is made of, where it may be looked through instead. */
  readonly through: readonly Row[] | undefined;
  /** Of a material with a bill of its own: how it was judged. */
  readonly judged: Judged | undefined;
}

/** What judging a material by its own bill tells of it. */
export interface JudgedMaterial {
  readonly originating: Truth;
  /** Rows of its own bill, on its own scale. */
  readonly rows: readonly Row[];
  /** Value of its non-originating materials, where all is known. */
  readonly nonOriginating: Rational | undefined;
}

export type Judge<Judged extends JudgedMaterial> = (material: Substance, at: string) => Judged;

const ONE = rational(1n);
const NOTHING = rational(0n);

/** A line of the bill under the agreement: its status, its code, and what of it counts where. */
export function lineOf<Judged extends JudgedMaterial>(
  setting: Setting,
  line: OriginMaterial,
  path: string,
  judge: Judge<Judged>,
): Line<Judged> {
  const assembly = line.assembly === undefined ? undefined : setting.question.assemblies![line.assembly]!;
  const material: Substance = assembly ?? line;
  const at = line.assembly === undefined ? path : pointer("/assemblies", line.assembly);
  const scale = assembly === undefined ? ONE : divide(units(line.quantity), units(assembly.quantity));
  const judged = material.materials === undefined ? undefined : judge(material, at);
  const row = rowOf(setting, material, path, at, judged);
  if (judged === undefined && assembly === undefined && material.stock === undefined)
    return { rows: [row], through: undefined, judged };
  const rows = (material.stock === undefined ? [row] : stockRows(setting, row)).flatMap((each) =>
    partial(setting, each, judged),
  );
  const through = mayLookThrough(material, judged) ? merged(judged!.rows) : undefined;
  return {
    rows: rows.map((each) => scaled(each, scale)),
    through: through?.map((each) => scaled({ ...each, path }, scale)),
    judged,
  };
}

const units = (quantity: string | undefined): Rational =>
  quantity === undefined ? ONE : rational(millionths(quantity), 1000000n);

const times = (amount: Rational | undefined, scale: Rational): Rational | undefined =>
  amount && multiply(amount, scale);

const scaled = (row: Row, scale: Rational): Row =>
  compare(scale, ONE) === 0 ? row : { ...row, value: times(row.value, scale), weight: times(row.weight, scale) };

function rowOf(
  setting: Setting,
  material: Substance,
  path: string,
  at: string,
  judged: JudgedMaterial | undefined,
): Row {
  const { read, edition, editions, purse } = setting;
  const { commodity } = material;
  const code =
    commodity === undefined
      ? UNKNOWN_CODE
      : codeAt(editions, digitsOf(commodity), material.hsEdition ?? read.edition, edition);
  noteCode(setting, code, at);
  const originating = statusOf(setting, material, at, judged);
  const price = material.value && purse.of(material.value);
  const treatment = treatmentOf(setting, material.role, path);
  return {
    path,
    at,
    material,
    code,
    originating,
    wholly: originating === false ? false : material.whollyObtained,
    value: originating === false ? foreignValue(setting, material, price, judged) : price,
    weight: isPacking(material.role) ? NOTHING : material.weight && kilograms(material.weight),
    change: treatment.change,
    counted: treatment.counted,
  };
}

/** As declared; of stock; of its own bill; wholly obtained in a party; else only what cannot originate is known. */
function statusOf(setting: Setting, material: Substance, at: string, judged: JudgedMaterial | undefined): Truth {
  const { agreement, question, findings } = setting;
  const { origin, role, originating, whollyObtained } = material;
  if (role === "recovered" && question.facts?.remanufactured === true) return true;
  const foreign = origin !== undefined && !counts(agreement, origin);
  if (originating === true && (origin === undefined || foreign)) {
    findings.issues.push(notAParty(agreement.facts, `${at}/origin`, origin));
    return true;
  }
  if (originating === true && agreement.conditional.has(origin!) && !agreement.sides.has(origin!)) {
    const message = `materials of ${origin} count only while its own agreements with the parties, with the same rules, are in force`;
    note(setting, "CUMULATION_CONDITIONAL", message, `${at}/origin`);
  }
  if (originating !== undefined) return originating;
  if (material.stock !== undefined) return undefined;
  if (judged !== undefined) return foreign ? false : judged.originating;
  if (whollyObtained === true && origin !== undefined && !foreign) return true;
  return foreign ? false : undefined;
}

/** What of a non-originating material counts as such, before its value is scaled to the units used. */
function foreignValue(
  setting: Setting,
  material: Substance,
  price: Rational | undefined,
  judged: JudgedMaterial | undefined,
): Rational | undefined {
  const { agreement, purse } = setting;
  const { absorption } = agreement.facts;
  const full = agreement.cumulates.has("full");
  if (full && material.costs !== undefined) return netCostOf(material.costs, purse.of).nonOriginatingMaterials;
  if (judged !== undefined && absorption?.unqualified === "non-originating-part" && !absorption.selfProducedOnly)
    return judged.nonOriginating;
  const value = valueLess(setting, price, material.included);
  if (material.accumulated === undefined || value === undefined) return value;
  if (!full) {
    note(
      setting,
      "CUMULATION_NOT_FULL",
      "the agreement's facts hold no full cumulation: value added in a party does not come off",
      "/materials",
    );
    return value;
  }
  const added = purse.of(material.accumulated);
  return added && atLeastZero(less(value, added));
}

const ORDINARY = { change: true, counted: true };
const TREATMENTS = {
  accessory: "accessories",
  "retail-packing": "retailPacking",
  "shipping-packing": "shippingPacking",
  indirect: "indirect",
} as const;

/** Roles that an agreement treats in its own way; what its facts do not say is counted like any material. */
function treatmentOf(setting: Setting, role: MaterialRole | undefined, path: string): typeof ORDINARY {
  if (role === undefined || role === "material" || role === "recovered") return ORDINARY;
  const treatment = setting.agreement.facts[TREATMENTS[role]];
  if (treatment !== undefined)
    return { change: treatment.change === "counted", counted: treatment.value === "counted" };
  const message = `the agreement's facts do not say how ${role} is treated: it counts like any material`;
  note(setting, "TREATMENT_NOT_HELD", message, path);
  return ORDINARY;
}

/** Fungible units out of a stock: those of each status a row of their own. */
function stockRows(setting: Setting, row: Row): readonly Row[] {
  const { question, purse, findings } = setting;
  const { stock, quantity, included } = row.material;
  const taken = withdraw(question.stocks![stock!.record]!, stock!.record, stock!.withdrawal, units(quantity), purse.of);
  if ("code" in taken) {
    findings.issues.push(taken);
    return [row];
  }
  const { originating, nonOriginating } = taken;
  for (const [name, lot] of [
    ["originating-units", originating],
    ["non-originating-units", nonOriginating],
  ] as const) {
    const { text, exact } = exactText(lot.units);
    findings.amounts.push({ name, amount: text, ...(exact === undefined ? {} : { exact }), path: row.path });
  }
  const all = add(originating.units, nonOriginating.units);
  const weightOf = (part: Rational): Rational | undefined =>
    all.numerator === 0n ? row.weight : times(row.weight, divide(part, all));
  const parts: Row[] = [];
  if (originating.units.numerator > 0n)
    parts.push({ ...row, originating: true, value: originating.value, weight: weightOf(originating.units) });
  if (nonOriginating.units.numerator > 0n)
    parts.push({
      ...row,
      originating: false,
      wholly: false,
      value: valueLess(setting, nonOriginating.value, included),
      weight: weightOf(nonOriginating.units),
    });
  return parts;
}

/** Partial cumulation: of a material whose content lies between two limits, the content counts as originating. */
function partial({ agreement, purse }: Setting, row: Row, judged: JudgedMaterial | undefined): readonly Row[] {
  const rule = agreement.facts.cumulation?.find(({ kind }) => kind === "partial");
  const price = row.material.value && purse.of(row.material.value);
  if (rule === undefined || judged?.nonOriginating === undefined || row.originating !== false) return [row];
  if (price === undefined || price.numerator === 0n) return [row];
  const content = atLeastZero(less(ONE, divide(judged.nonOriginating, price)));
  if (compare(content, shareOf(rule.atLeast!)) < 0) return [row];
  if (compare(content, shareOf(rule.below!)) >= 0)
    return [{ ...row, originating: true, wholly: undefined, value: price }];
  const part = (share: Rational): Pick<Row, "value" | "weight"> => ({
    value: multiply(price, share),
    weight: times(row.weight, share),
  });
  return [
    { ...row, ...part(less(ONE, content)) },
    { ...row, ...part(content), originating: true, wholly: undefined },
  ];
}

/** Whether a material may be looked through: the producer's own, which does not qualify, and is not designated. */
const mayLookThrough = ({ selfProduced, intermediate }: Substance, judged: JudgedMaterial | undefined): boolean =>
  selfProduced === true &&
  judged !== undefined &&
  intermediate !== true &&
  (judged.originating !== true || intermediate === false);

/** Rows of one place of the bill that are the same but for their amounts, taken together. */
function merged(rows: readonly Row[]): readonly Row[] {
  const places = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.at} ${row.originating} ${row.counted} ${row.change}`;
    const same = places.get(key);
    const sum = (a: Rational | undefined, b: Rational | undefined) => a && b && add(a, b);
    places.set(
      key,
      same === undefined ? row : { ...same, value: sum(same.value, row.value), weight: sum(same.weight, row.weight) },
    );
  }
  return [...places.values()];
}
