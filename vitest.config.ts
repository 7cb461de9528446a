import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";

/** Under `npm run coverage:wasm` the tests run a module that counts its statements. */
const counting = process.env.DUTIABLE_COVERAGE === "wasm";
const counted = fileURLToPath(new URL("dist/dutiable.coverage.wasm", import.meta.url));

/** Gives the tests what the bundles get from esbuild's binary loader: `import bytes from "….wasm"` is a Uint8Array. */
function wasmBytes(): Plugin {
  return {
    name: "wasm-bytes",
    enforce: "pre",
    async load(id) {
      if (!id.endsWith(".wasm")) return null;
      const base64 = (await readFile(counting ? counted : id)).toString("base64");
      return `export default Uint8Array.from(Buffer.from("${base64}", "base64"));`;
    },
  };
}

export default defineConfig({
  plugins: [wasmBytes()],
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: counting ? ["scripts/coverage/collect.mjs"] : [],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: { provider: "v8", include: ["src/**/*.ts", "tariffs/**/*.ts"], reporter: ["text-summary", "lcov"] },
  },
});
