import { GROUPINGS } from '../reports/query-report.js';

const NAME = { type: 'string', minLength: 1, maxLength: 256 } as const;
const FORMAT = { enum: ['json', 'csv'] } as const;
/** RFC 3339, whole days allowed: `2026-11-26`, `2026-11-26T12:00:00Z`. */
const TIME = {
  type: 'string',
  pattern: '^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?(Z|[+-]\\d\\d:\\d\\d))?$',
} as const;
const GROUPING = GROUPINGS.join('|');

/** Query of `GET /admin/v1/reports`. */
export const REPORT_QUERY_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    granularity: { enum: ['second', 'minute', 'hour', 'break'] },
    from: TIME,
    to: TIME,
    /** Comma-separated. */
    groupBy: { type: 'string', pattern: `^(${GROUPING})(,(${GROUPING}))*$` },
    lineItem: NAME,
    creative: NAME,
    campaign: NAME,
    bidder: NAME,
    cohort: NAME,
    break: NAME,
    format: FORMAT,
  },
} as const;

export const RECONCILIATION_QUERY_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: { format: FORMAT },
} as const;
