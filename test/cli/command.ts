import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

/** The built command, as users run it. */
export const CLI = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command to its end. */
export async function dutiable(args: readonly string[], input: string | Uint8Array = ""): Promise<Ended> {
  const child = spawn(process.execPath, [CLI, ...args]);
  const [stdout, stderr]: Buffer[][] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => stdout!.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr!.push(chunk));
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const [status] = (await once(child, "close")) as [number | null];
  return { status, stdout: Buffer.concat(stdout!).toString(), stderr: Buffer.concat(stderr!).toString() };
}

/** The lines of an output, each parsed. */
export const records = ({ stdout }: Ended) =>
  stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** A folder that is gone after the tests of a file. */
export function temporaryFolder(): (name: string, content?: string | Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), "dutiable-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return (name, content) => {
    const path = join(folder, name);
    if (content !== undefined) writeFileSync(path, content);
    return path;
  };
}

/** An entry that is answered: a duty of 850.00. */
export const entry = (more: object = {}) => ({
  id: "e1",
  tariff: "US",
  date: "2026-03-02",
  commodity: "0101.30.00.00",
  origin: "FR",
  value: { amount: "12500.00", currency: "USD" },
  ...more,
});

export const ndjson = (...entries: readonly object[]): string =>
  entries.map((it) => `${JSON.stringify(it)}\n`).join("");
