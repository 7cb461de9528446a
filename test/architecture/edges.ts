/**
 * The rooms of the house and what each may import, written down once. A room is a folder, or a file that stands for
 * itself; a path belongs to the room with the longest matching prefix. Every room may import itself.
 */
export const EDGES: Record<string, readonly string[]> = {
  "assembly/abi": [],
  "assembly/memory.ts": [],
  "assembly/version.ts": ["assembly/abi"],
  "assembly/arithmetic/": ["assembly/abi"],
  "assembly/table/": ["assembly/abi", "assembly/memory.ts", "assembly/arithmetic/"],
  "assembly/valuation/": ["assembly/abi", "assembly/memory.ts", "assembly/arithmetic/", "assembly/table/"],
  "assembly/duty/": [
    "assembly/abi",
    "assembly/memory.ts",
    "assembly/arithmetic/",
    "assembly/table/",
    "assembly/valuation/",
  ],
  "assembly/origin/": ["assembly/abi", "assembly/memory.ts", "assembly/arithmetic/", "assembly/table/"],
  "assembly/text/": [
    "assembly/abi",
    "assembly/memory.ts",
    "assembly/arithmetic/",
    "assembly/table/",
    "assembly/valuation/",
    "assembly/duty/",
    "assembly/origin/",
  ],
  "assembly/index.ts": ["assembly/"],

  "src/model/": ["assembly/abi"],
  "src/table/": ["assembly/abi", "src/model/"],
  "src/engine/": [
    "assembly/abi",
    "src/model/",
    "src/table/",
    "dist/dutiable.wasm",
    "dist/dutiable.simd.wasm",
    "as-bind",
  ],
  "src/text/": ["assembly/abi", "src/model/", "src/table/", "src/engine/", "dist/dutiable.simd.wasm", "as-bind"],
  "src/explain/": ["assembly/abi", "src/model/", "src/table/", "src/engine/"],
  "src/origin": ["assembly/abi", "src/model/", "src/table/", "src/engine/", "src/explain/"],
  "src/origin-node.ts": ["src/model/", "src/origin.ts", "src/node.js"],
  // The library as pages and Node get it; then the other entry points, which reach the importers through one index.
  "src/index.ts": [
    "assembly/abi",
    "src/model/",
    "src/table/",
    "src/engine/",
    "src/explain/",
    "src/stream/",
    // Its types alone: what a page embeds holds no rule of origin.
    "src/origin.ts",
  ],
  "src/": ["assembly/abi", "src/", "tariffs/index.ts", "tariffs/importer.ts", "package.json", "node:", "commander"],

  // A territory knows neither another territory nor the engine.
  "tariffs/": ["assembly/abi", "src/model/", "src/table/", "tariffs/importer.ts", "node:"],
  "tariffs/importer.ts": ["src/table/"],
  "tariffs/index.ts": ["tariffs/"],
  "tariffs/build.ts": ["tariffs/", "src/model/", "src/table/", "node:"],
  "tariffs/origin.ts": ["tariffs/", "src/model/", "src/table/", "node:"],
};

/** Names that belong to a territory and have no place in the engine. */
export const TERRITORY_WORDS = /\b(US|GB|EU|JP|HTS|HTSUS|USITC|TARIC|CBP)\b|\bcolumn ?2\b/;

/** Longest file, in lines. */
export const MOST_LINES = 600;
