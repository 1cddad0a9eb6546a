/** Of the tables below: a file of another one is refused. */
export const SCHEMA_VERSION = 2;

const COUNTS = [
  'decisions',
  'impressions',
  'starts',
  'completes',
  'errors',
  'duplicates',
  'lateImpressions',
  'suspectImpressions',
];

const sums = COUNTS.map(
  (name) =>
    `count(*) FILTER (counted_as = '${name}') AS ${name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}`,
).join(', ');

/** What an impression earns: its price of a thousand, a thousandth of it. */
const revenue = `coalesce(sum(cpm_micros) FILTER (counted_as = 'impressions'), 0)::BIGINT AS sum_cpm_micros,
  coalesce(sum(cpm_micros) FILTER (counted_as = 'impressions'), 0) / 1e9 AS revenue`;

/** Columns of a row as it comes from the log, in the order in which it is written. */
const COLUMNS = `record_id VARCHAR NOT NULL, part INTEGER NOT NULL, kind VARCHAR NOT NULL, at_ms BIGINT NOT NULL,
  event VARCHAR NOT NULL, counted_as VARCHAR, verdict VARCHAR, reasons VARCHAR, error_code INTEGER, party VARCHAR,
  event_id VARCHAR, break_id VARCHAR, pod_id VARCHAR, cohort VARCHAR, ad INTEGER, line_item VARCHAR,
  creative_tag INTEGER, bidder VARCHAR, duration_ms INTEGER, cpm_micros BIGINT, commit_id VARCHAR`;

/** Where a row stands in the log, and until when its token counts: for the writing alone. */
export const MAKE_INCOMING = `CREATE OR REPLACE TEMP TABLE incoming (${COLUMNS}, place BIGINT, is_closed BOOLEAN)`;

export const MAKE_TABLES = `
CREATE TABLE sink_state (schema_version INTEGER NOT NULL, next_offset BIGINT NOT NULL, checked_offset BIGINT NOT NULL,
  settled_at_ms BIGINT NOT NULL, log VARCHAR);
INSERT INTO sink_state VALUES (${SCHEMA_VERSION}, 0, 0, 0, NULL);
CREATE TABLE events (${COLUMNS}, PRIMARY KEY (record_id, part));
CREATE TABLE billed (commit_id VARCHAR PRIMARY KEY, record_id VARCHAR NOT NULL);
CREATE TABLE catalogue (line_item VARCHAR, creative_tag INTEGER, line_item_id VARCHAR, campaign VARCHAR,
  advertiser VARCHAR, creative VARCHAR);
CREATE VIEW named_events AS
  SELECT e.*, epoch_ms(e.at_ms) AS heard_at, c.line_item_id, c.campaign, c.advertiser, c.creative
  FROM events e LEFT JOIN catalogue c ON e.line_item = c.line_item AND e.creative_tag = c.creative_tag
    AND e.bidder IS NULL;
CREATE VIEW revenue_by_minute AS
  SELECT date_trunc('minute', heard_at) AS minute, line_item, any_value(line_item_id) AS line_item_id,
    any_value(campaign) AS campaign, any_value(advertiser) AS advertiser, ${sums}, ${revenue}
  FROM named_events WHERE ad IS NOT NULL GROUP BY ALL;
CREATE VIEW breaks AS
  SELECT event_id, break_id, min(heard_at) AS first_at, count(DISTINCT pod_id) AS pods, ${sums}, ${revenue},
    coalesce(sum(duration_ms) FILTER (counted_as = 'decisions'), 0)::BIGINT AS decided_ms,
    coalesce(sum(duration_ms) FILTER (counted_as = 'impressions'), 0)::BIGINT AS shown_ms
  FROM named_events WHERE break_id IS NOT NULL GROUP BY ALL;
CREATE VIEW discrepancies AS
  SELECT bidder, line_item, ${sums}, ${revenue},
    impressions / nullif(decisions, 0) AS shown_share
  FROM named_events WHERE ad IS NOT NULL GROUP BY ALL;
`;

/** In one transaction with the offset. `incoming` has no record twice. */
export const TAKE_INCOMING = [
  `DELETE FROM incoming WHERE record_id IN (SELECT record_id FROM events)`,
  `INSERT INTO billed SELECT commit_id, arg_min(record_id, place) FROM incoming
   WHERE counted_as = 'claim' AND NOT is_closed AND commit_id NOT IN (SELECT commit_id FROM billed) GROUP BY commit_id`,
  `INSERT INTO events SELECT i.* EXCLUDE (place, is_closed) REPLACE (
     CASE WHEN i.counted_as <> 'claim' THEN i.counted_as
       WHEN b.record_id = i.record_id THEN 'impressions'
       WHEN b.commit_id IS NULL THEN 'lateImpressions'
       ELSE 'duplicates' END AS counted_as)
   FROM incoming i LEFT JOIN billed b ON i.commit_id = b.commit_id`,
];
