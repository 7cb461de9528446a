import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DutiableError } from "../../src/model/errors";
import { compileOrigin, type OriginInput } from "../../src/table/origin/compile";
import { sealOrigin } from "../../src/table/origin/seal";
import { complaints, errorText, type Places } from "../../src/table/fact-error";
import { readTsv } from "../../src/table/tsv";
import { loadAgreements } from "./load";
import { loadRules } from "./rules";

const VOCABULARY = { required: ["kind", "id", "codes", "beyond", "also", "meaning"] };

/** All that the table of agreements is compiled from. @throws DutiableError FACTS_INVALID */
export async function readAgreements(folder: string): Promise<OriginInput> {
  const { agreements, sources, operations } = await loadAgreements(folder);
  const rules = await loadRules(folder, agreements);
  const places: Places = new WeakMap();
  const { errors, complain } = complaints(places);
  const text = await readFile(join(folder, "vocabulary.tsv"), "utf8");
  const vocabulary = readTsv("vocabulary.tsv", text, VOCABULARY, places, complain);
  if (errors.length > 0) {
    throw new DutiableError("FACTS_INVALID", errors.map(errorText).join("\n"), { flaws: errors.length });
  }
  return {
    agreements: agreements.map((facts) => ({ facts, rules: rules.get(facts.id) ?? [] })),
    sources: [...sources.values()].map((source) => ({ ...source })),
    operations: Object.fromEntries(operations),
    // The other names of a fact are the importer's business.
    vocabulary: vocabulary.map(({ also: _, ...row }) => row),
  };
}

/**
 * Compiles the committed agreements to `<outDir>/origin.agreements`. @throws DutiableError FACTS_INVALID with every flaw
 */
export async function buildAgreements(outDir: string, folder: string) {
  const bytes = await sealOrigin(compileOrigin(await readAgreements(folder)));
  const path = join(outDir, "origin.agreements");
  await writeFile(path, bytes);
  return { territory: "agreements", path, bytes: bytes.length };
}
