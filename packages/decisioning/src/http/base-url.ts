import type { FastifyRequest } from 'fastify';

/** The address by which the asker reached us: the beacons of its pod must come back the same way. */
export function baseUrlOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}
