/** Prints how fast the engine is beside other ways to do the same work: `npm run bench`, options in `options.ts`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { type Context, createContext, project } from "./context";
import { call } from "./groups/call";
import { command } from "./groups/command";
import { kernel } from "./groups/kernel";
import { memory } from "./groups/memory";
import { page } from "./groups/page";
import { peers } from "./groups/peers";
import { sizes } from "./groups/sizes";
import { start } from "./groups/start";
import { valuation } from "./groups/valuation";
import { machine } from "./measure/machine";
import { printed } from "./measure/print";
import type { Section } from "./measure/row";
import { HELP, type Options, readOptions } from "./options";

/** In the order in which they run and are printed. */
const GROUPS: Readonly<Record<string, (context: Context) => Promise<Section>>> = {
  kernel,
  peers,
  call,
  valuation,
  command,
  memory,
  start,
  page,
  sizes,
};

function optionsOrHelp(): Options {
  try {
    return readOptions(process.argv.slice(2), process.env);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}\nGroups: ${Object.keys(GROUPS).join(", ")}`);
    process.exit(2);
  }
}

const options = optionsOrHelp();
const context = createContext(options);
const sections: Section[] = [];
for (const [name, group] of Object.entries(GROUPS)) {
  if (options.only.length > 0 && !options.only.some((part) => name.includes(part))) continue;
  if (process.stderr.isTTY) console.error(`${name} …`);
  try {
    sections.push(await group(context));
  } catch (error) {
    process.exitCode = 1;
    sections.push({ title: name, about: `Failed: ${(error as Error).message}`, rows: [] });
  }
}
console.log(`${machine()}\n\n${printed(sections)}`);
if (options.json) {
  mkdirSync(project("bench/dist"), { recursive: true });
  writeFileSync(project("bench/dist/results.json"), `${JSON.stringify({ machine: machine(), sections }, null, 2)}\n`);
}
