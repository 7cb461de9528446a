import { readFile } from "node:fs/promises";
import { defineConfig, type Plugin } from "vitest/config";

/** Gives the tests what the bundles get from esbuild's binary loader: `import bytes from "….wasm"` is a Uint8Array. */
function wasmBytes(): Plugin {
  return {
    name: "wasm-bytes",
    enforce: "pre",
    async load(id) {
      if (!id.endsWith(".wasm")) return null;
      const base64 = (await readFile(id)).toString("base64");
      return `export default Uint8Array.from(Buffer.from("${base64}", "base64"));`;
    },
  };
}

export default defineConfig({
  plugins: [wasmBytes()],
  test: {
    include: ["test/**/*.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: { provider: "v8", include: ["src/**/*.ts", "tariffs/**/*.ts"], reporter: ["text-summary", "lcov"] },
  },
});
