import type { LineMeasure, LineRow, LineSummary, OriginSummary } from "./line-summary";
import { stackText } from "./stack-text";

export function lineText({ commodity, rows }: LineSummary): string {
  return [`${commodity}`, ...rows.flatMap(rowLines), ""].join("\n");
}

function rowLines({ from, to, known, endKnown, statedAt, units, season, measures }: LineRow): string[] {
  const dates = to === null ? `from ${from}, known ${known}` : `${from} to ${to}, known ${known}, its end ${endKnown}`;
  const counted = `units ${units.join(", ") || "none"}`;
  const parts = [dates, `rates of ${statedAt}`, counted, ...(season === undefined ? [] : [`season ${season}`])];
  return [`  ${parts.join("; ")}`, ...byRate(measures).map((line) => `    ${line}`)];
}

/** Programmes of one rate stand on one line. */
function byRate(measures: readonly LineMeasure[]): string[] {
  const groups = new Map<string, LineMeasure[]>();
  for (const measure of measures) {
    const { measure: name, rate, preference, area, except } = measure;
    const key = JSON.stringify(preference === null ? [name, rate, area, except] : [name, rate]);
    groups.set(key, [...(groups.get(key) ?? []), measure]);
  }
  return [...groups.values()].map((group) => {
    const { measure, rate, area, except, asks, computable } = group[0]!;
    const claims = group.flatMap(({ preference }) => preference ?? []);
    const goods = except === null ? area : `${area} but ${except}`;
    return [
      `${measure}: ${rate}`,
      claims.length === 0 ? `  [goods of ${goods}]` : `  [claimed as ${claims.join(", ")}]`,
      asks.length === 0 ? "" : `  asks for ${asks.join(", ")}`,
      computable ? "" : "  not computable",
    ].join("");
  });
}

export function originText({ origin, date, measures, layers }: OriginSummary): string {
  const lines = new Map<string, string[]>();
  for (const { measure, preference, rate, reach, because } of measures) {
    const name = preference ?? measure;
    const why = reach === "none" ? because! : rate;
    const key = `${WORDS[reach]}\t${why}`;
    lines.set(key, [...(lines.get(key) ?? []), name]);
  }
  const texts = [...lines].map(([key, names]) => `  ${key.replace("\t", ` ${names.join(", ")}: `)}`);
  const pay = [`goods of ${origin} on ${date}`, ...texts.sort((a, b) => order(a) - order(b)), ""].join("\n");
  return pay + stackText(layers);
}

const WORDS = { applies: "pay", claimable: "may claim", none: "not" };
const order = (line: string): number => Object.values(WORDS).findIndex((word) => line.startsWith(`  ${word} `));
