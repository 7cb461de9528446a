import type { WriteStream } from "node:tty";

/** Between two updates, in milliseconds. */
const PAUSE = 200;

export interface Progress {
  /** `records` so far. Cheap: most calls write nothing. */
  update(records: number): void;
  /** Takes the line off the terminal again. */
  end(): void;
}

/** A line of progress that rewrites itself; silent unless the stream is a terminal. */
export function createProgress(terminal: WriteStream, now: () => number = () => performance.now()): Progress {
  if (!terminal.isTTY) return { update() {}, end() {} };
  const started = now();
  let shown = started;
  return {
    update(records) {
      const time = now();
      if (time - shown < PAUSE) return;
      shown = time;
      const rate = Math.round((records * 1000) / (time - started));
      terminal.write(`\r\u001b[K${records.toLocaleString("en")} records, ${rate.toLocaleString("en")} a second`);
    },
    end() {
      if (shown > started) terminal.write("\r\u001b[K");
    },
  };
}
