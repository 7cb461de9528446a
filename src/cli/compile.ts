import { basename, join } from "node:path";
import type { Command } from "commander";
import { IMPORTERS } from "../../tariffs";
import type { Imported, Importer, OfficialFile } from "../../tariffs/importer";
import { dayOf } from "../model/days";
import { DutiableError } from "../model/errors";
import { compileTable } from "../table/compile";
import { errorText } from "../table/fact-error";
import { printFacts } from "../table/facts-print";
import { readHeader } from "../table/header";
import { sealTable } from "../table/seal";
import { readWhole, writeWhole } from "./files";
import { Misuse } from "./status";

interface CompileOptions {
  readonly out: string;
  readonly facts?: string;
  readonly json?: boolean;
}

export function compileCommand(program: Command): void {
  const sources = IMPORTERS.map(({ source, reads }) => `${source}: ${reads}`).join("; ");
  program
    .command("compile")
    .description("read official files into a table; report what was read, what was not, and what changed")
    .argument("<source>", `what the files are (${sources})`)
    .argument("<file@date...>", "official files, each with the day from which it is law (YYYY-MM-DD)")
    .requiredOption("--out <path>", "where the table goes")
    .option("--facts <folder>", "also write the facts as text, as they are kept under tariffs/")
    .option("--json", "report as JSON")
    .action(compile);
}

async function compile(source: string, places: readonly string[], options: CompileOptions): Promise<void> {
  const importer = importerOf(source);
  const files = await Promise.all(places.map(readOfficial));
  const { facts, report } = imported(importer, files);
  const { bytes, report: table, errors } = compileTable(facts);
  if (bytes === undefined) throw new Misuse(`the files do not make a table\n${errors.map(errorText).join("\n")}`);

  const sealed = await sealTable(bytes);
  await writeWhole(options.out, sealed);
  if (options.facts !== undefined) {
    for (const [path, text] of printFacts(facts)) await writeWhole(join(options.facts, path), text);
  }
  const { sha256 } = readHeader(sealed);
  if (options.json) {
    const written = { path: options.out, bytes: sealed.length, sha256, ...table };
    console.log(JSON.stringify({ report: report.data, table: written }, mapsAsObjects, 2));
    return;
  }
  process.stdout.write(report.text);
  console.log(`${options.out}: ${sealed.length} bytes, ${table.codes} codes in ${table.rows} dated rows`);
  console.log(`  SHA-256 ${sha256}`);
}

function importerOf(source: string): Importer {
  const found = IMPORTERS.find((importer) => importer.source === source);
  if (found !== undefined) return found;
  throw new Misuse(`there is no source ${source}; there is ${IMPORTERS.map((importer) => importer.source).join(", ")}`);
}

/** Reads `FILE@DATE`. @throws Misuse */
async function readOfficial(place: string): Promise<OfficialFile> {
  const at = place.lastIndexOf("@");
  const [path, date] = [place.slice(0, Math.max(at, 0)), place.slice(at + 1)];
  if (path === "" || dayOf(date) === undefined) {
    throw new Misuse(
      `${place} names no file with a day: write ${path || place}@2026-01-31, the day from which it is law`,
    );
  }
  return { name: basename(path), date, bytes: await readWhole(path) };
}

function imported(importer: Importer, files: readonly OfficialFile[]): Imported {
  try {
    return importer.read(files);
  } catch (error) {
    const alone = files.length > 1 ? files.flatMap((file) => faultOf(importer, file)) : [];
    throw new Misuse(alone.length > 0 ? alone.join("\n") : flaw(error));
  }
}

/** Which of several files is at fault shows when each is read alone. */
function faultOf(importer: Importer, file: OfficialFile): string[] {
  try {
    importer.read([file]);
    return [];
  } catch (error) {
    return [`${file.name}: ${flaw(error)}`];
  }
}

/** @throws what is no flaw of the files */
function flaw(error: unknown): string {
  if (error instanceof DutiableError && error.code === "FACTS_INVALID") return error.message;
  throw error;
}

const mapsAsObjects = (_key: string, value: unknown): unknown =>
  value instanceof Map ? Object.fromEntries(value) : value;
