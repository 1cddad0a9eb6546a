import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sayInvalid } from '../schema/say-invalid.js';

/** What every refusal looks like. `field` names what was wrong in the request, where one field was. */
export interface ErrorAnswer {
  readonly statusCode: number;
  readonly error: string;
  readonly field: string | null;
}

/** Gives every refusal the same JSON shape and the house's words. `onBroken`: told of each that is our own fault. */
export function answerErrors(app: FastifyInstance, onBroken: (text: string) => void = () => undefined): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const answer = describe(error, request);
    if (answer.statusCode >= 500) {
      request.log.error(error);
      // Its address as it is declared: the path names sessions.
      onBroken(`Cannot answer ${request.method} ${request.routeOptions.url ?? 'none'}: ${error.message}`);
    }
    return reply.code(answer.statusCode).send(answer);
  });
  app.setNotFoundHandler((request, reply) => {
    const text = `Cannot answer ${request.method} ${pathOf(request)}: no such address, expected one of GET /openapi.json`;
    return reply.code(404).send({ statusCode: 404, error: text, field: null } satisfies ErrorAnswer);
  });
}

/** Refuses what no route is looked for: an address that cannot be decoded, or has a part that is too long. No hook runs for it. */
export function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode = 400 } = error;
  const path = pathOf(request);
  const shown = path.length > MOST_SHOWN ? `${path.slice(0, MOST_SHOWN)}…` : path;
  const wanted = statusCode === 414 ? `parts of ${MAX_PART_LENGTH} characters at most` : 'percent-encoded UTF-8';
  const text = `Cannot answer ${request.method} ${shown}: its address cannot be read, expected ${wanted}`;
  reply.code(statusCode).header('access-control-allow-origin', '*').header('cache-control', 'no-store');
  reply.send({ statusCode, error: text, field: null } satisfies ErrorAnswer);
}

/** Characters of a part of an address: a token of a pod with alternates is long. */
export const MAX_PART_LENGTH = 4096;

/** Of an address in a refusal. */
const MOST_SHOWN = 200;

function describe(error: FastifyError, request: FastifyRequest): ErrorAnswer {
  const statusCode = error.statusCode ?? 500;
  const doing = `Cannot read ${request.method} ${pathOf(request)}`;
  const fault = error.validation?.[0];
  if (statusCode === 415)
    return {
      statusCode,
      error: `${doing}: its content-type is ${request.headers['content-type'] ?? 'missing'}, expected application/json`,
      field: null,
    };
  if (statusCode === 413)
    return {
      statusCode,
      error: `${doing}: its body is longer, expected ${request.routeOptions.bodyLimit} bytes at most`,
      field: null,
    };
  if (fault === undefined) return { statusCode, error: `${doing}: ${error.message}`, field: null };
  const { field, text } = sayInvalid(fault, request[error.validationContext === 'body' ? 'body' : partOf(error)]);
  return { statusCode, error: `${doing}: ${text}`, field };
}

const partOf = (error: FastifyError): 'params' | 'query' => (error.validationContext === 'params' ? 'params' : 'query');

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? request.url;
