import type { WallMs } from '@cutaway/model';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Admission } from '../admission/limiter.js';
import { COUNT_NAMES } from '../reports/counts.js';
import type { EventFold } from '../reports/event-fold.js';
import {
  queryReport,
  ROWS_IN_STEP,
  type Grouping,
  type ReportNames,
  type ReportQuery,
  type ReportRow,
} from '../reports/query-report.js';
import type { ReconciledRow } from '../reports/reconciliation.js';
import type { Granularity } from '../reports/roll-ups.js';
import { writeCsv } from '../reports/write-csv.js';
import { writeJson } from '../reports/write-json.js';
import type { ErrorAnswer } from './answer-errors.js';
import { inSlices, streamOf } from './in-slices.js';
import { RECONCILIATION_QUERY_SCHEMA, REPORT_QUERY_SCHEMA } from './report-schema.js';

/** What reports are made of. */
export interface ReportRoom {
  readonly fold: EventFold;
  /** As the catalogue is now. */
  readonly names: () => ReportNames;
  readonly nowMs: () => WallMs;
  /** The admin's guard: does the request bring the right to read reports? */
  readonly isAllowed: (request: FastifyRequest) => boolean | Promise<boolean>;
  /** Whether there is room for one beside the decisions, which are more important. */
  readonly admit: () => Admission | Promise<Admission>;
}

interface Query {
  readonly granularity?: Granularity;
  readonly from?: string;
  readonly to?: string;
  readonly groupBy?: string;
  readonly lineItem?: string;
  readonly creative?: string;
  readonly campaign?: string;
  readonly bidder?: string;
  readonly cohort?: string;
  readonly break?: string;
  readonly format?: 'json' | 'csv';
}

const COLUMNS = [
  ...(['from', 'eventId', 'breakId', 'lineItem', 'campaign', 'bidder', 'cohort', 'creative'] as const),
  ...COUNT_NAMES,
  'revenue',
] as const;
const RECONCILED = [
  ...(['lineItemId', 'bidderId', 'decisions', 'impressions', 'unknownImpressions', 'ratio', 'isWithinBounds'] as const),
] satisfies readonly (keyof ReconciledRow)[];

/**
 * `GET /admin/v1/reports`: sums by time or break, line item, creative, campaign, bidder and cohort, as JSON or CSV.
 * `GET /admin/v1/reports/reconciliation`: decisions beside impressions. 401 without the right, 503 and when to come again while there is
 * too much of what is more important.
 */
export function reportRoutes(app: FastifyInstance, { fold, names, nowMs, isAllowed, admit }: ReportRoom): void {
  const preValidation = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (await isAllowed(request)) return undefined;
    const error = 'Cannot read reports: the request brings no right to, expected the bearer token of the admin API';
    const answer: ErrorAnswer = { statusCode: 401, error, field: 'authorization' };
    return reply.code(401).header('www-authenticate', 'Bearer').send(answer);
  };
  const preHandler = async (_request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const admission = await admit();
    if (admission.type === 'full') {
      // A long report is sent while it is made. Whoever left while he waited is told of no more.
      if (reply.raw.destroyed) admission.done();
      else reply.raw.once('close', () => admission.done());
      return undefined;
    }
    const error =
      'Cannot read reports: the service has all hands full with decisions, expected to be asked again later';
    return reply
      .code(503)
      .header('retry-after', '1')
      .send({ statusCode: 503, error, field: null } satisfies ErrorAnswer);
  };

  app.get<{ Querystring: Query }>('/admin/v1/reports', {
    schema: { querystring: REPORT_QUERY_SCHEMA },
    ...{ preValidation, preHandler },
    handler: async (request, reply) => {
      const query = readQuery(request.query);
      for (const field of ['from', 'to'] as const) {
        if (!Number.isNaN(query[`${field}Ms`])) continue;
        const error = `Cannot read reports: ${field} is ${request.query[field]}, expected a date there is`;
        return reply.code(400).send({ statusCode: 400, error, field } satisfies ErrorAnswer);
      }
      const rows = await inSlices(timedRows(queryReport(fold.rollUps, query, names())));
      if (request.query.format === 'csv') return sendCsv(reply, writeCsv(COLUMNS, rows));
      const head = { query: { ...request.query, granularity: query.granularity }, verdicts: fold.verdicts };
      return reply.type('application/json; charset=utf-8').send(streamOf(writeJson(head, rows)));
    },
  });

  app.get<{ Querystring: Pick<Query, 'format'> }>('/admin/v1/reports/reconciliation', {
    schema: { querystring: RECONCILIATION_QUERY_SCHEMA },
    ...{ preValidation, preHandler },
    handler: (request, reply) => {
      fold.settle(nowMs());
      const report = fold.reconciliation.report();
      const { lineItemNameOf } = names();
      const rows = report.rows.map((row) => ({
        ...row,
        lineItemId: lineItemNameOf(row.lineItemId) ?? row.lineItemId,
      }));
      return request.query.format === 'csv'
        ? sendCsv(reply, writeCsv(RECONCILED, rows))
        : reply.send({ ...report, rows });
    },
  });
}

function readQuery({
  granularity = 'hour',
  from,
  to,
  groupBy,
  lineItem,
  creative,
  campaign,
  bidder,
  cohort,
  break: brk,
}: Query): ReportQuery {
  const names = { lineItem, creative, campaign, bidder, cohort, break: brk };
  const filter = Object.fromEntries(Object.entries(names).filter(([, value]) => value !== undefined));
  const groupings = (groupBy ?? 'time').split(',') as Grouping[];
  return { granularity, fromMs: timeOf(from), toMs: timeOf(to), groupBy: groupings, filter };
}

/** NaN: there is no such day. `Date.parse` takes the 30th of February for the 2nd of March, and a month would have two days of the next. */
function timeOf(text: string | undefined): WallMs | null {
  if (text === undefined) return null;
  const day = text.slice(0, 10);
  const dayMs = Date.parse(day);
  return !Number.isNaN(dayMs) && new Date(dayMs).toISOString().startsWith(day) ? Date.parse(text) : NaN;
}

type TimedRow = Omit<ReportRow, 'fromMs'> & { readonly from?: string };

function* timedRows(steps: ReturnType<typeof queryReport>): Generator<void, TimedRow[]> {
  const rows = yield* steps;
  const timed: TimedRow[] = [];
  for (const row of rows) if (timed.push(withTime(row)) % ROWS_IN_STEP === 0) yield;
  return timed;
}

/** The start of a bucket as RFC 3339, beside its other names. */
function withTime({ fromMs, ...row }: ReportRow): TimedRow {
  return fromMs === undefined ? row : { from: new Date(fromMs).toISOString(), ...row };
}

const sendCsv = (reply: FastifyReply, pieces: Iterable<string>): FastifyReply =>
  reply.type('text/csv; charset=utf-8').send(streamOf(pieces));
