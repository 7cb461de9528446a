import type { Writable } from "node:stream";

/** Room to begin with: more than the answers to one chunk of entries usually need. */
const ROOM = 1 << 19;

/** Bytes on their way to a stream, gathered until they are flushed. */
export interface Output {
  /** A buffer with room for so many bytes more behind the first `length`: valid until the next call. */
  room(bytes: number): Buffer;
  /** Bytes gathered; raised by who has written into the room. */
  length: number;
  line(text: string): void;
  /** Resolves when the stream has taken everything: the writer goes no faster than the reader. */
  flush(): Promise<void>;
}

export function createOutput(stream: Writable): Output {
  let buffer = Buffer.allocUnsafe(ROOM);
  // An error also reaches the callback of the write that it stopped; unheard, it would end the process.
  stream.on("error", () => {});

  const output: Output = {
    length: 0,
    room(bytes) {
      const least = output.length + bytes;
      if (least > buffer.length) {
        const longer = Buffer.allocUnsafe(2 * least);
        buffer.copy(longer, 0, 0, output.length);
        buffer = longer;
      }
      return buffer;
    },
    line(text) {
      // A unit of UTF-16 has three bytes of UTF-8 at most.
      const room = output.room(3 * text.length + 1);
      output.length += room.write(text, output.length);
      room[output.length] = 0x0a;
      output.length += 1;
    },
    flush() {
      if (output.length === 0) return Promise.resolve();
      const bytes = buffer.subarray(0, output.length);
      output.length = 0;
      return new Promise((resolve, reject) => {
        stream.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
    },
  };
  return output;
}
