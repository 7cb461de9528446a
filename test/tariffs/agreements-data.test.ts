import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { COUNTRIES } from "../../src/model/countries";
import type { AgreementFacts } from "../../src/model/origin/agreement";
import { loadAgreements } from "../../tariffs/agreements/load";

/** The facts of agreements against the official material they were taken from; skipped without ../shared/data. */

const DATA = join(import.meta.dirname, "../../../shared/data");
const SCHEMES = join(DATA, "uk-origin/roo_schemes_uk.json");

interface Scheme {
  readonly scheme_code: string;
  readonly validity_start_date: string;
  readonly validity_end_date: string | null;
  readonly countries: readonly string[];
  readonly proofs: readonly { readonly proof_class: string }[];
}

let agreements: ReadonlyMap<string, AgreementFacts>;
beforeAll(async () => {
  agreements = new Map(
    (await loadAgreements(join(import.meta.dirname, "../../tariffs/agreements"))).agreements.map((each) => [
      each.id,
      each,
    ]),
  );
});

const schemes = existsSync(SCHEMES)
  ? (JSON.parse(readFileSync(SCHEMES, "utf8")) as { readonly schemes: readonly Scheme[] }).schemes
  : [];

/** The United Kingdom's own codes: XS is Serbia, EU the Union, and a name stands for a group that is listed as well. */
const countriesOf = ({ countries }: Scheme): readonly string[] =>
  countries.map((code) => (code === "XS" ? "RS" : code)).filter((code) => COUNTRIES.has(code));

describe.skipIf(schemes.length === 0)("the United Kingdom's schemes", () => {
  test.each(schemes.map((scheme) => [scheme.scheme_code, scheme] as const))("%s", (slug, scheme) => {
    const agreement = agreements.get(`gb-${slug}`) as AgreementFacts;
    expect(agreement, slug).toBeDefined();
    expect(agreement.from?.date).toBe(scheme.validity_start_date);
    expect(agreement.to?.date ?? null).toBe(scheme.validity_end_date);
    const partners = agreement.parties.flatMap(({ countries }) => countries).filter((code) => code !== "GB");
    // San Marino and Andorra are no parties to the agreement with the Union: their goods count as the Union's.
    const listed = countriesOf(scheme).filter((code) => slug !== "eu" || (code !== "SM" && code !== "AD"));
    expect(partners.toSorted()).toEqual([...new Set(listed)].sort());
    const authorities = new Set(scheme.proofs.map(({ proof_class }) => proof_class));
    const kinds = new Set(agreement.proofs?.map(({ kind }) => kind));
    expect(kinds.has("eur1")).toBe(authorities.has("eur1"));
    expect(kinds.has("importers-knowledge")).toBe(authorities.has("importers-knowledge"));
  });
});

describe.skipIf(schemes.length === 0)("the notes to the lists of rules", () => {
  const folder = join(DATA, "uk-origin/intro_notes");
  const notes = schemes.length === 0 ? [] : readdirSync(folder);
  test.each(notes)("%s states the textile tolerances held", (file) => {
    const agreement = agreements.get(`gb-${file.replace("_intro.md", "").replaceAll("_", "-")}`);
    const text = readFileSync(join(folder, file), "utf8").replaceAll("eight", "8").replace(/\s+/g, " ");
    for (const tolerance of agreement?.tolerances?.filter(({ reference }) => reference !== undefined) ?? []) {
      expect(text).toMatch(new RegExp(`${tolerance.reference}(?!\\d)`));
      for (const { limit, basics } of tolerance.limits) {
        for (const percent of [limit, ...Object.values(basics ?? {})]) {
          expect(text).toMatch(new RegExp(`(?<!\\d)${percent.slice(0, -1)} ?(\\*\\*)? ?(%|per ?cent)`));
        }
      }
      expect(tolerance.liningsExcluded === true).toBe(
        tolerance.id === "made-up-textiles" && /with the exception of linings/.test(text),
      );
    }
  });
});

describe.skipIf(schemes.length === 0)("each list of rules", () => {
  test.each(["uk-origin", "eu-origin"])("of %s has an agreement", (folder) => {
    const prefix = folder.slice(0, 2) === "uk" ? "gb" : "eu";
    const slugs = readdirSync(join(DATA, folder, "rule_sets")).map((name) => name.replace(".json.gz", ""));
    const missing = slugs.filter((slug) => !agreements.has(`${prefix}-${slug}`));
    // The agreement between the Union and the United Kingdom stands once, as gb-eu.
    expect(missing).toEqual(prefix === "gb" ? [] : ["eu", "united_kingdom"]);
  });
});
