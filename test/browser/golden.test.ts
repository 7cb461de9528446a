import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assessment } from "../../src/model/assessment";
import type { Entry } from "../../src/model/entry";
import { createEngine, loadTable } from "../../src/node";
import { readCases } from "../cases/cases";
import { isAbsent, type Visit, visit } from "./chromium";
import { dist, publish, type Site } from "./site";

/** What a user's page would bundle: the package, and the table beside it. */
const SCRIPT = `
import { createEngine, loadTable } from "dutiable";
const engine = await createEngine({ tables: [await loadTable("us.tariff")] });
try {
  new Function("return 1");
} catch (error) {
  globalThis.refusal = error.name;
}
globalThis.answer = (entries) => entries.map((entry) => engine.assess(entry, { explain: true }));
`;

const entries = readCases().map(({ entry }) => entry);

describe.skipIf(isAbsent())("the golden set in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "dutiable-site-")) + sep;
  let site: Site;
  let browser: Visit;

  beforeAll(async () => {
    await build({
      stdin: { contents: SCRIPT, resolveDir: dist },
      bundle: true,
      format: "esm",
      platform: "browser",
      outfile: `${folder}page.js`,
      logLevel: "silent",
    });
    copyFileSync(`${dist}tables/us.tariff`, `${folder}us.tariff`);
    const html = '<!doctype html><link rel="icon" href="data:,"><script type="module" src="page.js"></script>';
    writeFileSync(`${folder}index.html`, html);
    site = await publish(folder);
    browser = await visit();
    await browser.page.goto(site.address);
    await browser.page.waitForFunction(() => "answer" in globalThis);
  });

  afterAll(async () => {
    await browser?.close();
    site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is answered as in Node, explanations included, with the network gone", async () => {
    await browser.context.setOffline(true);
    const answer = (given: readonly Entry[]) =>
      (globalThis as unknown as { answer(entries: readonly Entry[]): Assessment[] }).answer(given);
    const inPage = await browser.page.evaluate(answer, entries);
    const engine = await createEngine({ tables: [await loadTable(`${dist}tables/us.tariff`)] });
    const inNode = entries.map((entry) => engine.assess(entry, { explain: true }));
    expect(inPage).toEqual(JSON.parse(JSON.stringify(inNode)));
    expect(inPage.filter(({ ok }) => ok).length).toBeGreaterThan(0);
  });

  it("was loaded from one place, under a policy that lets no text become script", async () => {
    expect(await browser.page.evaluate("globalThis.refusal")).toBe("EvalError");
    expect(browser.requests.every((url) => url.startsWith(site.address))).toBe(true);
    expect(browser.complaints.filter((text) => !/unsafe-eval/.test(text))).toEqual([]);
  });
});
