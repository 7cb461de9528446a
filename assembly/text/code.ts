import { MAX_CODE_DIGITS } from "../abi";
import { finish, isDigit, next, peek, put, read, startWriting } from "./cursor";

/** The digits of a commodity code written with dots or spaces; "" if it is no code. */
export function normalizeCode(code: string): string {
  read(code);
  startWriting();
  let digits = 0;
  while (peek() != 0) {
    const character = next();
    if (isDigit(character)) {
      put(character);
      digits++;
    } else if (character != 46 && character != 32) {
      return "";
    }
  }
  return digits <= MAX_CODE_DIGITS ? finish() : "";
}
