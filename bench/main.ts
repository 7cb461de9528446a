/** Prints how fast the engine is beside other ways to do the same work: `npm run bench`, options in `options.ts`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { type Context, createContext, project } from "./context";
import { call } from "./groups/call";
import { command } from "./groups/command";
import { kernel } from "./groups/kernel";
import { layers } from "./groups/layers";
import { memory } from "./groups/memory";
import { origin } from "./groups/origin";
import { page } from "./groups/page";
import { peers } from "./groups/peers";
import { sizes } from "./groups/sizes";
import { start } from "./groups/start";
import { valuation } from "./groups/valuation";
import { busyness, machine } from "./measure/machine";
import { printed } from "./measure/print";
import type { Section } from "./measure/row";
import { HELP, type Options, readOptions } from "./options";
import { answerOf } from "./programs/run";

/** In the order in which they run and are printed. */
const GROUPS: Readonly<Record<string, (context: Context) => Promise<Section>>> = {
  kernel,
  layers,
  peers,
  call,
  valuation,
  origin,
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
if (options.group !== undefined) console.log(JSON.stringify(await sectionOf(options.group)));
else await all();

/** Runs every group that is asked for, and prints one table. */
async function all(): Promise<void> {
  const conditions = [machine(), busyness()].filter((line) => line !== "").join("\n");
  const sections: Section[] = [];
  for (const name of Object.keys(GROUPS)) {
    if (options.only.length > 0 && !options.only.some((part) => name.includes(part))) continue;
    if (process.stderr.isTTY) console.error(`${name} …`);
    sections.push(await inProcessOfItsOwn(name));
  }
  console.log(`${conditions}\n\n${printed(sections)}`);
  if (!options.json) return;
  mkdirSync(project("bench/dist"), { recursive: true });
  writeFileSync(project("bench/dist/results.json"), `${JSON.stringify({ conditions, sections }, null, 2)}\n`);
}

/** What one group leaves behind, compiled code above all, must not be measured with the next. */
async function inProcessOfItsOwn(name: string): Promise<Section> {
  const self = [...process.execArgv, ...process.argv.slice(1)];
  try {
    return await answerOf<Section>([...self, "--group", name]);
  } catch (error) {
    process.exitCode = 1;
    return { title: name, about: `Failed: ${(error as Error).message.split("\n")[0]}`, rows: [] };
  }
}

async function sectionOf(name: string): Promise<Section> {
  const group = GROUPS[name];
  if (group === undefined) throw new RangeError(`no group ${name}`);
  return group(createContext(options));
}
