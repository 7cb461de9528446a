/** Longest record read, in bytes, line end not counted: 1 MiB. */
export const RECORD_LIMIT = 1 << 20;

/** Takes records in input order. */
export interface RecordSink {
  /** One record, `bytes[start, end)`; the bytes are the splitter's and hold only during the call. */
  record(bytes: Uint8Array, start: number, end: number): void;
  /** A record over the limit, of which nothing was kept. */
  oversized(): void;
}

/** Cuts a stream of bytes into records. */
export interface RecordSplitter {
  /** @throws StructureError where the input stops being what it began as; the records before it have been given. */
  push(chunk: Uint8Array): void;
  /** @throws StructureError where the input ends too early. */
  end(): void;
}

/** The input as a whole is not readable from a place on. */
export class StructureError extends Error {
  override readonly name = "StructureError";
}

/** Space, tab, line feed, carriage return: what JSON lets stand between values. */
export const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
