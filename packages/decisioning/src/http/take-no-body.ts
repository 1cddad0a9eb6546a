import type { FastifyInstance } from 'fastify';

/**
 * Takes a body of no bytes for none, whatever type is named: many clients name JSON in each request, and a framework that reads JSON finds
 * nothing to read. Routes whose body may be left out, or have none, are for operators in a hurry.
 */
export function takeNoBody(scope: FastifyInstance): void {
  const readJson = scope.getDefaultJsonParser('error', 'error');
  scope.removeContentTypeParser('application/json');
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, null);
    else void readJson(request, body as string, done);
  });
}
