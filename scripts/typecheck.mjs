// Checks the types of everything but assembly/, which its own compiler checks; of bench/ where its packages are.
import { spawnSync } from "node:child_process";
import { at, exists } from "./build/paths.mjs";

const projects = [
  "tsconfig.json",
  ...(exists("bench/node_modules") && exists("bench/main.ts") ? ["bench/tsconfig.json"] : []),
];
const results = projects.map((project) =>
  spawnSync(process.execPath, [at("node_modules/typescript/bin/tsc"), "-p", project], {
    cwd: at(""),
    stdio: "inherit",
  }),
);
process.exitCode = results.every(({ status }) => status === 0) ? 0 : 1;
