import { initialTimeline, type Timeline } from '@cutaway/signals/time';
import { describe, expect, it } from 'vitest';
import { hearPlaylist, watchPlaylist, windowOf } from './playlist-watch.js';
import { aPlaylist, SEGMENT_MS, START_MS } from './playlist.builder.js';
import { tellDisagreements } from './tell-disagreements.js';

/** Refreshes of one playlist, 6 s apart; the states of the stream that each told. */
function refreshes(...texts: readonly string[]): string[][] {
  let watch = watchPlaylist('video 1');
  let timeline: Timeline = initialTimeline(START_MS);
  return texts.map((text, i) => {
    const told = hearPlaylist(watch, timeline, { url: 'u', text, at: START_MS + i * SEGMENT_MS });
    ({ watch, timeline } = told);
    return told.happenings.flatMap((one) => (one.type === 'stream' ? [`${one.state}: ${one.text}`] : []));
  });
}

const heard = (name: string, text: string) =>
  hearPlaylist(watchPlaylist(name), initialTimeline(START_MS), { url: name, text, at: START_MS }).watch;

describe('hearPlaylist', () => {
  it('says that a playlist is stale after 1.5 target durations, once, and when it moves again', () => {
    const [text, next] = [aPlaylist(), aPlaylist({}, { first: 1 })];
    const [, , stale, still, moving] = refreshes(text, text, text, text, next);
    expect(stale).toEqual(['stale: has not changed for 12.0 s, more than 1.5 target durations of 6.0 s']);
    expect(still).toEqual([]);
    expect(moving).toEqual(['moving: changes again after 24.0 s']);
  });

  it('says that the packager restarted, and that the stream ended', () => {
    expect(refreshes(aPlaylist({}, { first: 9 }), aPlaylist())[1]).toEqual([
      'restarted: EXT-X-MEDIA-SEQUENCE went back from 9 to 0: the packager restarted',
    ]);
    expect(refreshes(aPlaylist(), aPlaylist({}, { isEnded: true }))[1]).toEqual([
      'ended: EXT-X-ENDLIST: the stream has ended',
    ]);
  });

  it('says that dates jump', () => {
    const jumped = aPlaylist({ 3: ['#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:40.000Z'] });
    expect(refreshes(jumped)[0]).toEqual([expect.stringContaining('jumps without a discontinuity')]);
  });

  it('knows its window in programme time, with or without dates', () => {
    expect(windowOf(heard('a', aPlaylist()))).toEqual({ from: START_MS, to: START_MS + 12 * SEGMENT_MS });
    expect(windowOf(heard('a', aPlaylist({}, { isDated: false })))?.to).toBe(START_MS);
    expect(windowOf(watchPlaylist('a'))).toBeNull();
  });
});

describe('tellDisagreements', () => {
  const video = heard('video 1', aPlaylist({ 2: ['#EXT-X-CUE-OUT:12'], 4: ['#EXT-X-CUE-IN'] }));

  it('says once that one playlist tells no signal at all', () => {
    const { told, happenings } = tellDisagreements([video, heard('audio 1', aPlaylist())], new Set(), START_MS);
    expect(happenings).toMatchObject([{ key: null, told: 'video 1', silent: 'audio 1' }]);
    expect(tellDisagreements([video, heard('audio 1', aPlaylist())], told, START_MS).happenings).toEqual([]);
  });

  it('says which break one playlist tells and another does not', () => {
    const other = heard('video 2', aPlaylist({ 8: ['#EXT-X-CUE-OUT:12'] }));
    const { happenings } = tellDisagreements([video, other], new Set(), START_MS);
    expect(happenings).toMatchObject([
      { streamAt: START_MS + 2 * SEGMENT_MS, told: 'video 1', silent: 'video 2' },
      { streamAt: START_MS + 8 * SEGMENT_MS, told: 'video 2', silent: 'video 1' },
    ]);
  });

  it('waits for a playlist that is behind, and asks none that has left the break behind', () => {
    const behind = heard('audio 1', aPlaylist({}, { segments: 3 }));
    const ahead = heard('audio 2', aPlaylist({}, { first: 5 }));
    expect(tellDisagreements([video, behind, ahead], new Set(), START_MS).happenings).toEqual([]);
  });
});
