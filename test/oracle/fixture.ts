/** A small schedule of real lines (HTSUS 2026 revision 10) and small facts, for hand-checked cases. */
import { oracleDuty } from "./duty";
import type { Answer, Entry } from "./entry";
import type { Facts } from "./facts";
import { scheduleOf } from "./history";
import { linesOf } from "./schedule";

const SUGAR =
  "1.4606¢/kg less 0.020668¢/kg for each degree under 100 degrees (and fractions of a degree in proportion) but not less than 0.943854¢/kg";
const SET = "The rate of duty applicable to that article in the set subject to the highest rate of duty";
const ENSEMBLE = "The rate applicable to each garment in the ensemble if separately entered";
const JUICE = "The rate applicable to the natural juice in heading 2009";
const PLATES =
  "4.3% + 1.7¢/jewel + 0.2¢ for each other piece or part, but if consisting in part of a plate or a set of plates the total duty shall not exceed the duty for the complete movement";

/** Number, indentation, general, special, column 2. */
const ROWS: readonly (readonly [string, number, string?, string?, string?])[] = [
  ["0402.91.70.00", 3, "31.3¢/kg", "Free (BH,CL) 2¢/kg (CO) See 9822.04.30 (AU)", "36.8¢/kg"],
  ["0709.59.91.00", 3, "8.8¢/kg + 20%", "Free (AU)", "22¢/kg + 45%"],
  ["0709.92.00.00", 2, "8.8¢/kg", "Free (AU)", "11¢/kg"],
  ["0711.51.00.00", 2, "5.7¢/kg on drained weight + 8%", "Free (AU)", "22¢/kg on drained weight+45%"],
  ["0806.10.20", 2, "$1.13/m<sup>3</sup>", "Free (AU)", "$8.83/m3"],
  ["", 3],
  ["0806.10.20.15", 4],
  ["1701.14.10", 3, SUGAR, "Free (BH)", SUGAR],
  ["1701.14.10.40", 4],
  ["2009.12.25.00", 3, "4.5¢/liter", "Free (AU,D)", "18¢/liter"],
  ["2106.90.52.00", 4, JUICE, `Free (AU)${JUICE} (A*,D)`, JUICE],
  ["2204.21.50", 5, "6.3¢/liter", "Free (AU) 2.8¢/liter (JO)", "33¢/liter"],
  ["", 6],
  ["2204.21.50.05", 7],
  ["2208.90.80", 3, "21.1¢/pf.liter", "Free (AU)", "$4.05/pf. liter"],
  ["2208.90.80.20", 4],
  ["2402.20.80.00", 3, "$1.05/kg + 2.3%", "Free (AU)", "$9.92/kg + 25%"],
  ["2710.12.25.00", 3, "10.5¢/bbl", "Free (AU)", "21¢/bbl"],
  ["4202.29.20.00", 4, "3.3%", "Free (AU)", "33 1/3%"],
  ["5101.11.10.00", 4, "Free", "", "Free, under bond"],
  ["5810.91.00.10", 3, "See additional U.S. note 1", "Free (AU)", "See additional U.S. note 1"],
  ["6103.22.00.10", 3, ENSEMBLE, "Free (AU)", ENSEMBLE],
  ["7601.10.30.00", 2, "2.6%", "Free (AU)", "18.5%"],
  ["8203.20.60.30", 4, "12¢/doz. + 5.5%", "Free (AU)", "$1.20/doz. + 60%"],
  ["8205.51.30.30", 5, "3.7%", "Free (AU)", "40%"],
  ["8206.00.00.00", 0, SET, "Free (AU)", SET],
  ["9105.19.30", 5, "43¢ each + 2.8¢/jewel over 7 + 3.7% on the case", "Free (AU)", "65%"],
  ["9108.11.40", 3, "36¢ each + 5.3% on the battery", "Free (AU)", "$1.50 each + 35% on the battery"],
  ["9110.90.40.00", 3, PLATES, "Free (AU)", PLATES],
  ["9603.29.40.10", 4, "0.2¢ each + 7%", "Free (AU)", "1¢ each + 50%"],
  ["9609.10.00.00", 1, "14¢/gross + 4.3%", "Free (AU)", "50¢/gross + 30%"],
  // Plain percentages of the same schedule.
  ["0305.39.40.00", 2, "5%", "Free (AU)", "30%"],
  ["0302.45.11.00", 3, "3%", "Free (AU)", "25%"],
  ["0201.20.02.00", 3, "4%", "Free (AU)", "20%"],
  ["0304.91.90.00", 3, "6%", "Free (AU)", "25%"],
  ["2804.69.10.00", 3, "5.3%", "Free (AU)", "25%"],
  ["0402.91.03.00", 3, "2.2¢/kg", "Free (AU)", "36.8¢/kg"],
  ["8427.10.40.00", 2, "Free", "", "35%"],
];

const rows = ROWS.map(([htsno, indent, general = "", special = "", other = ""]) => {
  return { htsno, indent: String(indent), units: [], general, special, other };
});

export const SCHEDULE = scheduleOf([{ applies: "2026-01-01", lines: linesOf(rows) }]);

export const FACTS: Facts = {
  areas: [
    { area: "column-2", country: "RU", from: "2022-04-09", to: "" },
    { area: "australia", country: "AU", from: "2005-01-01", to: "" },
    { area: "agoa", country: "KE", from: "2000-10-02", to: "" },
    { area: "gsp", country: "BR", from: "1976-01-01", to: "" },
  ],
  programmes: [
    { symbol: "AU", claim: "AU", area: "australia", from: "2005-01-01", to: "" },
    { symbol: "D", claim: "D", area: "agoa", from: "2000-10-02", to: "2026-12-31" },
    { symbol: "A*", claim: "A", area: "gsp", from: "1976-01-01", to: "2020-12-31" },
  ],
  provisions: [
    { provision: "98", layers: "ieepa", from: "2025-01-01", to: "", basis: "none" },
    { provision: "9801", layers: "ordinary", from: "2025-01-01", to: "", basis: "none" },
    { provision: "9802.00.50", layers: "ordinary", from: "2025-01-01", to: "", basis: "repairValue" },
    { provision: "9802.00.80", layers: "232 ordinary", from: "2025-01-01", to: "", basis: "value - usPartsValue" },
  ],
};

export const usd = (amount: string) => ({ amount, currency: "USD" });

/** The oracle's answer for goods of France on 31 March 2026, as far as `entry` does not say otherwise. */
export function answer(entry: Partial<Entry>): Answer {
  return oracleDuty(SCHEDULE, FACTS, { id: "case", tariff: "US", date: "2026-03-31", origin: "FR", ...entry });
}

/** The duties of an answered entry, in its order; a refusal's code and parameter as one text otherwise. */
export function duties(entry: Partial<Entry>): string[] | string {
  const result = answer(entry);
  return result.ok
    ? result.lines.map((line) => line.duty)
    : [result.code, result.unit ?? result.fact ?? result.text].join(" ");
}
