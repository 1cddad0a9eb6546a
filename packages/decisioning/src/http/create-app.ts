import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import type { DecisionRequest } from '@cutaway/model';
import type { Server } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyRequest, type FastifyServerFactory } from 'fastify';
import swagger from '@fastify/swagger';
import { LOGGER } from '../ops/logger.js';
import { compileCheck } from '../schema/compile-check.js';
import { SCHEMA_OPTIONS } from '../schema/schema-options.js';
import { catalogueNames } from '../reports/catalogue-names.js';
import { createAdminGuard } from './admin-guard.js';
import type { AdminRoom } from './admin-room.js';
import { adminRoutes } from './admin-routes.js';
import { answerErrors, MAX_PART_LENGTH, refuseAddress } from './answer-errors.js';
import { collectorRoutes, type CollectorRoom } from './collector-routes.js';
import { liveRoutes, type LiveRoutesRoom } from './live-routes.js';
import { reportRoutes, type ReportRoom } from './report-routes.js';
import { beaconDoor } from './beacon-door.js';
import { vastDoor } from './vast-door.js';
import { VAST_QUERY_SCHEMA } from './query-schema.js';
import { readAddresses, type TrustProxy } from './caller-address.js';
import { decisionDoor } from './decision-door.js';
import { DECISION_REQUEST_SCHEMA } from './decision-schema.js';
import { createFrontServer, REQUEST_MS } from './front-server.js';
import { beaconRoutes, type BeaconRoom } from './beacon-routes.js';
import { decisionRoutes, type DecisionRoutesRoom, type VastQuery } from './decision-routes.js';
import { createCohortAnswers, type CohortAnswersRoom } from './cohort-answers.js';
import { cohortDoor } from './cohort-door.js';
import { cohortRoutes } from './cohort-routes.js';
import { listRoutes } from './list-routes.js';
import { describeRoutes } from './describe-routes.js';
import { OPENAPI } from './openapi.js';
import type { Limiter } from '../admission/limiter.js';
import { opsRoutes, type OpsRoom } from './ops-routes.js';
import { telemetryRoutes, type TelemetryRoom } from './telemetry-routes.js';
import { ssaiRoutes, type SsaiRoom } from './ssai-routes.js';

/** Everything that the routes need, built once. */
export type ServiceRooms = Omit<DecisionRoutesRoom, 'mayExplain'> &
  CohortAnswersRoom &
  CollectorRoom &
  AdminRoom &
  Pick<LiveRoutesRoom, 'live'> &
  Pick<ReportRoom, 'fold' | 'nowMs'> &
  BeaconRoom &
  TelemetryRoom &
  OpsRoom & { readonly ssai: Pick<SsaiRoom, 'desk'> | null; readonly limiter: Pick<Limiter, 'admit'> };

/** Bytes that a request may bring: a decision's question, or a batch of a ledger. */
const MAX_REQUEST_BYTES = 64 * 1024;

export interface AppOptions {
  readonly log: boolean;
  /** Whose `X-Forwarded-For`, `-Proto` and `-Host` are believed. See `ServiceOptions.trustProxy`. */
  readonly trustProxy?: TrustProxy;
  /** Told of each request in which something broke, where no log is. */
  readonly onBroken?: (text: string) => void;
}

/** The service's routes on a fastify instance that does not listen yet. */
export async function createApp(
  rooms: ServiceRooms,
  { log, trustProxy = false, onBroken }: AppOptions,
): Promise<FastifyInstance> {
  const check = await compileCheck(DECISION_REQUEST_SCHEMA);
  const checkTag = await compileCheck(VAST_QUERY_SCHEMA);
  const addressOf = readAddresses(trustProxy);
  const cohortAnswers = createCohortAnswers(rooms);
  const doors = [
    beaconDoor(rooms, addressOf),
    cohortDoor(cohortAnswers, addressOf),
    vastDoor({
      ...{ addressOf, decider: rooms.decider },
      isValid: (query): query is VastQuery => checkTag(query) === null,
    }),
    decisionDoor({
      addressOf,
      ...{ decider: rooms.decider, ledgerKeys: rooms.ledgerKeys, asksTelemetry: rooms.asksTelemetry },
      isValid: (body): body is DecisionRequest => check(body) === null,
      framework: () => app,
      mostBytes: MAX_REQUEST_BYTES,
    }),
  ];
  const serverFactory: FastifyServerFactory<Server> = (others) => createFrontServer(others, doors);
  const hasDoors = !log; // who asks for a line each gets it from the framework
  const app = Fastify({
    trustProxy: typeof trustProxy === 'object' ? [...trustProxy] : trustProxy, // else an address, a host and a scheme would be whatever a client writes
    logger: log && LOGGER,
    ajv: SCHEMA_OPTIONS,
    bodyLimit: MAX_REQUEST_BYTES,
    requestTimeout: REQUEST_MS,
    exposeHeadRoutes: false, // a HEAD of a beacon must not count
    forceCloseConnections: 'idle', // what is under way is answered; players keep connections open for minutes
    return503OnClosing: false, // a viewer waits for it: it is answered as long as we are here
    routerOptions: { maxParamLength: MAX_PART_LENGTH },
    frameworkErrors: refuseAddress,
    ...(hasDoors && { serverFactory }),
  });
  await app.register(swagger, {
    openapi: OPENAPI,
    transformObject: (made) => ('openapiObject' in made ? describeRoutes(made.openapiObject) : made.swaggerObject),
  });
  await app.register(cors, { origin: '*', methods: ['GET', 'POST'] });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  answerErrors(app, onBroken);
  const guard = createAdminGuard(rooms.adminTokens);
  // A service of which nobody is the operator has nothing to hide from whoever tries it.
  const isAnyones = Object.keys(rooms.adminTokens).length === 0;
  const explaining = { ...rooms, mayExplain: (request: FastifyRequest) => isAnyones || guard.isAllowed(request) };
  decisionRoutes(app, explaining);
  listRoutes(app, explaining);
  cohortRoutes(app, cohortAnswers);
  telemetryRoutes(app, rooms);
  beaconRoutes(app, rooms, guard);
  collectorRoutes(app, rooms);
  const guarded = { ...rooms, newId: randomUUID, isAllowed: guard.isAllowed, actorOf: guard.actorOf };
  adminRoutes(app, rooms);
  liveRoutes(app, guarded);
  reportRoutes(app, {
    ...guarded,
    names: () => catalogueNames(rooms.shelf.current()),
    admit: () => rooms.limiter.admit('P3'),
  });
  opsRoutes(app, rooms);
  if (rooms.ssai !== null) ssaiRoutes(app, { ...rooms, ...rooms.ssai });
  return app;
}
