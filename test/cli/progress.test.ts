import type { WriteStream } from "node:tty";
import { describe, expect, it } from "vitest";
import { createProgress } from "../../src/cli/progress";

function terminal(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) } as unknown as WriteStream;
  let time = 0;
  const progress = createProgress(stream, () => time);
  return { written, progress, wait: (milliseconds: number) => (time += milliseconds) };
}

describe("progress on a terminal", () => {
  it("says how many records and how fast, in one line, some times a second, and takes it off again", () => {
    const { written, progress, wait } = terminal(true);
    progress.update(10);
    wait(500);
    progress.update(100_000);
    wait(10);
    progress.update(110_000);
    wait(490);
    progress.update(250_000);
    progress.end();
    expect(written).toEqual([
      "\r\u001b[K100,000 records, 200,000 a second",
      "\r\u001b[K250,000 records, 250,000 a second",
      "\r\u001b[K",
    ]);
  });

  it("leaves no trace of work that is done at once", () => {
    const { written, progress } = terminal(true);
    progress.update(10);
    progress.end();
    expect(written).toEqual([]);
  });
});

describe("progress elsewhere", () => {
  it("is silent", () => {
    const { written, progress, wait } = terminal(false);
    wait(5000);
    progress.update(100_000);
    progress.end();
    expect(written).toEqual([]);
  });
});
