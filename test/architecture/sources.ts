import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A source file: its path from the project's folder, and its text. */
export interface Source {
  path: string;
  text: string;
}

/** Every TypeScript and JavaScript file of the given folders; a folder that does not exist holds none. */
export function sourcesIn(folders: readonly string[]): Source[] {
  return folders
    .filter((folder) => existsSync(root + folder))
    .flatMap((folder) =>
      readdirSync(root + folder, { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
    )
    .filter((path) => /\.m?[jt]s$/.test(path) && !/(^|\/)(node_modules|dist)\//.test(path))
    .map((path) => ({ path, text: readFileSync(root + path, "utf8") }));
}

/** The text without its comments. Good enough for code that biome has formatted; strings that hold `//` lose their end. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}

/** An import statement's last line, an import for its effects, or a dynamic import. */
const SPECIFIER = /(?:^(?:import|export|\})[^;"\n]* from |^import |\bimport\()"([^"\s]+)"\)?/gm;

/** What a file imports, types included: files as paths from the project's folder, packages by name. */
export function importsOf({ path, text }: Source): string[] {
  return [...withoutComments(text).matchAll(SPECIFIER)].map((match) => {
    const specifier = match[1] ?? "";
    if (!specifier.startsWith(".")) return specifier;
    const target = posix.join(posix.dirname(path), specifier);
    return [`${target}.ts`, `${target}/index.ts`].find((file) => existsSync(root + file)) ?? target;
  });
}
