import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OriginBeside, OriginData } from "../src/model/origin/data";
import { compileOrigin } from "../src/table/origin/compile";
import { sealOrigin } from "../src/table/origin/seal";
import { readTsv } from "../src/table/tsv";
import { loadAgreements } from "./agreements/load";
import { loadRules } from "./agreements/rules";

const VOCABULARY = ["kind", "id", "codes", "beyond", "also", "meaning"];

/**
 * All agreements of the folder as origin is determined by them. An agreement without rules at hand has its facts alone.
 * @throws DutiableError FACTS_INVALID
 */
export async function readOriginData(folder: string): Promise<OriginData> {
  const { agreements, sources, operations, basics } = await loadAgreements(folder);
  const rules = await loadRules(folder, agreements);
  const vocabulary = readTsv(
    "vocabulary.tsv",
    await readFile(join(folder, "vocabulary.tsv"), "utf8"),
    { required: VOCABULARY },
    new WeakMap(),
    (message) => {
      throw new RangeError(`vocabulary.tsv: ${message}`);
    },
  ) as Record<string, string>[];
  const table = compileOrigin({
    agreements: agreements.map((facts) => ({ facts, rules: rules.get(facts.id) ?? [] })),
    sources: [...sources.values()].map((source) => ({ ...source })),
    operations: Object.fromEntries(operations),
    vocabulary,
  });
  const beside: OriginBeside = { editions: await editionTexts(join(folder, "hs")), basics: Object.fromEntries(basics) };
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

/** Writes `agreements.origin` and, beside it, `agreements.json`. Answers names, paths and sizes. */
export async function buildOrigin(outDir: string, tariffs: string) {
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
