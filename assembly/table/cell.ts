/**
 * What a batch carries for a line, in 64 bits: the coefficient of the value in its fast record (31), its program (16) from
 * bit 32, the kind of its measure (14) from bit 48; bit 62 where the line needs more than its value, bit 63 where it is
 * left to the definitional passes.
 */
export const COEFFICIENT_MASK: u64 = 0xffffffff;
export const PROGRAM_SHIFT: u64 = 32;
export const KIND_SHIFT: u64 = 48;
export const MOST_PROGRAM: u32 = 0xffff;
export const MOST_KIND: u32 = 0x3fff;
export const SPECIAL_SHIFT: u64 = 62;
export const SLOW_SHIFT: u64 = 63;
/** Both bits: nothing is known of the line. */
export const SLOW_CELL: u64 = 0xc000000000000000;
