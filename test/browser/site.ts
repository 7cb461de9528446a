import type { Server } from "node:http";
import { fileURLToPath } from "node:url";
import { createPageServer, listen } from "../../scripts/build/page-server.mjs";

export const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

export interface Site {
  readonly address: string;
  close(): void;
}

/** Publishes a folder under the page's policy, on this machine alone. */
export async function publish(folder: string): Promise<Site> {
  const server: Server = createPageServer(folder);
  const address = await listen(server);
  return { address, close: () => server.close() };
}
