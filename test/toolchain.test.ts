import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url));

describe.each(["dutiable.wasm", "dutiable.simd.wasm"])("%s", (name) => {
  const module = new WebAssembly.Module(read(`dist/${name}`));

  it("asks nothing of its host", () => {
    expect(WebAssembly.Module.imports(module)).toEqual([]);
  });

  it("exports its memory and the runtime that as-bind works with", () => {
    const names = WebAssembly.Module.exports(module).map((entry) => entry.name);
    expect(names).toEqual(expect.arrayContaining(["memory", "__new", "__pin", "__unpin", "__collect"]));
  });

  it("describes its string-shaped exports to as-bind", () => {
    const [section] = WebAssembly.Module.customSections(module, "as-bind_bindings");
    const bindings = JSON.parse(new TextDecoder().decode(section));
    expect(Object.keys(bindings)).toEqual(["typeIds", "importedFunctions", "exportedFunctions"]);
  });
});

describe("package", () => {
  const manifest = JSON.parse(read("package.json").toString());

  it("needs nothing at run time", () => {
    expect(manifest.dependencies).toBeUndefined();
  });

  it("locks versions without naming a registry", () => {
    expect(read("package-lock.json").toString()).not.toContain('"resolved"');
  });
});
