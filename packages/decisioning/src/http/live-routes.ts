import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WallMs } from '@cutaway/model';
import { isClosed, type PlanChange } from '../live/break-plan.js';
import type { ConcurrencyReport } from '../live/concurrency.js';
import type { EventForecast } from '../live/event-forecast.js';
import type { LiveRoom } from '../live/live-room.js';
import type { PlanNotice } from '../live/merge-plan.js';
import { readBreakAsk, startFault, type AskFault, type BreakAsk } from '../live/read-break-ask.js';
import type { RecurringBreaks } from '../live/recurring-breaks.js';
import type { ErrorAnswer } from './answer-errors.js';
import { sendPlan } from './send-plan.js';
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
}

interface OfChannel {
  readonly Params: { readonly channel: string };
}
interface OfPlan {
  readonly Params: { readonly channel: string; readonly id: string };
}

/** A break announced without a time is expected so soon: players have to hear of it, ask, and be ready. */
const SOONEST_MS = 30_000;
const DELAY_AFTER_END_MS = 0;

/** Break plans of live channels: for operators under `isAllowed`, and for players `GET /v1/live/:channel/plan`. */
export function liveRoutes(app: FastifyInstance, { live, nowMs, newId, isAllowed }: LiveRoutesRoom): void {
  const params = CHANNEL_SCHEMA;

  app.get<OfChannel>('/v1/live/:channel/plan', {
    schema: { params },
    handler: (request, reply) => sendPlan(request, reply, live.hints(request.params.channel)),
  });

  app.register(async (operators) => {
    operators.addHook('onRequest', async (request, reply) => {
      if (isAllowed(request)) return;
      return refuse(reply, 401, { field: 'authorization', text: 'no valid token came, expected one that may plan' });
    });

    /** The first that cannot be read is what is wrong with the request: then none is planned. */
    const announce = async (reply: FastifyReply, channel: string, notices: readonly (PlanNotice | AskFault)[]) => {
      const fault = notices.find(isFault);
      if (fault) return refuse(reply, 400, fault);
      try {
        const plans = await live.announce(channel, notices.filter(isNotice));
        return await reply.code(201).send({ breaks: plans });
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        return refuse(reply, 409, { field: 'breaks', text: error.message });
      }
    };
    const soon = () => ({ nowMs: nowMs(), soonestMs: nowMs() + SOONEST_MS });

    operators.post<OfChannel & { Body: BreakAsk }>('/v1/live/:channel/breaks', {
      schema: { params, body: BREAK_SCHEMA },
      handler: ({ params: { channel }, body }, reply) =>
        announce(reply, channel, [readBreakAsk(body, 'early-notification', soon())]),
    });

    operators.post<OfChannel & { Body: { breaks: readonly BreakAsk[] } }>('/v1/live/:channel/schedules', {
      schema: { params, body: SCHEDULE_SCHEMA },
      handler: ({ params: { channel }, body }, reply) => {
        const read = body.breaks.map((ask, at) => atPlace(readBreakAsk(ask, 'schedule', soon()), at));
        return announce(reply, channel, read);
      },
    });

    operators.get<OfChannel>('/v1/live/:channel/breaks', {
      schema: { params },
      handler: ({ params: { channel } }) => ({ breaks: live.list(channel), viewers: live.viewers(channel) }),
    });

    operators.patch<OfPlan & { Body: PlanChange }>('/v1/live/:channel/breaks/:id', {
      schema: { params, body: CHANGE_SCHEMA },
      handler: async ({ params: { channel, id }, body }, reply) => {
        const fault = body.expectedStartMs === undefined ? null : startFault(body.expectedStartMs, nowMs());
        if (fault !== null) return refuse(reply, 400, fault);
        const closed = live.list(channel).find((plan) => plan.id === id && isClosed(plan));
        if (closed)
          return refuse(reply, 409, { field: 'id', text: `it is ${closed.state.phase}, expected an open one` });
        return (await live.change(channel, id, body)) ?? refuse(reply, 404, unknown(id));
      },
    });

    operators.delete<OfPlan>('/v1/live/:channel/breaks/:id', {
      schema: { params },
      handler: async ({ params: { channel, id } }, reply) =>
        (await live.cancel(channel, id)) ?? refuse(reply, 404, unknown(id)),
    });

    operators.post<OfChannel & { Body: RecurringAsk }>('/v1/live/:channel/recurring', {
      schema: { params, body: RECURRING_SCHEMA },
      handler: async ({ params: { channel }, body }, reply) => {
        if (body.untilMs <= body.fromMs)
          return refuse(reply, 400, { field: 'untilMs', text: 'it is not after fromMs, expected later' });
        const rule: RecurringBreaks = { delayAfterEndMs: DELAY_AFTER_END_MS, ...body, id: newId(), channel };
        await live.recur(rule);
        return reply.code(201).send(rule);
      },
    });

    operators.get<OfChannel>('/v1/live/:channel/recurring', {
      schema: { params },
      handler: ({ params: { channel } }) => ({ recurring: live.recurring(channel) }),
    });

    operators.delete<OfPlan>('/v1/live/:channel/recurring/:id', {
      schema: { params },
      handler: async ({ params: { channel, id } }, reply) =>
        (await live.endRecurring(channel, id)) ? reply.code(204).send() : refuse(reply, 404, unknown(id)),
    });

    operators.put<OfChannel & { Body: Omit<EventForecast, 'channel'> }>('/v1/live/:channel/forecast', {
      schema: { params, body: FORECAST_SCHEMA },
      handler: async ({ params: { channel }, body }, reply) => {
        await live.forecast({ ...body, channel });
        return reply.code(204).send();
      },
    });

    operators.post<OfChannel & { Body: ConcurrencyReport }>('/v1/live/:channel/concurrency', {
      schema: { params, body: CONCURRENCY_SCHEMA },
      handler: async ({ params: { channel }, body }, reply) => {
        await live.count(channel, body);
        return reply.code(204).send();
      },
    });
  });
}

type RecurringAsk = Omit<RecurringBreaks, 'id' | 'channel' | 'delayAfterEndMs'> &
  Partial<Pick<RecurringBreaks, 'delayAfterEndMs'>>;

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
