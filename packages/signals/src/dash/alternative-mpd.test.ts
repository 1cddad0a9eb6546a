import { describe, expect, it } from 'vitest';
import { readMpdSignals } from './read-mpd-signals.js';

const START = Date.parse('2026-11-22T12:00:00Z');
function hear(kind: 'replace' | 'insert', event: string) {
  return readMpdSignals(`<MPD type="dynamic" availabilityStartTime="2026-11-22T12:00:00Z"><Period start="PT0S">
    <EventStream schemeIdUri="urn:mpeg:dash:event:alternativeMPD:${kind}:2025" timescale="1000">${event}</EventStream></Period></MPD>`);
}

describe('alternative MPD events (ISO/IEC 23009-1 §5.16)', () => {
  it('are breaks with an interstitial: a replacement with all its attributes', () => {
    const { signals, causes } = hear(
      'replace',
      `<Event id="3" presentationTime="60000" duration="20000"><ReplacePresentation uri="ad.mpd?x=1&amp;y=2" maxDuration="30000"
        earliestResolutionTimeOffset="5000" returnOffset="29000" clip="false" startWithOffset="true" noJump="2" executeOnce="true"
        skipAfter="PT5S"/></Event>`,
    );
    expect(causes).toEqual([]);
    expect(signals).toMatchObject([
      {
        type: 'break-start',
        key: 'replace:3',
        carrier: 'dash-event',
        startsAt: START + 60_000,
        plannedMs: 30_000,
        interstitial: {
          assetUri: 'ad.mpd?x=1&y=2',
          assetListUri: null,
          resumeOffsetMs: 29_000,
          playoutLimitMs: 30_000,
          once: true,
          restrict: ['JUMP'],
          timelineOccupies: 'RANGE',
          skipControl: { offsetMs: 5000 },
          alternativeMpd: { mode: 'replace', resolveAheadMs: 5000, clip: false, startWithOffset: true, noJump: 2 },
        },
      },
    ]);
  });
  it('have the defaults of the standard', () => {
    expect(hear('insert', '<Event><InsertPresentation uri="ad.mpd"/></Event>').signals).toMatchObject([
      {
        key: `insert:${START}`,
        plannedMs: null,
        interstitial: {
          resumeOffsetMs: 0,
          playoutLimitMs: null,
          once: false,
          restrict: [],
          timelineOccupies: 'POINT',
          skipControl: null,
          alternativeMpd: { mode: 'insert', resolveAheadMs: 60_000, clip: true, startWithOffset: false, noJump: 0 },
        },
      },
    ]);
  });
  it('have no limit where @maxDuration is what the schema has for none', () => {
    const event = '<Event><ReplacePresentation uri="a" maxDuration="2251799813685247"/></Event>';
    expect(hear('replace', event).signals).toMatchObject([{ plannedMs: null, interstitial: { playoutLimitMs: null } }]);
  });
  it('without a uri are told as a cause', () => {
    for (const event of ['<Event/>', '<Event><ReplacePresentation/></Event>']) {
      expect(hear('replace', event)).toMatchObject({ signals: [], causes: [{ name: 'SIGNAL_UNREADABLE' }] });
    }
  });
});
