import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";

/** Imports of a year: a statistical number and a country, and what all entries of them come to, in whole dollars. */
export interface SampleRow {
  /** Ten digits. */
  readonly code: string;
  /** The line of the table that stands for it: its own, or another of its subheading where that one is gone. */
  readonly line: string;
  /** ISO 3166-1 alpha-2; a union's row has one of its members. */
  readonly origin: string;
  /** As the statistics name the country. */
  readonly country: string;
  /** Customs value of imports for consumption. */
  readonly value: bigint;
  /** Calculated duty. */
  readonly duty: bigint;
}

const COLUMNS = "hs10,cty_code,cty_name,con_val_usd,cal_duty_usd";

/** @throws Error for a file of other columns, or a country that `countries` does not know. */
export async function readSample(path: string, countries: ReadonlyMap<string, string>): Promise<SampleRow[]> {
  const [header, ...lines] = gunzipSync(await readFile(path))
    .toString("utf8")
    .trimEnd()
    .split("\n");
  if (header?.trim() !== COLUMNS) throw new Error(`${path} has the columns ${header}, not ${COLUMNS}`);
  return lines.map((line) => {
    const cells = /^(\d{10}),(\d{4}),("[^"]*"|[^,]*),(\d+),(\d+)\s*$/.exec(line);
    if (cells === null) throw new Error(`no row of the sample: ${line}`);
    const [, code = "", census = "", name = "", value = "", duty = ""] = cells;
    const origin = countries.get(census);
    if (origin === undefined) throw new Error(`countries.tsv does not know ${census}, ${name}`);
    return { code, line: code, origin, country: name.replaceAll('"', ""), value: BigInt(value), duty: BigInt(duty) };
  });
}
