import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EventRow } from '@cutaway/decisioning/event-rows';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countsOf } from './a-database.builder.js';
import { openSink } from './open-sink.js';

const NOON = 1_795_694_400_000;
const MARGIN_MS = 900_000;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cutaway-sink-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

let ids = 0;
const aRow = (more: Partial<EventRow>): EventRow => ({
  ...{ recordId: `r${ids++}`, part: 0, kind: 'beacon', atMs: NOON, event: 'start', countedAs: 'starts', verdict: 'ok' },
  ...{ reasons: null, errorCode: null, party: 'client', eventId: 'e', breakId: 'b', podId: 'p', cohort: null, ad: 0 },
  ...{ lineItem: 'l', creativeTag: 1, bidder: null, durationMs: 20_000, cpmMicros: 1, commitId: null },
  expiresAtMs: NOON + 3_600_000,
  ...more,
});

describe('openSink', () => {
  it('bills what came after an outage as the service does, which looks each second of the log what is over', async () => {
    const file = path.join(folder, 'events.duckdb');
    const sink = await openSink(file, 'segments');
    const impression = { event: 'impression', countedAs: 'claim' } as const;
    await sink.write({
      rows: [
        aRow({ atMs: NOON }),
        aRow({ atMs: NOON + 1000 }),
        aRow({ ...impression, commitId: 'over', expiresAtMs: NOON + 1000 - MARGIN_MS, atMs: NOON + 1500 }),
        aRow({ ...impression, commitId: 'good', expiresAtMs: NOON + 2000 - MARGIN_MS, atMs: NOON + 1500 }),
      ],
      ...{ from: 0, next: 100 },
    });
    sink.close();
    expect(await countsOf(file)).toEqual({ starts: 2, lateImpressions: 1, impressions: 1 });
  });
});
