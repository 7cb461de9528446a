const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const encoder = new TextEncoder();

/**
 * The name by which rows point at a programme cell: 32 bits of the FNV-1a hash of its text in hex. It depends on the
 * text alone, so that a new edition changes only the rows that change.
 */
export function cellId(cell: string): string {
  let hash = OFFSET;
  for (const byte of encoder.encode(cell)) hash = ((hash ^ BigInt(byte)) * PRIME) & 0xffffffffffffffffn;
  return hash.toString(16).padStart(16, "0").slice(0, 8);
}
