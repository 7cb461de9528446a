/**
 * The schedule's statistical units as Recommendation 20 codes. A qualifier names the content or the state that is
 * weighed or counted (General Statistical Notes of the schedule; the statistical notes of the chapters named here).
 */
export const STATISTICAL_UNITS: Readonly<Record<string, readonly [unit: string, meaning: string]>> = {
  kg: ["KGM", "kilograms"],
  g: ["GRM", "grams"],
  t: ["TNE", "metric tons"],
  carat: ["CTM", "metric carats of 0.2 g"],
  "No.": ["NAR", "number of articles"],
  No: ["NAR", "number of articles"],
  pcs: ["NAR", "pieces"],
  hundreds: ["CEN", "hundreds of articles"],
  thousands: ["MIL", "thousands of articles"],
  "doz.": ["DZN", "dozens"],
  "Dz Pcs": ["DZN", "dozens of pieces, chapter 69"],
  gross: ["GRO", "gross of 144"],
  pack: ["NMP", "packs of playing cards"],
  "prs.": ["NPR", "pairs"],
  "doz. prs.": ["DPR", "dozens of pairs"],
  "doz. prs": ["DPR", "dozens of pairs"],
  doses: ["NAR:doses", "doses of semen, chapter 5"],
  m: ["MTR", "meters"],
  "lin. m": ["MTR", "linear meters"],
  "thousand m": ["KMT", "thousands of meters"],
  "Fiber m": ["FBM", "meters of fiber in a cable of fibers"],
  cm2: ["CMK", "square centimeters"],
  m2: ["MTK", "square meters"],
  square: ["SQR", "squares of 100 square feet of shingles, heading 4418"],
  m3: ["MTQ", "cubic meters"],
  "thousand m3": ["R9", "thousands of cubic meters"],
  liters: ["LTR", "liters"],
  "pf.liters": ["PFL", "proof liters, half of them alcohol"],
  bbl: ["BLL", "petroleum barrels of 42 gallons"],
  MWh: ["MWH", "megawatt-hours"],
  W: ["WTT", "watts of rated power, heading 8541"],
  GBq: ["GBQ", "gigabecquerels"],
  "Jwls.": ["NAR:jewels", "jewels in a movement"],
  "gr.lines": ["GRO:lines", "gross times lines, the measure of buttons (40 lines to the inch)"],
  "kg cmsc": ["KGM:cow-milk-solids", "kilograms of cow's milk solids contained"],
  "kg msc": ["KGM:milk-solids", "kilograms of milk solids contained"],
  "kg ttl sug": ["KGM:total-sugars", "kilograms of total sugars contained"],
  "kg amc": ["KGM:anhydrous-morphine", "kilograms of anhydrous morphine contained"],
  "cy kg": ["KGM:clean-yield", "kilograms of clean yield of wool or hair"],
  "t adw": ["TNE:air-dry", "metric tons, air dry weight"],
  "t dwb": ["TNE:dry", "metric tons, dry weight basis"],
  "Ag g": ["GRM:silver", "grams of silver contained"],
  "Au g": ["GRM:gold", "grams of gold contained"],
  "Ir g": ["GRM:iridium", "grams of iridium contained"],
  "Os g": ["GRM:osmium", "grams of osmium contained"],
  "Pd g": ["GRM:palladium", "grams of palladium contained"],
  "Pt g": ["GRM:platinum", "grams of platinum contained"],
  "Rh g": ["GRM:rhodium", "grams of rhodium contained"],
  "Ru g": ["GRM:ruthenium", "grams of ruthenium contained"],
  "Co kg": ["KGM:cobalt", "kilograms of cobalt contained"],
  "Cr kg": ["KGM:chromium", "kilograms of chromium contained"],
  "Cu kg": ["KGM:copper", "kilograms of copper contained"],
  "Mg kg": ["KGM:magnesium", "kilograms of magnesium contained"],
  "Mn kg": ["KGM:manganese", "kilograms of manganese contained"],
  "Mo kg": ["KGM:molybdenum", "kilograms of molybdenum contained"],
  "Ni kg": ["KGM:nickel", "kilograms of nickel contained"],
  "Pb kg": ["KGM:lead", "kilograms of lead contained"],
  "Sb kg": ["KGM:antimony", "kilograms of antimony contained"],
  "Si kg": ["KGM:silicon", "kilograms of silicon contained"],
  "V kg": ["KGM:vanadium", "kilograms of vanadium contained"],
  "V2O5 kg": ["KGM:vanadium-pentoxide", "kilograms of vanadium pentoxide contained"],
  "W kg": ["KGM:tungsten", "kilograms of tungsten contained"],
  "Zn kg": ["KGM:zinc", "kilograms of zinc contained"],
  "NaOH kg": ["KSH", "kilograms of sodium hydroxide contained"],
  "Cr2O3 t": ["TNE:chromic-oxide", "metric tons of chromic oxide contained"],
  "NH3 t": ["TNE:ammonia", "metric tons of ammonia contained"],
  "Sn t": ["TNE:tin", "metric tons of tin contained"],
};

export interface StatisticalUnits {
  readonly units: readonly string[];
  /** Texts that are none of the table's. */
  readonly unknown: readonly string[];
}

/** The units of a row in their order: `["No. and kg"]` → NAR and KGM. An empty text is no unit. */
export function statisticalUnits(texts: readonly string[]): StatisticalUnits {
  const units = new Set<string>();
  const unknown: string[] = [];
  for (const text of texts.flatMap((units) => units.split(" and "))) {
    if (text === "") continue;
    const found = Object.hasOwn(STATISTICAL_UNITS, text) ? STATISTICAL_UNITS[text] : undefined;
    if (found === undefined) unknown.push(text);
    else units.add(found[0]);
  }
  return { units: [...units], unknown };
}
