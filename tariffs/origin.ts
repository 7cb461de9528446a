import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DutiableError } from "../src/model/errors";
import type { OriginBeside, OriginData } from "../src/model/origin/data";
import { compileOrigin } from "../src/table/origin/compile";
import { sealOrigin } from "../src/table/origin/seal";
import { readTsv } from "../src/table/tsv";
import { loadAgreements } from "./agreements/load";
import { loadRules } from "./agreements/rules";

const VOCABULARY = ["kind", "id", "codes", "beyond", "also", "meaning"];

const CRITERIA = ["agreement", "wholly", "exclusively", "rule", "source", "cite"];

/** @throws DutiableError FACTS_INVALID */
async function rowsOf(folder: string, file: string, required: readonly string[]): Promise<Record<string, string>[]> {
  const flaws: string[] = [];
  const text = await readFile(join(folder, file), "utf8");
  const rows = readTsv(file, text, { required }, new WeakMap(), (message) => flaws.push(`${file}: ${message}`));
  if (flaws.length > 0) throw new DutiableError("FACTS_INVALID", flaws.join("\n"), { flaws: flaws.length });
  return rows as Record<string, string>[];
}

/**
 * All agreements of the folder as origin is determined by them. An agreement without rules at hand has its facts alone.
 * @throws DutiableError FACTS_INVALID
 */
export async function readOriginData(folder: string): Promise<OriginData> {
  const { agreements, sources, operations, basics } = await loadAgreements(folder);
  const rules = await loadRules(folder, agreements);
  const vocabulary = await rowsOf(folder, "vocabulary.tsv", VOCABULARY);
  const table = compileOrigin({
    agreements: agreements.map((facts) => ({ facts, rules: rules.get(facts.id) ?? [] })),
    sources: [...sources.values()].map((source) => ({ ...source })),
    operations: Object.fromEntries(operations),
    vocabulary,
  });
  const criteria = await rowsOf(folder, "criteria.tsv", CRITERIA);
  for (const { agreement = "", source = "" } of criteria) {
    if (agreements.some(({ id }) => id === agreement) && sources.has(source)) continue;
    const message = `criteria.tsv: no agreement ${agreement}, or no source ${source}`;
    throw new DutiableError("FACTS_INVALID", message, { flaws: 1 });
  }
  const beside: OriginBeside = {
    editions: await editionTexts(join(folder, "hs")),
    basics: Object.fromEntries(basics),
    criteria: Object.fromEntries(
      criteria.map(({ agreement, ...it }) => [agreement, it]),
    ) as unknown as OriginBeside["criteria"],
  };
  return { ...beside, table: await sealOrigin(table) };
}

async function editionTexts(folder: string): Promise<OriginBeside["editions"]> {
  const names = (await readdir(folder)).sort().reverse();
  const year = Number(names.find((name) => /^\d{4}\.tsv$/.test(name))?.slice(0, 4));
  const steps = [];
  for (const name of names) {
    const match = /^(\d{4})-(\d{4})\.tsv$/.exec(name);
    if (match === null) continue;
    const text = await readFile(join(folder, name), "utf8");
    steps.push({ newer: Number(match[1]), older: Number(match[2]), text });
  }
  return { year, list: await readFile(join(folder, `${year}.tsv`), "utf8"), steps };
}

/** Writes `agreements.origin` and, beside it, `agreements.json`, where there are agreements. Answers names, paths and sizes. */
export async function buildOrigin(outDir: string, tariffs: string) {
  if (!(await readdir(tariffs)).includes("agreements")) return [];
  const { table, ...beside } = await readOriginData(join(tariffs, "agreements"));
  await mkdir(outDir, { recursive: true });
  const paths = [join(outDir, "agreements.origin"), join(outDir, "agreements.json")] as const;
  const text = `${JSON.stringify(beside)}\n`;
  await writeFile(paths[0], table);
  await writeFile(paths[1], text);
  return [
    { territory: "agreements", path: paths[0], bytes: table.length },
    { territory: "agreements beside", path: paths[1], bytes: Buffer.byteLength(text) },
  ];
}
