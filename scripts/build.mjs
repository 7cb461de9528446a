// Builds the package into dist/: wasm, tables, bundles, declarations, the example page. Arguments name single parts:
// `build.mjs wasm`.
import { writeBundles } from "./build/bundle.mjs";
import { buildPage } from "./build/page.mjs";
import { buildTables } from "./build/tables.mjs";
import { emitTypes } from "./build/types.mjs";
import { compileWasm } from "./build/wasm.mjs";

const PARTS = {
  wasm: () => Promise.all([compileWasm("release", "dutiable.wasm"), compileWasm("simd", "dutiable.simd.wasm")]),
  tables: buildTables,
  bundles: () => writeBundles(),
  types: emitTypes,
  page: buildPage,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !(part in PARTS));
if (unknown.length > 0) {
  console.error(`unknown part: ${unknown.join(", ")}; parts: ${Object.keys(PARTS).join(", ")}`);
  process.exit(2);
}

// A part that fails does not stop the next: whoever works on one sees what is wrong with it alone.
for (const [part, build] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(part)) continue;
  try {
    await build();
  } catch (error) {
    console.error(`${part}: ${error.message}`);
    process.exitCode = 1;
  }
}
