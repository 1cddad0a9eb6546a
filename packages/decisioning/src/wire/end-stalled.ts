import type { Server } from 'node:http';

/** Longer than any answer takes that is made by then. */
const STALLED_MS = 10_000;

/** Who was answered and asks nothing more at once: his connection would be kept for as long as a player may think. */
const KEEP_ALIVE_MS = 1;

/**
 * Of a server that closes: ends who is done as soon as he is answered, and after a while who is not done yet. A television that lost its
 * power in the middle of a request says nothing of it, and a server waits for it for ever, since what ends such requests stops as soon as a
 * server closes.
 */
export function endStalled(server: Server, afterMs = STALLED_MS): void {
  server.keepAliveTimeout = KEEP_ALIVE_MS; // closing ends the connections that are idle by then, and not those that become so
  const timer = setTimeout(() => server.closeAllConnections(), afterMs).unref(); // one that never listened tells of no end
  server.once('close', () => clearTimeout(timer));
}
