import type { Standing } from "./judge";
import type { SampleRow } from "./sample";

/** Why rows lie outside their interval. */
export interface Reason {
  /** Beginning of the codes, `*` for all; a country that is named counts first, then the longest beginning. */
  readonly code: string;
  readonly country: string;
  readonly side: "above" | "below";
  /** `known`: the row itself shows it, or the act says it. `likely`: it explains the row, and nothing proves it. */
  readonly evidence: "known" | "likely";
  readonly cite: string;
  readonly reason: string;
}

/** @throws Error for a row that is none */
export function readReasons(rows: readonly Readonly<Record<string, string>>[]): Reason[] {
  return rows.map((row) => {
    const { code = "", country = "", side, evidence, cite = "", reason = "" } = row;
    const isSide = side === "above" || side === "below";
    const isEvidence = evidence === "known" || evidence === "likely";
    if (/^(?:\d{2,10}|\*)$/.test(code) && isSide && isEvidence && cite !== "" && reason !== "") {
      return { code, country, side, evidence, cite, reason };
    }
    throw new Error(`no reason: ${Object.values(row).join(" | ")}`);
  });
}

/** The reason that is most particular to a row; undefined where none fits. */
export function reasonFor(row: SampleRow, standing: Standing, reasons: readonly Reason[]): Reason | undefined {
  const weight = ({ code, country }: Reason): number => (country === "*" ? 0 : 100) + (code === "*" ? 0 : code.length);
  return reasons
    .filter(({ side }) => side === standing)
    .filter(({ code }) => code === "*" || row.code.startsWith(code))
    .filter(({ country }) => country === "*" || country === row.country)
    .sort((a, b) => weight(b) - weight(a))[0];
}
