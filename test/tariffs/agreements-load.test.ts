import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadAgreements } from "../../tariffs/agreements/load";

const FACTS = join(import.meta.dirname, "../../tariffs/agreements");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "agreements-"));
  for (const name of [
    "sources.tsv",
    "operations.tsv",
    "basic-textiles.tsv",
    "protocols",
    "gb-eu",
    "gb-albania",
    "gb-cptpp",
    "cptpp",
  ]) {
    await cp(join(FACTS, name), join(folder, name), { recursive: true });
  }
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes the agreement's facts with changes. */
async function change(id: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const file = join(folder, id, "agreement.json");
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, "utf8")), ...changes }));
}

test("every agreement reads, and stands on sources and operations that exist", async () => {
  const { agreements } = await loadAgreements(FACTS);
  expect(agreements.length).toBeGreaterThanOrEqual(85);
  expect(agreements.map(({ id }) => id)).toEqual(agreements.map(({ id }) => id).toSorted());
});

test("an agreement has its protocol's facts where it states none of its own", async () => {
  const { agreements } = await loadAgreements(folder);
  const albania = agreements.find(({ id }) => id === "gb-albania");
  expect(albania?.insufficient?.operations).toContain("slaughter");
  expect(albania?.title).toMatch(/Albania/);
  expect(albania?.tolerances?.map(({ id }) => id)).toEqual(["value", "mixed-textiles", "made-up-textiles"]);
});

test.each([
  ["an unknown name", { tolerence: [] }, "gb-eu/agreement.json: unknown name tolerence"],
  ["no parties", { parties: [] }, "gb-eu: 0 parties"],
  ["a source that is none", { drawback: { prohibited: false, source: "nowhere" } }, "gb-eu: no source nowhere"],
  [
    "an operation that is none",
    { insufficient: { operations: ["juggling"], source: "tca" } },
    "gb-eu: no operation juggling",
  ],
  ["a day that is none", { from: { date: "2021-02-30", source: "tca" } }, "gb-eu: 2021-02-30 is no day"],
  ["a country that is none", { grantedBy: "ZZ" }, "gb-eu: no country ZZ"],
  ["a protocol that is none", { like: "esperanto" }, "gb-eu/agreement.json: no protocol esperanto"],
  ["an end before the beginning", { to: { date: "2020-01-01", source: "tca" } }, "gb-eu: ends before it begins"],
  [
    "a limit that is no per cent",
    { sets: [{ generalRules: ["3(c)"], of: ["EXW"], limits: [{ limit: "15" }], source: "tca" }] },
    "gb-eu/agreement.json.sets[0].limits[0].limit: a per cent expected",
  ],
  [
    "a range that descends",
    {
      tolerances: [{ id: "value", goods: { codes: ["24..04"] }, limits: [{ limit: "10%", of: "EXW" }], source: "tca" }],
    },
    "gb-eu: 24..04 is no range of codes",
  ],
  [
    "a basic textile material that is none",
    {
      tolerances: [
        {
          id: "mixed-textiles",
          goods: { codes: ["50..63"] },
          limits: [{ limit: "10%", of: "basic-textiles-weight", basics: { spam: "20%" } }],
          source: "tca",
        },
      ],
    },
    "gb-eu: no basic textile material spam",
  ],
  [
    "rules of an agreement that is none",
    { rules: { sameAs: "gb-atlantis", source: "tca" } },
    "gb-eu: no agreement gb-atlantis",
  ],
])("%s is refused by name", async (_, changes, flaw) => {
  await change("gb-eu", changes);
  const refusal = await loadAgreements(folder).then(
    () => "",
    (error: Error) => error.message,
  );
  expect(refusal.split("\n")).toContain(flaw);
});

test("all flaws are told at once", async () => {
  await change("gb-eu", { grantedBy: "ZZ" });
  await change("cptpp", { grantedBy: "ZZ" });
  await expect(loadAgreements(folder)).rejects.toThrow("cptpp: no country ZZ\ngb-eu: no country ZZ");
});
