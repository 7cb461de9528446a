import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "dutiable-install-"));

/** npm as a user runs it, with nothing of the run that tests it, and no registry. */
function npm(folder: string, ...options: string[]): string {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const env = { ...Object.fromEntries(own), npm_config_offline: "true", npm_config_update_notifier: "false" };
  return execFileSync("npm", options, { cwd: folder, encoding: "utf8", env, stdio: ["ignore", "pipe", "ignore"] });
}

const ENTRY = JSON.stringify({
  id: "e1",
  tariff: "US",
  date: "2025-01-15",
  commodity: "0101.30.00.00",
  origin: "FR",
  value: { amount: "12500.00", currency: "USD" },
});

/** What the bundle of a module comes to, and its text. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: project },
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "silent",
    loader: { ".tariff": "binary" },
  });
  return outputFiles[0]!.text;
}

describe("the package, installed by npm into an empty project", () => {
  beforeAll(() => {
    writeFileSync(join(project, "package.json"), '{ "type": "module", "private": true }');
    const archive = npm(root, "pack", "--ignore-scripts", "--silent", "--pack-destination", project).trim();
    npm(project, "install", "--no-audit", "--no-fund", join(project, archive));
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it("comes alone", () => {
    const installed = readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."));
    expect(installed).toEqual(["dutiable"]);
  });

  it("holds no sources, tests or debug builds", () => {
    const files = readdirSync(join(project, "node_modules/dutiable"), { recursive: true, encoding: "utf8" });
    // The engine's own words are no such thing: src/engine/stack/coverage says which law a table holds.
    const unwanted = /(?<!\.d)\.ts$|(^|\/)(test|bench|coverage)\/|\.test\.|bench\.|\.(debug|coverage)\./;
    expect(files.filter((path) => unwanted.test(path))).toEqual([]);
    for (const path of ["test/a.js", "dist/dutiable.debug.wasm", "dist/dutiable.coverage.wasm", "dist/bench.js"]) {
      expect(path).toMatch(unwanted);
    }
  });

  it("brings its command", () => {
    const command = join(project, "node_modules/.bin/dutiable");
    const answer = execFileSync(command, ["assess", "-"], { cwd: project, input: `${ENTRY}\n`, encoding: "utf8" });
    expect(JSON.parse(answer)).toMatchObject({ id: "e1", ok: true, totals: { duty: "850.00" } });
  });

  it("costs nothing that is not used", async () => {
    expect(await bundle('import "dutiable";')).toBe("");
    const whole = await bundle('export { createEngine } from "dutiable";');
    const error = await bundle('export { DutiableError } from "dutiable";');
    expect(error.length).toBeLessThan(whole.length / 2);
  });

  it("lets a bundle take a table in", async () => {
    const script = `
      import { createEngine } from "dutiable";
      import table from "dutiable/tables/us";
      const engine = await createEngine({ tables: [table] });
      console.log(engine.assess(${ENTRY}).totals.duty);
    `;
    writeFileSync(join(project, "bundled.js"), await bundle(script));
    expect(execFileSync(process.execPath, ["bundled.js"], { cwd: project, encoding: "utf8" })).toBe("850.00\n");
  });

  it("opens its string-shaped door", () => {
    const script = `
      import { loadTable } from "dutiable";
      import { openTextDoor } from "dutiable/text";
      const quote = await (await openTextDoor()).open(await loadTable("us"));
      console.log(quote("0101300000|2025-01-15|FR|none|12500.00|"));
    `;
    writeFileSync(join(project, "text.js"), script);
    expect(execFileSync(process.execPath, ["text.js"], { cwd: project, encoding: "utf8" })).toBe("850.00|assessed|\n");
  });

  it("opens its door to origin, with the agreements of the package", () => {
    const script = `
      import { createEngine, DutiableError } from "dutiable";
      import { createOrigin, loadAgreements } from "dutiable/origin";
      const origin = await createOrigin();
      const engine = await createEngine({ tables: [], origin });
      const none = await loadAgreements(new URL("none/", import.meta.url)).catch((error) => error);
      console.log(origin.agreements.includes("us-chile"), engine.origin({}).ok, none instanceof DutiableError);
    `;
    writeFileSync(join(project, "origin.js"), script);
    const run = execFileSync(process.execPath, ["origin.js"], { cwd: project, encoding: "utf8" });
    expect(run).toBe("true false true\n");
  });

  it("brings origin to a page only where it is asked for", async () => {
    const core = await bundle('export { createEngine } from "dutiable";');
    const origin = await bundle('export { createOrigin } from "dutiable/origin";');
    expect(origin).toContain("RULE_SYNTAX");
    expect(core).not.toContain("RULE_SYNTAX");
    await expect(bundle('export { createOrigin } from "dutiable";')).rejects.toThrow("createOrigin");
  });

  it.each(["bundler", "nodenext"])("types its doors under module resolution %s, libraries checked", (resolution) => {
    const script = `
      import { createEngine, loadTable, type Assessment } from "dutiable";
      import { createOrigin, type Origin, type OriginEngineOptions } from "dutiable/origin";
      import { openTextDoor, type Quote } from "dutiable/text";
      const table = await loadTable("us");
      declare const options: OriginEngineOptions;
      const origin: Origin = await createOrigin(options);
      const engine = await createEngine({ tables: [table], origin });
      export const assessment: Assessment = engine.assess({ tariff: "US", date: "2025-01-15" });
      export const quote: Quote = await (await openTextDoor()).open(table);
    `;
    writeFileSync(join(project, "typed.ts"), script);
    const module = resolution === "bundler" ? "esnext" : "nodenext";
    const strict = [
      "--strict",
      "--exactOptionalPropertyTypes",
      "--noUncheckedIndexedAccess",
      "--skipLibCheck",
      "false",
    ];
    const options = ["--noEmit", "--target", "es2022", "--module", module, "--moduleResolution", resolution, ...strict];
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    expect(execFileSync(process.execPath, [tsc, ...options, "typed.ts"], { cwd: project, encoding: "utf8" })).toBe("");
  });

  it("names every file that its manifest promises", () => {
    const manifest = JSON.parse(readFileSync(join(project, "node_modules/dutiable/package.json"), "utf8"));
    const targets = JSON.stringify(manifest.exports).match(/\.\/(?:dist|schemas)\/[^"]+/g) ?? [];
    const folder = join(project, "node_modules/dutiable");
    const promised = targets.filter((path) => !path.includes("*"));
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => `./${path}`);
    expect(promised.filter((path) => !files.includes(path))).toEqual([]);
  });
});
