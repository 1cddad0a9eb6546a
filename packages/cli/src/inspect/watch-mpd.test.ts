import { describe, expect, it } from 'vitest';
import type { Reply } from './read-source.js';
import { watchMpd } from './watch-mpd.js';

const SECTION = '/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=';

/** What this machine believes; the server knows better. */
const NOW = 1_000_000;

function anMpd(type: 'static' | 'dynamic', inside = ''): string {
  return `<MPD type="${type}" availabilityStartTime="2026-01-01T00:00:00Z" minimumUpdatePeriod="PT2S"
    timeShiftBufferDepth="PT1M" suggestedPresentationDelay="PT6S">${inside}<Period start="PT0S">
    <EventStream schemeIdUri="urn:scte:scte35:2014:xml+bin" timescale="1"><Event presentationTime="3600" duration="60">
    <Signal><Binary>${SECTION}</Binary></Signal></Event></EventStream></Period></MPD>`;
}

/** Answers by URL, one after the other; asks of the same URL again get the last one again. */
function source(answers: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = [];
  const read = (url: string): Promise<Reply> => {
    const list = answers[url] ?? [];
    const text = list[Math.min(asked.filter((one) => one === url).length, list.length - 1)];
    asked.push(url);
    if (text === undefined)
      return Promise.resolve({ type: 'failed', text: 'answered 404', bytes: new Uint8Array(), heardAt: NOW });
    const times = { sentAt: NOW, heardAt: NOW, serverMs: null };
    return Promise.resolve({ type: 'bytes', url, bytes: Buffer.from(text), label: '200', ...times });
  };
  return { asked, read };
}

describe('watchMpd', () => {
  const url = 'https://h/live.mpd';

  it('asks the clock that UTCTiming names, and reads the next MPD from its Location', async () => {
    const scheme = 'urn:mpeg:dash:utc:http-iso:2014';
    const inside = `<Location>next.mpd</Location><UTCTiming schemeIdUri="${scheme}" value="/time"/>`;
    const { asked, read } = source({
      [url]: [anMpd('dynamic', inside)],
      'https://h/next.mpd': [anMpd('static')],
      'https://h/time': ['2026-01-01T01:00:10Z'],
    });
    const watcher = watchMpd(read, url);
    const first = await watcher.read();
    expect(asked).toEqual([url, 'https://h/time']);
    expect(first).toMatchObject({ waitMs: 2_000, isOver: false });
    expect(first.happenings).toMatchObject([
      { type: 'stream', state: 'watching', facts: { kind: 'DASH', isLive: true, holdBackMs: 6_000 } },
      { type: 'signal', signal: { carrier: 'dash-event' } },
      { type: 'break', state: 'announced' },
      { type: 'break', state: 'begins' },
    ]);
    const second = await watcher.read();
    expect(asked[2]).toBe('https://h/next.mpd');
    expect(second.isOver).toBe(true);
    expect(second.happenings[0]).toMatchObject({ type: 'stream', state: 'ended' });
  });

  it('tells errors, goes back to where it was asked for, and says when it can be read again', async () => {
    const { asked, read } = source({ [url]: [anMpd('dynamic', '<Location>gone.mpd</Location>')] });
    const watcher = watchMpd(read, url);
    await watcher.read();
    expect((await watcher.read()).happenings).toMatchObject([
      { type: 'error', text: 'it answered 404', retryInMs: 2_000 },
    ]);
    expect((await watcher.read()).happenings[0]).toMatchObject({ type: 'stream', state: 'recovered' });
    expect(asked).toEqual([url, 'https://h/gone.mpd', url]);
  });

  it('cannot begin with what is no MPD', async () => {
    await expect(watchMpd(source({}).read, url).read()).rejects.toThrow(
      /^Cannot inspect .+: it answered 404, expected/,
    );
  });
});
