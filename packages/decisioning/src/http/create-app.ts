import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';
import swagger from '@fastify/swagger';
import { LOGGER } from '../ops/logger.js';
import { SCHEMA_OPTIONS } from '../schema/schema-options.js';
import { answerErrors } from './answer-errors.js';
import { beaconRoutes, type BeaconRoom } from './beacon-routes.js';
import { decisionRoutes, type DecisionRoutesRoom } from './decision-routes.js';
import { listRoutes } from './list-routes.js';
import { OPENAPI } from './openapi.js';
import { opsRoutes, type OpsRoom } from './ops-routes.js';
import { telemetryRoutes, type TelemetryRoom } from './telemetry-routes.js';
import { ssaiRoutes, type SsaiRoom } from './ssai-routes.js';

/** Everything that the routes need, built once. */
export type ServiceRooms = DecisionRoutesRoom &
  BeaconRoom &
  TelemetryRoom &
  OpsRoom & { readonly ssai: Pick<SsaiRoom, 'desk'> | null };

/** Bytes that a request may bring: a decision's question, or a batch of a ledger. */
const MAX_REQUEST_BYTES = 64 * 1024;

/** The service's routes on a fastify instance that does not listen yet. */
export async function createApp(rooms: ServiceRooms, { log }: { readonly log: boolean }): Promise<FastifyInstance> {
  const app = Fastify({
    logger: log && LOGGER,
    ajv: SCHEMA_OPTIONS,
    bodyLimit: MAX_REQUEST_BYTES,
    exposeHeadRoutes: false, // a HEAD of a beacon must not count
    forceCloseConnections: 'idle', // what is under way is answered; players keep connections open for minutes
    return503OnClosing: false, // a viewer waits for it: it is answered as long as we are here
    routerOptions: { maxParamLength: 1024 },
  });
  await app.register(swagger, { openapi: OPENAPI });
  await app.register(cors, { origin: '*', methods: ['GET', 'POST'] });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  answerErrors(app);
  decisionRoutes(app, rooms);
  listRoutes(app, rooms);
  telemetryRoutes(app, rooms);
  beaconRoutes(app, rooms);
  opsRoutes(app, rooms);
  if (rooms.ssai !== null) ssaiRoutes(app, { ...rooms, ...rooms.ssai });
  return app;
}
