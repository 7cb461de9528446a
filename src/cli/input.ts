import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { fileMisuse } from "./files";

const CHUNK = 1 << 17;

/** A file, or standard input for `-`. @throws Misuse where it cannot be read. */
export async function openInput(path: string): Promise<Readable> {
  if (path === "-") return process.stdin;
  try {
    const handle = await open(path);
    if ((await handle.stat()).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    return handle.createReadStream({ highWaterMark: CHUNK });
  } catch (error) {
    throw fileMisuse("read", path, error);
  }
}
