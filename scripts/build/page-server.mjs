import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".tariff": "application/octet-stream",
};

/** What the page may do: run its own script and WebAssembly, read its own files, and nothing from elsewhere. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; " +
  "base-uri 'none'; form-action 'none'";

// The best quality takes seconds for a few per cent.
const PACKING = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Serves the files of one folder, none of its subfolders, compressed where the browser says that it can read that. */
export function createPageServer(folder) {
  const files = new Map();

  function read(name) {
    if (!/^[\w.-]+$/.test(name) || !(extname(name) in TYPES) || !existsSync(folder + name)) return undefined;
    const bytes = readFileSync(folder + name);
    return { bytes, packed: brotliCompressSync(bytes, PACKING) };
  }

  return createServer((request, response) => {
    const name = new URL(request.url, "http://localhost").pathname.slice(1) || "index.html";
    const file = files.get(name) ?? read(name);
    if (!file || !["GET", "HEAD"].includes(request.method)) {
      response
        .writeHead(file ? 405 : 404, { "content-type": "text/plain" })
        .end(`${file ? "GET only" : "not found"}\n`);
      return;
    }
    files.set(name, file);
    const brotli = /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
    response.writeHead(200, {
      "content-type": TYPES[extname(name)],
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      "cache-control": "no-cache",
      vary: "accept-encoding",
      ...(brotli ? { "content-encoding": "br" } : {}),
    });
    response.end(request.method === "HEAD" ? undefined : brotli ? file.packed : file.bytes);
  });
}

/** Listens on this machine alone; 0 is any free port. Gives the address. */
export function listen(server, port = 0) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}/`));
  });
}
