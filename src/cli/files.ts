import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Misuse } from "./status";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "its permissions do not allow it",
  EISDIR: "it is a folder",
  EEXIST: "part of the path is not a folder",
  ENOTDIR: "part of the path is not a folder",
  ENOSPC: "the disk is full",
};

/** A failed call of the system as a misuse, in a person's words. */
export function fileMisuse(what: string, path: string, error: unknown): Misuse {
  const { code, message } = error as NodeJS.ErrnoException;
  return new Misuse(`cannot ${what} ${path}: ${REASONS[code ?? ""] ?? message}`);
}

/** @throws Misuse where the file cannot be read. */
export async function readWhole(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw fileMisuse("read", path, error);
  }
}

/** Writes a file, and the folders above it. @throws Misuse where that cannot be done. */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  } catch (error) {
    throw fileMisuse("write", path, error);
  }
}
