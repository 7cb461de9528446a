import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CLI, dutiable, entry, ndjson, temporaryFolder } from "./command";

const file = temporaryFolder();

const ENTRIES = 200_000;
/** Peak resident memory, in bytes, that the command may need for any number of entries. */
const MOST = 200 << 20;

function* blocks(): Generator<string> {
  for (let first = 0; first < ENTRIES; first += 1000) {
    yield ndjson(
      ...Array.from({ length: 1000 }, (_, i) => {
        const refused = i % 10 === 9 ? { commodity: "0101.30" } : {};
        return entry({ id: `e${first + i}`, value: { amount: `${first + i}.50`, currency: "USD" }, ...refused });
      }),
    );
  }
}

describe("a long stream", () => {
  it("is answered in order and in bounded memory, no faster than it is read", async () => {
    const child = spawn(process.execPath, [CLI, "assess"], { stdio: ["pipe", "pipe", "inherit"] });
    let peak = 0;
    const sample = () => {
      const status = `/proc/${child.pid}/status`;
      const found = existsSync(status) && /VmHWM:\s*(\d+)/.exec(readFileSync(status, "utf8"));
      if (found) peak = Math.max(peak, Number(found[1]) << 10);
    };
    const feed = (async () => {
      for (const block of blocks()) if (!child.stdin.write(block)) await once(child.stdin, "drain");
      child.stdin.end();
    })();
    let [rest, count, wrong] = ["", 0, 0];
    for await (const chunk of child.stdout) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop()!;
      for (const line of lines) {
        if (!line.startsWith(`{"id":"e${count}","ok":${count % 10 !== 9},`)) wrong += 1;
        count += 1;
      }
      // A slow reader: the command has to wait for it.
      if (count % 50_000 < lines.length) await new Promise((resolve) => setTimeout(resolve, 50));
      sample();
    }
    await feed;
    expect([count, wrong, rest]).toEqual([ENTRIES, 0, ""]);
    expect(peak).toBeLessThan(MOST);
    if (existsSync("/proc/self/status")) expect(peak).toBeGreaterThan(0);
  });

  const input = file("entries.ndjson", [...blocks()].slice(0, 20).join(""));
  it.each([
    ["of entries", `assess "${input}"`, /^\{"id":"e0",.*\}\n$/],
    ["of a table", "inspect us 8", /^\d+ codes on .*\n$/],
  ])("%s ends without a word when its reader has gone", async (_, command, expected) => {
    const script = `{ "${process.execPath}" "${CLI}" ${command}; echo "status $?" >&2; } | head -1`;
    const child = spawn("sh", ["-c", script], { stdio: ["ignore", "pipe", "pipe"] });
    const [read, said]: Buffer[][] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => read!.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => said!.push(chunk));
    await once(child, "close");
    expect(Buffer.concat(read!).toString()).toMatch(expected);
    expect(Buffer.concat(said!).toString()).toBe("status 0\n");
  });

  it("is answered as far as it has come, and cut off cleanly by an interrupt", async () => {
    const child = spawn(process.execPath, [CLI, "assess"], { stdio: ["pipe", "pipe", "pipe"] });
    const said: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    const closed = once(child, "close");
    child.stdin.write(`${ndjson(entry(), entry({ id: "e2" }))}{"id":"e3",`);
    let read = "";
    for await (const chunk of child.stdout) {
      read += chunk;
      if (read.split("\n").length > 2) child.kill("SIGINT");
    }
    const [status] = await closed;
    expect(status).toBe(130);
    expect(read.split("\n").map((line) => line.slice(0, 20))).toEqual([
      '{"id":"e1","ok":true',
      '{"id":"e2","ok":true',
      "",
    ]);
    expect(Buffer.concat(said).toString()).toBe("");
  });
});

describe("progress", () => {
  it("is not shown where there is no terminal", async () => {
    const { stderr } = await dutiable(["assess"], [...blocks()].slice(0, 20).join(""));
    expect(stderr).toBe("");
  });
});
