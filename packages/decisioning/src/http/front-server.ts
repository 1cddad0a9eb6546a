import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';

/** Answers some requests itself. False: not this one, and nothing of it was read. */
export type Door = (request: IncomingMessage, response: ServerResponse) => boolean;

/** As fastify's own: players keep connections open between requests. */
const KEEP_ALIVE_MS = 72_000;

/** A request is here by then, or its sender is gone: a megabyte over a slow line takes less. Else its connection would stay for ever. */
export const REQUEST_MS = 60_000;

/**
 * A server with doors of its own for what comes most, and `others` for the rest: what a framework does around an answer may cost as much
 * as the answer. Once it closes all goes to `others`, who tell clients to come no more.
 */
export function createFrontServer(others: RequestListener, doors: readonly Door[]): Server {
  const server = createServer((request, response) => {
    if (!server.listening || !doors.some((door) => answers(door, request, response))) others(request, response);
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.requestTimeout = REQUEST_MS;
  return server;
}

/** A door that breaks has read nothing: the framework answers, and says what is wrong. Thrown on, it would be the end of the process. */
function answers(door: Door, request: IncomingMessage, response: ServerResponse): boolean {
  try {
    return door(request, response);
  } catch {
    return response.headersSent;
  }
}
