/** The column at which the last load failed, 0 where it was none in particular. */
let faultColumn: u32 = 0;

/** Work done by the load under way, in steps of a few nanoseconds. */
let work: u64 = 0;
const MOST_WORK: u64 = 1 << 27;

export function tableFault(): u32 {
  return faultColumn;
}

/** Notes the column at fault and gives the status back. */
export function fault(status: i32, column: u32): i32 {
  faultColumn = column;
  return status;
}

export function startWork(): void {
  faultColumn = 0;
  work = 0;
}

/** Counts steps; false once a load has taken more than any honest table needs. */
export function mayWork(steps: u64): bool {
  work += steps;
  return work <= MOST_WORK;
}
