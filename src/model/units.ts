import { parseRational } from "./rational";

/**
 * Units of UN/ECE Recommendation 20 that customs declares and tariffs charge by, each as an exact multiple of its
 * dimension's base. Codes and metric multiples are the Recommendation's; pounds, inches and what is made of them follow
 * the international yard and pound of 1959 (1 lb = 0.45359237 kg, 1 in = 2.54 cm) as in NIST Handbook 44, appendix C.
 */
interface Dimension {
  readonly base: string;
  /** Multiples of the base, in the notation of `parseRational`. */
  readonly units: Readonly<Record<string, string>>;
}

const DIMENSIONS: Readonly<Record<string, Dimension>> = {
  mass: {
    base: "KGM",
    units: {
      MC: "1/1000000000",
      MGM: "0.000001",
      CGM: "0.00001",
      DG: "0.0001",
      // Metric carat, 200 mg (fourth General Conference on Weights and Measures, 1907).
      CTM: "0.0002",
      GRM: "0.001",
      DJ: "0.01",
      HGM: "0.1",
      KGM: "1",
      // Decitonne, the metric quintal: the "100 kg" of European tariffs.
      DTN: "100",
      TNE: "1000",
      KTN: "1000000",
      // Grain 1/7000 lb; troy ounce 480 grains; ounce 1/16 lb.
      GRN: "0.00006479891",
      APZ: "0.0311034768",
      ONZ: "0.028349523125",
      LBR: "0.45359237",
      // Hundredweights of 100 and 112 lb, tons of 2,000 and 2,240 lb.
      CWA: "45.359237",
      CWI: "50.80234544",
      STN: "907.18474",
      LTN: "1016.0469088",
    },
  },
  volume: {
    base: "LTR",
    units: {
      MMQ: "0.000001",
      MLT: "0.001",
      CMQ: "0.001",
      CLT: "0.01",
      DLT: "0.1",
      LTR: "1",
      DMQ: "1",
      A44: "10",
      HLT: "100",
      MTQ: "1000",
      K6: "1000",
      R9: "1000000",
      // Gallon of 231 cubic inches; its quart, pint and fluid ounce (1/128); petroleum barrel of 42 gallons.
      GLL: "3.785411784",
      QTL: "0.946352946",
      PTL: "0.473176473",
      OZA: "0.0295735295625",
      BLL: "158.987294928",
      // Imperial gallon (Weights and Measures Act 1985).
      GLI: "4.54609",
      INQ: "0.016387064",
      FTQ: "28.316846592",
      YDQ: "764.554857984",
    },
  },
  count: {
    base: "NAR",
    units: {
      NAR: "1",
      NMB: "1",
      C62: "1",
      H87: "1",
      EA: "1",
      DZN: "12",
      DPC: "12",
      SCO: "20",
      CEN: "100",
      HC: "100",
      GRO: "144",
      MIL: "1000",
      T3: "1000",
      GGR: "1728",
      MIO: "1000000",
    },
  },
  // Pairs are not two pieces each: a pair of trousers is one.
  pairs: { base: "NPR", units: { NPR: "1", PR: "1", TPR: "10", DPR: "12" } },
  packs: { base: "NMP", units: { NMP: "1", TP: "10", DZP: "12" } },
  sets: { base: "SET", units: { SET: "1", TST: "10" } },
  area: {
    base: "MTK",
    units: {
      MMK: "0.000001",
      CMK: "0.0001",
      DMK: "0.01",
      MTK: "1",
      HAR: "10000",
      KMK: "1000000",
      INK: "0.00064516",
      FTK: "0.09290304",
      YDK: "0.83612736",
      // Roofing square of 100 square feet.
      SQR: "9.290304",
    },
  },
  length: {
    base: "MTR",
    units: {
      MMT: "0.001",
      CMT: "0.01",
      DMT: "0.1",
      MTR: "1",
      HMT: "100",
      KMT: "1000",
      INH: "0.0254",
      FOT: "0.3048",
      YRD: "0.9144",
      SMI: "1609.344",
    },
  },
  // Proof spirits hold half their volume of alcohol (26 USC 5002(a)(10)); a proof gallon is 3.785411784 proof litres.
  alcohol: { base: "LPA", units: { PFL: "0.5", LPA: "1", PGL: "1.892705892" } },
  // Per cent by volume.
  "alcoholic strength": { base: "ASU", units: { ASU: "1" } },
  energy: {
    base: "KWH",
    units: {
      // Joule and its multiples: 3,600,000 J are a kilowatt-hour.
      JOU: "1/3600000",
      KJO: "1/3600",
      "3B": "5/18",
      GV: "277 7/9",
      D30: "277777 7/9",
      WHR: "0.001",
      KWH: "1",
      MWH: "1000",
      GWH: "1000000",
    },
  },
  power: { base: "KWT", units: { WTT: "0.001", KWT: "1", MAW: "1000" } },
  // Curie of 3.7 × 10^10 Bq (NIST SP 811, appendix B).
  activity: {
    base: "GBQ",
    units: { BQL: "1/1000000000", "2Q": "0.000001", "4N": "0.001", GBQ: "1", M5: "0.000037", MCU: "0.037", CUR: "37" },
  },
  // Masses of a substance within the goods: never derived from the goods' own weight.
  "named substance": { base: "KNS", units: { KNS: "1" } },
  "dry substance": { base: "KSD", units: { KSD: "1", TSD: "1000" } },
  methylamine: { base: "KMA", units: { KMA: "1" } },
  nitrogen: { base: "KNI", units: { KNI: "1" } },
  "potassium hydroxide": { base: "KPH", units: { KPH: "1" } },
  "potassium oxide": { base: "KPO", units: { KPO: "1" } },
  "phosphorus pentoxide": { base: "KPP", units: { KPP: "1" } },
  "sodium hydroxide": { base: "KSH", units: { KSH: "1" } },
  uranium: { base: "KUR", units: { KUR: "1" } },
  "fissile isotopes": { base: "GFI", units: { GFI: "1" } },
  "fibre length": { base: "FBM", units: { FBM: "1" } },
  cells: { base: "NCL", units: { NCL: "1" } },
  "register tons": { base: "GRT", units: { GRT: "1" } },
  "carrying capacity": { base: "CCT", units: { CCT: "1" } },
  "international units": { base: "NIU", units: { NIU: "1" } },
};

/** A unit with what it counts. One of it is `numerator / denominator` of the dimension's base. */
export interface Unit {
  /** Recommendation 20 code. */
  readonly unit: string;
  /** What is counted where that is not the goods themselves: a content, a part, a state. */
  readonly qualifier: string | undefined;
  readonly dimension: string;
  /** The quantity's name across units: the base's code, with the qualifier: `KGM`, `KGM:lead`. */
  readonly key: string;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const units = new Map<string, Omit<Unit, "qualifier">>();
for (const [dimension, { base, units: multiples }] of Object.entries(DIMENSIONS)) {
  for (const [unit, multiple] of Object.entries(multiples)) {
    units.set(unit, { unit, dimension, key: base, ...parseRational(multiple)! });
  }
}

/** Codes of all units, sorted. */
export const UNIT_CODES: readonly string[] = [...units.keys()].sort();

const QUALIFIER = /^[a-z][a-z0-9-]*$/;

/** `KGM`, `NAR:jewels` → the unit; undefined when the code is none of ours or the qualifier is ill-formed. */
export function parseUnit(text: string): Unit | undefined {
  const colon = text.indexOf(":");
  const unit = units.get(colon < 0 ? text : text.slice(0, colon));
  if (unit === undefined) return undefined;
  if (colon < 0) return { ...unit, qualifier: undefined };
  const qualifier = text.slice(colon + 1);
  return QUALIFIER.test(qualifier) ? { ...unit, qualifier, key: `${unit.key}:${qualifier}` } : undefined;
}
