import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WallMs } from '@cutaway/model';
import type { Act } from '../catalogue/changes/change.js';
import { isClosed, type PlanChange } from '../live/break-plan.js';
import type { ConcurrencyReport } from '../live/concurrency.js';
import type { EventForecast } from '../live/event-forecast.js';
import type { LiveRoom } from '../live/live-room.js';
import type { PlanNotice } from '../live/merge-plan.js';
import { changeFault, readBreakAsk, startFault, type AskFault, type BreakAsk } from '../live/read-break-ask.js';
import type { RecurringBreaks } from '../live/recurring-breaks.js';
import { REASON_QUERY } from './admin-schema.js';
import type { ErrorAnswer } from './answer-errors.js';
import { createCountingNews, type Counted } from './counting-news.js';
import type { Note, ReasonQuery } from './note-act.js';
import { sendPlan } from './send-plan.js';
import { takeNoBody } from './take-no-body.js';
import {
  BREAK_SCHEMA,
  CHANGE_SCHEMA,
  CHANNEL_SCHEMA,
  CONCURRENCY_SCHEMA,
  FORECAST_SCHEMA,
  RECURRING_SCHEMA,
  SCHEDULE_SCHEMA,
} from './live-schema.js';

/** What the routes of live channels work with. */
export interface LiveRoutesRoom {
  readonly live: LiveRoom;
  readonly nowMs: () => WallMs;
  readonly newId: () => string;
  /** True where the caller may write: all but the players' plan. */
  readonly isAllowed: (request: FastifyRequest) => boolean;
  /** The name of who is allowed. */
  readonly actorOf: (request: FastifyRequest) => string;
  readonly note: Note;
}

interface OfChannel {
  readonly Querystring: ReasonQuery;
  readonly Params: { readonly channel: string };
}
interface OfPlan {
  readonly Querystring: ReasonQuery;
  readonly Params: { readonly channel: string; readonly id: string };
}

/** A break announced without a time is expected so soon: players have to hear of it, ask, and be ready. */
const SOONEST_MS = 30_000;
const DELAY_AFTER_END_MS = 0;
/** A schedule is of many breaks, each with its limits, its targeting and its splice info section. */
const MAX_SCHEDULE_BYTES = 1024 * 1024;

/** Break plans of live channels: for operators under `isAllowed`, and for players `GET /v1/live/:channel/plan`. */
export function liveRoutes(app: FastifyInstance, room: LiveRoutesRoom): void {
  const { live, nowMs, newId, isAllowed } = room;
  const params = CHANNEL_SCHEMA;
  const querystring = REASON_QUERY;
  const counting = createCountingNews();

  app.get<OfChannel>('/v1/live/:channel/plan', {
    schema: { params },
    handler: (request, reply) => sendPlan(request, reply, live.hints(request.params.channel)),
  });

  app.register(async (operators) => {
    takeNoBody(operators);
    operators.addHook('onRequest', async (request, reply) => {
      if (isAllowed(request)) return;
      return refuse(reply, 401, { field: 'authorization', text: 'no valid token came, expected one that may plan' });
    });

    /** Into the audit, where something has changed. */
    const note = (request: FastifyRequest<OfChannel>, did: Did): Promise<void> =>
      did.after === did.before ? Promise.resolve() : room.note(actOf(request, did, room.actorOf(request)));

    /** The first that cannot be read is what is wrong with the request: then none is planned. */
    const announce = async (
      request: FastifyRequest<OfChannel>,
      reply: FastifyReply,
      notices: readonly (PlanNotice | AskFault)[],
    ) => {
      const { channel } = request.params;
      const fault = notices.find(isFault);
      if (fault) return refuse(reply, 400, fault);
      const before = new Map(live.list(channel).map((plan) => [plan.id, plan]));
      try {
        const plans = await live.announce(channel, notices.filter(isNotice));
        for (const after of plans)
          await note(request, { kind: 'breaks', action: 'announce', before: before.get(after.id) ?? null, after });
        return await reply.code(201).send({ breaks: plans });
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        return refuse(reply, 409, { field: 'breaks', text: error.message });
      }
    };
    const soon = () => ({ nowMs: nowMs(), soonestMs: nowMs() + SOONEST_MS });

    operators.post<OfChannel & { Body: BreakAsk }>('/v1/live/:channel/breaks', {
      schema: { querystring, params, body: BREAK_SCHEMA },
      handler: (request, reply) => announce(request, reply, [readBreakAsk(request.body, 'early-notification', soon())]),
    });

    operators.post<OfChannel & { Body: { breaks: readonly BreakAsk[] } }>('/v1/live/:channel/schedules', {
      bodyLimit: MAX_SCHEDULE_BYTES,
      schema: { querystring, params, body: SCHEDULE_SCHEMA },
      handler: (request, reply) => {
        const read = request.body.breaks.map((ask, at) => atPlace(readBreakAsk(ask, 'schedule', soon()), at));
        return announce(request, reply, read);
      },
    });

    operators.get<OfChannel>('/v1/live/:channel/breaks', {
      schema: { params },
      handler: ({ params: { channel } }) => ({ breaks: live.list(channel), viewers: live.viewers(channel) }),
    });

    operators.patch<OfPlan & { Body: PlanChange }>('/v1/live/:channel/breaks/:id', {
      schema: { querystring, params, body: CHANGE_SCHEMA },
      handler: async (request, reply) => {
        const { body } = request;
        const { channel, id } = request.params;
        const fault = body.expectedStartMs === undefined ? null : startFault(body.expectedStartMs, nowMs());
        if (fault !== null) return refuse(reply, 400, fault);
        const before = live.plan(channel, id);
        if (before !== null && isClosed(before))
          return refuse(reply, 409, { field: 'id', text: `it is ${before.state.phase}, expected an open one` });
        const wrong = before && changeFault(before, body);
        if (wrong !== null) return refuse(reply, 400, wrong);
        const after = await live.change(channel, id, body);
        if (after === null) return refuse(reply, 404, unknown(id));
        await note(request, { kind: 'breaks', action: 'change', before, after });
        return after;
      },
    });

    operators.delete<OfPlan>('/v1/live/:channel/breaks/:id', {
      schema: { querystring, params },
      handler: async (request, reply) => {
        const { channel, id } = request.params;
        const before = live.plan(channel, id);
        const after = await live.cancel(channel, id);
        if (after === null) return refuse(reply, 404, unknown(id));
        await note(request, { kind: 'breaks', action: 'cancel', before, after });
        return after;
      },
    });

    operators.post<OfChannel & { Body: RecurringAsk }>('/v1/live/:channel/recurring', {
      schema: { querystring, params, body: RECURRING_SCHEMA },
      handler: async (request, reply) => {
        const { body } = request;
        const { channel } = request.params;
        if (body.untilMs <= body.fromMs)
          return refuse(reply, 400, { field: 'untilMs', text: 'it is not after fromMs, expected later' });
        const rule: RecurringBreaks = { delayAfterEndMs: DELAY_AFTER_END_MS, ...body, id: newId(), channel };
        await live.recur(rule);
        await note(request, { kind: 'recurring', action: 'announce', before: null, after: rule });
        return reply.code(201).send(rule);
      },
    });

    operators.get<OfChannel>('/v1/live/:channel/recurring', {
      schema: { params },
      handler: ({ params: { channel } }) => ({ recurring: live.recurring(channel) }),
    });

    operators.delete<OfPlan>('/v1/live/:channel/recurring/:id', {
      schema: { querystring, params },
      handler: async (request, reply) => {
        const { channel, id } = request.params;
        const before = live.recurring(channel).find((rule) => rule.id === id) ?? null;
        if (before === null || !(await live.endRecurring(channel, id))) return refuse(reply, 404, unknown(id));
        await note(request, { kind: 'recurring', action: 'end', before, after: null });
        return reply.code(204).send();
      },
    });

    operators.put<OfChannel & { Body: Omit<EventForecast, 'channel'> }>('/v1/live/:channel/forecast', {
      schema: { querystring, params, body: FORECAST_SCHEMA },
      handler: async (request, reply) => {
        const { channel } = request.params;
        const before = live.forecasts().find((forecast) => forecast.channel === channel) ?? null;
        const after = { ...request.body, channel };
        await live.forecast(after);
        await note(request, { kind: 'forecasts', action: 'set', before, after });
        return reply.code(204).send();
      },
    });

    operators.post<OfChannel & { Body: ConcurrencyReport }>('/v1/live/:channel/concurrency', {
      schema: { querystring, params, body: CONCURRENCY_SCHEMA },
      handler: async (request, reply) => {
        const { region, kind, count } = request.body;
        const { channel } = request.params;
        await live.count(channel, { region, kind, count });
        const news = counting.hear({ channel, region, kind, count }, room.actorOf(request));
        if (news !== null) await note(request, { kind: 'concurrency', action: 'count', ...news });
        return reply.code(204).send();
      },
    });
  });
}

type RecurringAsk = Omit<RecurringBreaks, 'id' | 'channel' | 'delayAfterEndMs'> &
  Partial<Pick<RecurringBreaks, 'delayAfterEndMs'>>;

type Done = { readonly id?: string } | EventForecast | Counted | null;

/** What was done to a plan, a rule, or to a forecast or a count, which have the name of their channel. */
interface Did extends Pick<Act, 'kind' | 'action'> {
  readonly before: Done;
  readonly after: Done;
}

const actOf = ({ params, query }: FastifyRequest<OfChannel>, did: Did, actor: string): Act => ({
  ...{ ...did, id: idOf(did.after) ?? idOf(did.before) ?? params.channel, actor, reason: query.reason ?? null },
});

const idOf = (done: Done): string | undefined => (done !== null && 'id' in done ? done.id : undefined);

const isFault = (read: PlanNotice | AskFault): read is AskFault => 'field' in read;
const isNotice = (read: PlanNotice | AskFault): read is PlanNotice => !isFault(read);
const atPlace = (read: PlanNotice | AskFault, at: number): PlanNotice | AskFault =>
  isFault(read) ? { ...read, field: `breaks[${at}].${read.field}` } : read;

const unknown = (id: string): AskFault => ({
  field: 'id',
  text: `the channel has no ${id}, expected one that it lists`,
});

function refuse(reply: FastifyReply, statusCode: number, { field, text }: AskFault): FastifyReply {
  const error = `Cannot read ${field}: ${text}`;
  return reply.code(statusCode).send({ statusCode, error, field } satisfies ErrorAnswer);
}
