import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

export const dist = `${root}dist/`;

/** An absolute path from one relative to the project. */
export const at = (path) => root + path;

export const exists = (path) => existsSync(at(path));
