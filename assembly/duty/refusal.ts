import { LineStatus } from "../abi";

/** What the last refusal is about: a basis, a guard, a set, a program, a line, by its status. */
export let detail: u32 = 0;

/** Notes what a refusal is about and gives its status back. */
export function refuse(status: LineStatus, about: u32): i32 {
  detail = about;
  return status;
}
