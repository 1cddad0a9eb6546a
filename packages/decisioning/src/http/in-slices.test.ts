import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { createEventFold } from '../reports/event-fold.js';
import { createRollUps } from '../reports/roll-ups.js';
import { SCHEMA_OPTIONS } from '../schema/schema-options.js';
import { reportRoutes } from './report-routes.js';

const NAMES = { campaignOf: () => 'spring', creativeOf: () => null, lineItemNameOf: () => null };
const admit = () => ({ type: 'full', done: () => undefined }) as const;
const MINUTES = 100;
const LINE_ITEMS = 200;

/** A service with reports of so many rows that to make one takes long. */
function aBusyService() {
  const rollUps = createRollUps();
  for (let minute = 0; minute < MINUTES; minute++)
    for (let item = 0; item < LINE_ITEMS; item++) {
      const slice = { lineItemId: `item-${item}`, bidderId: null, creativeTag: null, cohort: null };
      rollUps.add({ atMs: minute * 60_000, eventId: 'e', breakId: 'b' }, slice, 'impressions', item);
    }
  const app = Fastify({ ajv: SCHEMA_OPTIONS });
  const fold = { ...createEventFold(), rollUps };
  reportRoutes(app, { fold, names: () => NAMES, nowMs: () => 0, isAllowed: () => true, admit });
  return app;
}

/** What `work` comes to, and how often others had their turn meanwhile. */
async function turnsDuring<T>(work: Promise<T>): Promise<{ readonly made: T; readonly turns: number }> {
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const made = await work.finally(() => (isOver = true));
  return { made, turns };
}

describe('a report of many rows', () => {
  it.each(['json', 'csv'])('lets decisions go first, again and again, while it is made as %s', async (format) => {
    const app = aBusyService();
    const url = `/admin/v1/reports?granularity=minute&groupBy=time,lineItem&format=${format}`;
    const { made, turns } = await turnsDuring(app.inject(url));
    expect(turns).toBeGreaterThan(20);
    const { statusCode, body } = made;
    expect(statusCode).toBe(200);
    if (format === 'csv') {
      const lines = body.trimEnd().split('\r\n');
      expect(lines).toHaveLength(1 + MINUTES * LINE_ITEMS);
      expect(lines[1]).toMatch(/^1970-01-01T00:00:00\.000Z,,,item-199,/);
    } else {
      const { rows, query } = JSON.parse(body) as { rows: { from: string; impressions: number }[]; query: unknown };
      expect(query).toEqual({ granularity: 'minute', groupBy: 'time,lineItem', format });
      expect(rows).toHaveLength(MINUTES * LINE_ITEMS);
      expect(rows[0]).toMatchObject({ from: '1970-01-01T00:00:00.000Z', impressions: 199 });
      expect(rows.at(-1)).toMatchObject({ from: '1970-01-01T01:39:00.000Z', impressions: 0 });
    }
    await app.close();
  });
});
