// The main job on an example: assesses the entry in examples/entries/first.json and explains each charge.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const { status } = spawnSync(
  process.execPath,
  [at("dist/cli.js"), "assess", at("examples/entries/first.json"), "--explain"],
  {
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
