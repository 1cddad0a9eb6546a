import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RawRecord } from '../catalogue/changes/change.js';
import { preflight, probeCreative, TELEVISION_PROFILE } from '../catalogue/preflight.js';
import type { Kind } from '../catalogue/written/kinds.js';
import type { WrittenCreative } from '../catalogue/written/written.js';
import { answerMissing, answerOutcome, versionsOf } from './admin-answers.js';
import type { AdminGuard } from './admin-guard.js';
import type { AdminRoom } from './admin-room.js';
import * as schema from './admin-schema.js';

interface Params {
  readonly id: string;
}
interface Readiness extends Pick<WrittenCreative, 'mediaFiles' | 'durationMs' | 'mediaHash' | 'universalAdId'> {
  readonly readiness: NonNullable<WrittenCreative['readiness']>;
  readonly reason?: string;
}
type Query = { readonly dryRun?: '0' | '1'; readonly reason?: string };

const STATUS = { pause: { status: 'paused' }, resume: { status: 'live' } } as const;

/** What each kill switch sets. */
const SWITCHES: Partial<Record<Kind, Readonly<Record<'pause' | 'resume', RawRecord>>>> = {
  ...{ lineItems: STATUS, campaigns: STATUS, advertisers: STATUS, creatives: STATUS },
  bidders: { pause: { enabled: false }, resume: { enabled: true } },
};

/** `POST …/pause` and `…/resume` (the next decision has it), and what is done for a creative's readiness. */
export function adminSwitches(scope: FastifyInstance, room: AdminRoom, guard: AdminGuard): void {
  const { shelf } = room;
  const orderOf = (request: FastifyRequest<{ Params: Params; Querystring: Query }>, reason: string | undefined) => ({
    ...{ id: request.params.id, actor: guard.actorOf(request), reason: reason ?? request.query.reason ?? null },
    ...{ ifVersion: versionsOf(request), ifNew: false, dryRun: request.query.dryRun === '1' },
  });
  const changing = { params: schema.ID_PARAMS, querystring: schema.CHANGE_QUERY, headers: schema.CHANGE_HEADERS };

  for (const [kind, fields] of Object.entries(SWITCHES) as [Kind, Readonly<Record<'pause' | 'resume', RawRecord>>][])
    for (const action of ['pause', 'resume'] as const)
      scope.post<{ Params: Params; Querystring: Query; Body: { reason?: string } | null }>(
        `/admin/v1/${schema.KIND_PATHS[kind]}/:id/${action}`,
        {
          schema: { ...changing, body: schema.REASON_BODY, response: schema.CHANGE_ANSWER },
          handler: async (request, reply) => {
            const order = { ...orderOf(request, request.body?.reason), kind, action };
            const outcome = await shelf.change({ ...order, change: { act: 'patch', fields: fields[action] } });
            return answerOutcome(reply, outcome, order);
          },
        },
      );

  scope.post<{ Params: Params; Querystring: Query; Body: Readiness }>('/admin/v1/creatives/:id/readiness', {
    schema: { ...changing, body: schema.READINESS_BODY, response: schema.READINESS_ANSWER },
    handler: async (request, reply) => {
      const { reason, ...media } = request.body;
      const order = { ...orderOf(request, reason), kind: 'creatives', action: 'readiness' } as const;
      const fields = { ...media, readinessReason: reason ?? null };
      const outcome = await shelf.change({ ...order, change: { act: 'patch', fields } });
      const { readiness, notReadyBecause } = shelf.current().creatives.get(order.id) ?? {};
      return answerOutcome(reply, outcome, order, { readiness, notReadyBecause });
    },
  });

  scope.get<{ Params: Params }>('/admin/v1/creatives/:id/preflight', {
    schema: { params: schema.ID_PARAMS, response: schema.PREFLIGHT_ANSWER },
    handler: async ({ params: { id } }, reply) => {
      const creative = shelf.current().creatives.get(id);
      if (creative === undefined) return answerMissing(reply, 'creatives', id);
      const probed = room.probe == null ? new Map() : await probeCreative(creative, room.probe);
      const faults = preflight(creative, room.profile ?? TELEVISION_PROFILE, probed);
      return reply.send({ isReady: faults.length === 0, isProbed: probed.size > 0, faults });
    },
  });
}
