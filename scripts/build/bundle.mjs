import { chmod } from "node:fs/promises";
import { build } from "esbuild";
import { at, dist, exists } from "./paths.mjs";
import { writeWhole } from "./stamp.mjs";

// Pages, workers and Node alike.
const NEUTRAL = { platform: "neutral", mainFields: ["module", "main"], target: "es2022" };
const NODE = { platform: "node", target: "node20.19" };

// Libraries in CommonJS that a Node bundle takes in call `require` for Node's own modules.
const REQUIRE =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

/** The bundles of the package: entry, output and what differs from `common`. */
export const BUNDLES = {
  index: { entry: "src/index.ts", out: "index.js", ...NEUTRAL },
  origin: { entry: "src/origin.ts", out: "origin.js", ...NEUTRAL },
  text: { entry: "src/text/index.ts", out: "text.js", ...NEUTRAL },
  node: { entry: "src/node.ts", out: "node.js", ...NODE },
  // Node has one library, and with it one DutiableError, whichever door its users come by.
  originNode: { entry: "src/origin-node.ts", out: "origin-node.js", ...NODE, external: ["./node.js"] },
  cli: { entry: "src/cli/main.ts", out: "cli.js", ...NODE, banner: { js: `#!/usr/bin/env node\n${REQUIRE}` } },
};

/** Settings that every bundle shares; wasm is inlined as bytes, facts as texts. */
export const common = {
  absWorkingDir: at(""),
  bundle: true,
  format: "esm",
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
  legalComments: "inline",
  loader: { ".wasm": "binary", ".tsv": "text" },
  logLevel: "warning",
  write: false,
};

/** Bundles one entry into memory: `outputFiles` and `metafile` as esbuild gives them. */
export function bundle({ entry, out, ...settings }) {
  return build({ ...common, ...settings, entryPoints: [at(entry)], outfile: dist + out });
}

/** Writes the bundles whose entries exist. */
export async function writeBundles(names = Object.keys(BUNDLES)) {
  for (const name of names) {
    const settings = BUNDLES[name];
    if (!exists(settings.entry)) {
      console.log(`${name}: skipped, ${settings.entry} does not exist yet`);
      continue;
    }
    const { outputFiles, metafile } = await bundle(settings);
    await writeWhole(`${dist}.build/${name}.meta.json`, JSON.stringify(metafile));
    for (const file of outputFiles) await writeWhole(file.path, file.contents);
    if (name === "cli") await chmod(dist + settings.out, 0o755);
  }
}
