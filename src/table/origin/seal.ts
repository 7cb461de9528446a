import { Header } from "../../../assembly/abi";
import { DutiableError } from "../../model/errors";
import { hex, SHA256_BYTES } from "../header";
import { readOriginHeader } from "./file";

/** The file with the digest's own bytes zero, over which the digest is taken: a copy. */
export function digestedBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  copy.fill(0, Header.sha256, Header.sha256 + SHA256_BYTES);
  return copy;
}

const digest = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", digestedBytes(bytes)));

/** The table of agreements with its digest in the header. */
export async function sealOrigin(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const sealed = new Uint8Array(bytes);
  sealed.set(await digest(bytes), Header.sha256);
  return sealed;
}

/**
 * The digest, in hex, of a table of agreements whose bytes are those that were sealed.
 * @throws DutiableError TABLE_HASH where they are not; TABLE_CORRUPT or TABLE_VERSION where there is no such table
 */
export const checkOriginSeal = async (bytes: Uint8Array): Promise<string> =>
  checkOriginDigest(bytes, hex(await digest(bytes)));

/** The same, of a table whose digest has been taken. @throws DutiableError as `checkOriginSeal` */
export function checkOriginDigest(bytes: Uint8Array, found: string): string {
  const sealed = readOriginHeader(bytes);
  if (found !== sealed) {
    const message = "the bytes of the table of agreements are not those that were sealed";
    throw new DutiableError("TABLE_HASH", message, { found, sealed });
  }
  return sealed;
}
