import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "dutiable-user-"));
const installed = join(project, "node_modules/dutiable");

/** Writes a file of the user's project and gives its path. */
function file(name: string, text: string): string {
  writeFileSync(join(project, name), text);
  return join(project, name);
}

const node = (...args: string[]) => execFileSync(process.execPath, args, { cwd: project, encoding: "utf8" });

/** What a user writes: the duty on one entry. The same text is plain JavaScript and strict TypeScript. */
const PROGRAM = `
import { createEngine, loadTable } from "dutiable";
const engine = await createEngine({ tables: [await loadTable("us")] });
const assessment = engine.assess({
  id: "e1",
  tariff: "US",
  date: "2025-01-15",
  commodity: "0101.30.00.00",
  origin: "FR",
  value: { amount: "12500.00", currency: "USD" },
  quantities: [{ unit: "NAR", amount: "3" }],
});
console.log(JSON.stringify(assessment));
`;

const built = ["index.js", "origin.js", "node.js", "cli.js", "tables/us.tariff"].every((name) =>
  existsSync(join(root, "dist", name)),
);

// The package as its users get it: packed, and unpacked into an empty project.
describe.skipIf(!built)("the package", () => {
  beforeAll(() => {
    const pack = ["pack", "--ignore-scripts", "--silent", "--pack-destination", project];
    const archive = execFileSync("npm", pack, { cwd: root, encoding: "utf8" }).trim();
    mkdirSync(installed, { recursive: true });
    execFileSync("tar", ["xzf", join(project, archive), "-C", installed, "--strip-components=1"]);
    file("package.json", '{ "type": "module", "private": true }');
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it("answers a program in plain JavaScript", () => {
    const assessment = JSON.parse(node(file("plain.js", PROGRAM)));
    expect(assessment).toMatchObject({ id: "e1", ok: true, totals: { duty: "850.00" } });
  });

  it.each(["bundler", "nodenext"])("type-checks a program under module resolution %s", (moduleResolution) => {
    const module = moduleResolution === "bundler" ? "esnext" : "nodenext";
    const options = { strict: true, noEmit: true, target: "es2022", module, moduleResolution, types: ["node"] };
    const wrong = `${PROGRAM}\nexport const wrong: number = assessment;\n`;
    const typeRoots = [join(root, "node_modules/@types")];
    const check = (text: string) => {
      file("typed.ts", text);
      const config = file(
        "tsconfig.json",
        JSON.stringify({ compilerOptions: { ...options, typeRoots }, files: ["typed.ts"] }),
      );
      const tsc = join(root, "node_modules/typescript/bin/tsc");
      return spawnSync(process.execPath, [tsc, "-p", config], { cwd: project, encoding: "utf8" }).stdout;
    };
    expect(check(PROGRAM)).toBe("");
    expect(check(wrong)).toContain("TS2322");
  });

  it("bundles for a page without a trace of Node", async () => {
    const entry = file("page.js", 'import { createEngine } from "dutiable";\ncreateEngine({ tables: [] });\n');
    const { metafile } = await build({
      entryPoints: [entry],
      absWorkingDir: project,
      bundle: true,
      format: "esm",
      platform: "browser",
      write: false,
      metafile: true,
    });
    expect(Object.keys(metafile.inputs).sort()).toEqual(["node_modules/dutiable/dist/index.js", "page.js"]);
  });

  it("gives the tables and the command by their public names", () => {
    const resolved = node("--input-type=module", "-e", 'console.log(import.meta.resolve("dutiable/tables/us"))');
    expect(readFileSync(fileURLToPath(resolved.trim())).subarray(0, 8).toString()).toBe("DUTIABLE");
    const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    expect(node(join(installed, manifest.bin.dutiable), "--version").trim()).toBe(manifest.version);
  });

  it("takes nothing into the core but its own rooms and as-bind", () => {
    const { inputs } = JSON.parse(readFileSync(join(root, "dist/.build/index.meta.json"), "utf8"));
    const core =
      /^(src\/(index\.ts|model|table|engine|explain|stream)|assembly\/abi(-valuation)?\.ts|dist\/dutiable\.(simd\.)?wasm|node_modules\/as-bind\/)/;
    expect(Object.keys(inputs).filter((path) => !core.test(path))).toEqual([]);
    const origin = /^(src\/(origin|(model|engine|table)\/origin\/|explain\/origin)|assembly\/abi-origin)/;
    expect(Object.keys(inputs).filter((path) => origin.test(path))).toEqual([]);
    // They are where they belong, so that the pattern above finds them.
    const door = JSON.parse(readFileSync(join(root, "dist/.build/origin.meta.json"), "utf8"));
    for (const path of ["src/origin.ts", "src/engine/origin/origin.ts", "assembly/abi-origin.ts"]) {
      expect(path).toMatch(origin);
      expect(Object.keys(door.inputs)).toContain(path);
    }
  });
});
