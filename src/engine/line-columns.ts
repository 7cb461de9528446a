/** Every column begins at a multiple of 8 bytes. */
export const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** Addresses of the columns of lines in a block for so many lines, and where they end. */
export function lineColumns(block: number, lines: number) {
  let end = block;
  const column = (elementBytes: number, elements = lines): number => {
    const start = end;
    end = aligned(end + elementBytes * elements);
    return start;
  };
  return {
    code: column(8),
    valueLow: column(8),
    valueHigh: column(8),
    dutiableLow: column(8),
    dutiableHigh: column(8),
    entryStart: column(4, lines + 1),
    chargeStart: column(4, lines + 1),
    parent: column(4),
    detail: column(4),
    row: column(4),
    origin: column(2),
    claim: column(2),
    status: column(1),
    end,
  };
}
