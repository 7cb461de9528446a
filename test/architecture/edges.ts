/**
 * The rooms of the house and what each may import, written down once. A room is a folder, or a file that stands for
 * itself; a path belongs to the room with the longest matching prefix. Every room may import itself.
 */
export const EDGES: Record<string, readonly string[]> = {
  "assembly/abi.ts": [],
  "assembly/memory.ts": [],
  "assembly/arithmetic/": ["assembly/abi.ts"],
  "assembly/table/": ["assembly/abi.ts", "assembly/memory.ts", "assembly/arithmetic/"],
  "assembly/valuation/": ["assembly/abi.ts", "assembly/memory.ts", "assembly/arithmetic/", "assembly/table/"],
  "assembly/duty/": [
    "assembly/abi.ts",
    "assembly/memory.ts",
    "assembly/arithmetic/",
    "assembly/table/",
    "assembly/valuation/",
  ],
  "assembly/origin/": ["assembly/abi.ts", "assembly/memory.ts", "assembly/arithmetic/", "assembly/table/"],
  "assembly/text/": [
    "assembly/abi.ts",
    "assembly/memory.ts",
    "assembly/arithmetic/",
    "assembly/table/",
    "assembly/valuation/",
    "assembly/duty/",
    "assembly/origin/",
  ],
  "assembly/index.ts": ["assembly/"],

  "src/model/": ["assembly/abi.ts"],
  "src/table/": ["assembly/abi.ts", "src/model/"],
  "src/engine/": [
    "assembly/abi.ts",
    "src/model/",
    "src/table/",
    "dist/dutiable.wasm",
    "dist/dutiable.simd.wasm",
    "as-bind",
  ],
  "src/text/": ["assembly/abi.ts", "src/model/", "dist/dutiable.wasm", "dist/dutiable.simd.wasm", "as-bind"],
  "src/explain/": ["assembly/abi.ts", "src/model/", "src/table/", "src/engine/"],
  // The library as pages and Node get it; then the other entry points, which reach the importers through one index.
  "src/index.ts": ["assembly/abi.ts", "src/model/", "src/table/", "src/engine/", "src/explain/", "src/stream/"],
  "src/": ["assembly/abi.ts", "src/", "tariffs/index.ts", "package.json", "node:", "commander"],

  // A territory knows neither another territory nor the engine.
  "tariffs/": ["assembly/abi.ts", "src/model/", "src/table/", "node:"],
  "tariffs/index.ts": ["tariffs/"],
  "tariffs/build.ts": ["tariffs/", "src/model/", "src/table/", "node:"],
};

/** Names that belong to a territory and have no place in the engine. */
export const TERRITORY_WORDS = /\b(US|GB|EU|JP|HTS|HTSUS|USITC|TARIC|CBP)\b|\bcolumn ?2\b/;

/** Longest file, in lines. */
export const MOST_LINES = 600;
