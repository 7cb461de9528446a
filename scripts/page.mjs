// Serves the example page on this machine: `npm run page [port]`.
import { spawnSync } from "node:child_process";
import { buildPage, PAGE } from "./build/page.mjs";
import { createPageServer, listen } from "./build/page-server.mjs";
import { at, exists } from "./build/paths.mjs";

if (!exists("dist/tables/us.tariff")) spawnSync(process.execPath, [at("scripts/build.mjs")], { stdio: "inherit" });
await buildPage();
console.log(await listen(createPageServer(PAGE), Number(process.argv[2] ?? 8080)));
