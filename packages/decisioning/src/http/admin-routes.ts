import type { FastifyInstance } from 'fastify';
import { ACT_KINDS } from '../catalogue/changes/change.js';
import { MAX_FAULTS } from '../catalogue/faults.js';
import { KINDS } from '../catalogue/written/kinds.js';
import { answerFaults } from './admin-answers.js';
import { useAdminCompilers } from './admin-compilers.js';
import { createAdminGuard, type AdminGuard } from './admin-guard.js';
import type { AdminRoom } from './admin-room.js';
import { adminRecords } from './admin-records.js';
import { adminSwitches } from './admin-switches.js';
import * as schema from './admin-schema.js';
import type { ReasonQuery } from './note-act.js';
import { takeNoBody } from './take-no-body.js';

/** Bytes of a record: one may name every zip code of a country. */
const MAX_RECORD_BYTES = 1024 * 1024;

const AUDIT_LIMIT = 100;

interface AuditQuery {
  readonly kind?: string;
  readonly id?: string;
  readonly actor?: string;
  readonly before?: string;
  readonly limit?: string;
}

/**
 * `/admin/v1`: the catalogue's records, its kill switches, its audit. A bearer token is required.
 * @throws Error where a token is too weak.
 */
export function adminRoutes(app: FastifyInstance, room: AdminRoom): void {
  const guard = createAdminGuard(room.adminTokens);
  app.register(async (scope) => {
    scope.addHook('onRequest', guard.onRequest);
    scope.addHook('onRoute', (route) => void (route.bodyLimit = MAX_RECORD_BYTES));
    useAdminCompilers(scope);
    takeNoBody(scope);
    adminRecords(scope, room, guard);
    adminSwitches(scope, room, guard);
    catalogueRoutes(scope, room, guard);
  });
}

function catalogueRoutes(scope: FastifyInstance, { shelf, note }: AdminRoom, guard: AdminGuard): void {
  scope.get('/admin/v1/catalogue', {
    schema: { response: schema.CATALOGUE_ANSWER },
    handler: (_request, reply) => {
      const { advertisers, campaigns, creatives, deals, publishers, ...rest } = shelf.current();
      const maps = { advertisers, campaigns, creatives, deals, publishers };
      const lists = Object.entries(maps).map(([name, map]) => [name, [...map.values()]] as const);
      const problem = shelf.problem()?.faults ?? null;
      return reply.header('etag', `"${rest.version}"`).send({ ...rest, ...Object.fromEntries(lists), problem });
    },
  });

  scope.post<{ Querystring: ReasonQuery; Body: ReasonQuery | null }>('/admin/v1/catalogue/reload', {
    schema: { querystring: schema.REASON_QUERY, body: schema.REASON_BODY, response: schema.CATALOGUE_ANSWER },
    handler: async (request, reply) => {
      const before = { version: shelf.current().version };
      const problem = await shelf.reload();
      const after = {
        version: shelf.current().version,
        ...(problem && { problem: problem.faults.slice(0, MAX_FAULTS) }),
      };
      const reason = request.body?.reason ?? request.query.reason ?? null;
      const actor = guard.actorOf(request);
      await note({ kind: 'catalogue', id: 'files', action: 'reload', actor, reason, before, after });
      return problem === null ? { version: shelf.current().version } : answerFaults(reply, 409, problem.faults);
    },
  });

  scope.get<{ Querystring: AuditQuery }>('/admin/v1/audit', {
    schema: { querystring: schema.AUDIT_QUERY, response: schema.AUDIT_ANSWER },
    handler: ({ query: { kind: path, before, limit: wanted, ...named } }) => {
      const limit = Number(wanted ?? AUDIT_LIMIT);
      const kind = KINDS.find((one) => schema.KIND_PATHS[one] === path) ?? ACT_KINDS.find((one) => one === path);
      const entries = shelf.audit({
        ...named,
        ...(kind !== undefined && { kind }),
        ...(before !== undefined && { beforeSeq: Number(before) }),
        limit,
      });
      return { entries, next: entries.length === limit ? (entries.at(-1)?.seq ?? null) : null };
    },
  });
}
