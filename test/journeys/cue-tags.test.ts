import { replay, type LoadedPlaylist, type SessionEvents } from '@cutaway/core';
import { initialHlsReading, readHls } from '@cutaway/signals/dialects';
import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage } from './stage.js';

/** As an adapter reads a playlist in every dialect. */
function ears(): (loaded: LoadedPlaylist) => LoadedPlaylist {
  const readings = new Map<string, ReturnType<typeof initialHlsReading>>();
  return (loaded) => {
    const { reading, signals, causes } = readHls(readings.get(loaded.url) ?? initialHlsReading(), loaded.text);
    readings.set(loaded.url, reading);
    return { ...loaded, heard: { signals, causes } };
  };
}

describe('a live break that only tags of the CUE family tell of', () => {
  const stage = setStage({
    channel: { markers: 'cue-out', podMs: 5760, schedule: { atMs: [15_360] } },
    ads: [anAd('one')],
    player: { hear: ears() },
  });
  const signals: SessionEvents['signal'][] = [];
  stage.session.on('signal', (detail) => signals.push(detail));

  it('is heard by the player, filled and played, and content is back', async () => {
    await stage.clock.advance(45_000);
    expect(signals.map(({ signal }) => signal)).toMatchObject([
      { type: 'break-start', carrier: 'cue-out', plannedMs: 5760 },
      { type: 'break-end', carrier: 'cue-out' },
    ]);
    expect(stage.reports).toMatchObject([{ outcome: 'played', causes: [], strategy: 'stitch' }]);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'content']);
  });

  it('is in a trace that replays to the same effects, with no playlist read again', () => {
    const trace = stage.session.trace();
    expect(replay(trace)).toEqual(trace.entries.map(({ effects }) => effects));
  });
});
