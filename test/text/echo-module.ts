import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

/** Functions that hand back what they get: what crosses the door both ways. */
const ECHO = `
export function echo(text: string): string { return text; }
export function join(a: string, b: string, c: string): string { return a + "|" + b + "|" + c; }
export function length(text: string): i32 { return text.length; }
export function garbage(text: string): string { return text.split("").reverse().join(""); }
${["Int8", "Uint8", "Uint8Clamped", "Int16", "Uint16", "Int32", "Uint32", "Int64", "Uint64", "Float32", "Float64"]
  .map((name) => `export function echo${name}(array: ${name}Array): ${name}Array { return array.subarray(0); }`)
  .join("\n")}
`;

const SOURCES: Readonly<Record<string, string>> = {
  "assembly/index.ts": 'export * from "./text/echo";',
  "assembly/text/echo.ts": ECHO,
};

/** Compiles the functions as the shipped module is: runtime, transform, and their place under assembly/text/. */
export async function compileEcho(): Promise<Uint8Array<ArrayBuffer>> {
  let binary = new Uint8Array();
  const transform = fileURLToPath(new URL("../../scripts/asbind-section.mjs", import.meta.url));
  const options = ["--runtime", "minimal", "--exportRuntime", "--use", "abort=", "--transform", transform];
  const { error, stderr } = await asc.main(["assembly/index.ts", "--outFile", "echo.wasm", "-O", ...options], {
    readFile: (name: string) => SOURCES[name] ?? null,
    writeFile(name: string, contents: string | Uint8Array) {
      if (name === "echo.wasm" && typeof contents !== "string") binary = Uint8Array.from(contents);
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return binary;
}
