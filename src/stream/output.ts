import type { Writable } from "node:stream";

/** Text gathered before it is handed to the system, in UTF-16 units. */
const FLUSH_AT = 1 << 18;

/** Lines of text on their way to a stream, gathered into large writes. */
export interface Output {
  line(text: string): void;
  /** Enough is gathered: call `flush` before writing much more. */
  readonly full: boolean;
  /** Resolves when the stream has taken everything: the writer goes no faster than the reader. */
  flush(): Promise<void>;
}

export function createOutput(stream: Writable): Output {
  let text = "";
  // An error also reaches the callback of the write that it stopped; unheard, it would end the process.
  stream.on("error", () => {});
  return {
    line(record) {
      text += record;
      text += "\n";
    },
    get full() {
      return text.length >= FLUSH_AT;
    },
    flush() {
      if (text === "") return Promise.resolve();
      const bytes = Buffer.from(text);
      text = "";
      return new Promise((resolve, reject) => {
        stream.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
    },
  };
}
