import { Header } from "../../assembly/abi";
import { DutiableError } from "../model/errors";
import { hex, readHeader, SHA256_BYTES } from "./header";

/** SHA-256 over the file with the digest's own bytes zero. */
async function digest(bytes: Uint8Array): Promise<Uint8Array> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new DutiableError(
      "MISUSE",
      "tables are checked with Web Crypto, which a page has over https or on localhost",
    );
  }
  const copy = bytes.slice();
  copy.fill(0, Header.sha256, Header.sha256 + SHA256_BYTES);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", copy));
}

/** The table with its digest in the header. */
export async function sealTable(bytes: Uint8Array): Promise<Uint8Array> {
  const sealed = bytes.slice();
  sealed.set(await digest(bytes), Header.sha256);
  return sealed;
}

/**
 * The digest, in hex, of a table whose bytes are those that were sealed.
 * @throws DutiableError TABLE_HASH where they are not; TABLE_CORRUPT or TABLE_VERSION where there is no such table.
 */
export async function checkSeal(bytes: Uint8Array): Promise<string> {
  const { sha256 } = readHeader(bytes);
  const found = hex(await digest(bytes));
  if (found !== sha256) {
    throw new DutiableError("TABLE_HASH", "the table's bytes are not those that were sealed", {
      found,
      sealed: sha256,
    });
  }
  return sha256;
}
