import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Change, RawRecord } from '../catalogue/changes/change.js';
import { show } from '../catalogue/faults.js';
import { KINDS, type Kind } from '../catalogue/written/kinds.js';
import * as schema from './admin-schema.js';
import { answerMissing, answerOutcome, versionsOf } from './admin-answers.js';
import { bodyUnchecked } from './admin-compilers.js';
import type { AdminGuard } from './admin-guard.js';
import { listRecords, type ListQuery } from './admin-list.js';
import type { AdminRoom } from './admin-room.js';

interface Params {
  readonly id: string;
}
interface ChangeQuery {
  readonly dryRun?: '0' | '1';
  readonly reason?: string;
}
type ChangeRoute = FastifyRequest<{ Params: Params; Querystring: ChangeQuery }>;

/** `GET`, `PUT`, `PATCH` and `DELETE` of each list and its records, and `POST …/reset` to what the files say. */
export function adminRecords(scope: FastifyInstance, room: AdminRoom, guard: AdminGuard): void {
  for (const kind of KINDS) recordRoutes(scope, kind, room, guard);
}

function recordRoutes(scope: FastifyInstance, kind: Kind, { shelf }: AdminRoom, guard: AdminGuard): void {
  const path = `/admin/v1/${schema.KIND_PATHS[kind]}`;
  const make = async (request: ChangeRoute, reply: FastifyReply, change: Change) => {
    const { id } = request.params;
    const ifNew = request.headers['if-none-match'] === '*';
    const isThere = shelf.record(kind, id) !== null;
    const outcome = await shelf.change({
      ...{ kind, id, change, action: change.act, actor: guard.actorOf(request), reason: request.query.reason ?? null },
      ...{ ifVersion: versionsOf(request), ifNew, dryRun: request.query.dryRun === '1' },
    });
    if (outcome.type === 'done' && outcome.seq !== null && !isThere) reply.code(201);
    return answerOutcome(reply, outcome, { kind, id, ifNew });
  };
  const changing = {
    ...{ params: schema.ID_PARAMS, querystring: schema.CHANGE_QUERY, headers: schema.CHANGE_HEADERS },
    response: schema.CHANGE_ANSWER,
  };

  scope.get<{ Querystring: ListQuery }>(path, {
    schema: { querystring: schema.LIST_QUERIES[kind], response: schema.LIST_ANSWER },
    handler: ({ query }) => listRecords(shelf, kind, query),
  });
  scope.get<{ Params: Params }>(`${path}/:id`, {
    schema: { params: schema.ID_PARAMS, response: schema.RECORD_ANSWER },
    handler: ({ params: { id } }, reply) => {
      const view = shelf.record(kind, id);
      return view === null ? answerMissing(reply, kind, id) : reply.header('etag', `"${view.version}"`).send(view);
    },
  });
  scope.put<{ Params: Params; Querystring: ChangeQuery }>(`${path}/:id`, {
    validatorCompiler: bodyUnchecked,
    schema: { ...changing, body: schema.putBodyOf(kind) },
    handler: (request, reply) => {
      const record = { id: request.params.id, ...bodyOf(request) };
      return make(request, reply, { act: 'put', record });
    },
  });
  scope.patch<{ Params: Params; Querystring: ChangeQuery }>(`${path}/:id`, {
    validatorCompiler: bodyUnchecked,
    schema: { ...changing, body: schema.patchBodyOf(kind) },
    handler: (request, reply) => make(request, reply, { act: 'patch', fields: bodyOf(request) }),
  });
  scope.delete<{ Params: Params; Querystring: ChangeQuery }>(`${path}/:id`, {
    schema: changing,
    handler: (request, reply) => make(request, reply, { act: 'delete' }),
  });
  scope.post<{ Params: Params; Querystring: ChangeQuery }>(`${path}/:id/reset`, {
    schema: { ...changing, body: schema.REASON_BODY },
    handler: (request, reply) => make(request, reply, { act: 'reset' }),
  });
}

/** The body as an object with fields in it; what they are the catalogue judges. */
function bodyOf({ body }: FastifyRequest): RawRecord {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (isObject && Object.keys(body).length > 0) return body as RawRecord;
  const state = `the body is ${show(body)}, expected an object with the record's fields`;
  throw Object.assign(new Error(state), { statusCode: 400 });
}
