import type { Server } from "node:http";

export const POLICY: string;
export function createPageServer(folder: string): Server;
export function listen(server: Server, port?: number): Promise<string>;
