import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { contentShown, pictures, setVodStage } from './vod-stage.js';

describe('pre-roll', () => {
  it('debug', async () => {
    const stage = setVodStage({ ads: [anAd('one')], session: { breaks: ['start', '00:00:10', 'end'] } });
    await stage.clock.advance(60_000);
    console.log(stage.shown(), stage.reports.map(({ brk, outcome, causes, leadMs, endedAt }) => ({ id: brk.id, outcome, causes, leadMs, endedAt })), stage.requests.map(({ request, atMs }) => [atMs - Date.UTC(2026, 0, 1, 12), request.url]));
    console.log(contentShown(stage), pictures(stage), stage.player.commands);
    expect(1).toBe(1);
  });
});
