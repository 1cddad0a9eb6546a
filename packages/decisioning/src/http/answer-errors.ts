import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
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
  if (fault === undefined) return { statusCode, error: `${doing}: ${error.message}`, field: null };
  const { field, text } = sayInvalid(fault, request[error.validationContext === 'body' ? 'body' : partOf(error)]);
  return { statusCode, error: `${doing}: ${text}`, field };
}

const partOf = (error: FastifyError): 'params' | 'query' => (error.validationContext === 'params' ? 'params' : 'query');

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? request.url;
