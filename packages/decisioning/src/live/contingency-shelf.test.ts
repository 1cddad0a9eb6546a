import { describe, expect, it } from 'vitest';
import type { Creative, Publisher } from '../catalogue/catalogue.js';
import { contingencyPods } from './contingency-pod.js';
import { createContingencyShelf, type ShelfWriter } from './contingency-shelf.js';

const aCreative = (id: string, seconds: number, parts: Partial<Creative> = {}): Creative => ({
  ...{ id, title: id, kind: 'linear', durationMs: seconds * 1000, skipAfterMs: null, universalAdId: null },
  ...{ mediaHash: null, clickThrough: null, mediaFiles: [], nonLinear: null, categories: [], readiness: 'ready' },
  ...parts,
});
const aPublisher = (contingency: readonly string[], parts: Partial<Publisher> = {}): Publisher => ({
  ...{ id: 'default', blockedCategories: [], blockedDomains: [], blockedAttributes: [], floorCpm: 0, maxAds: 10 },
  ...{ separation: { advertiser: 'none', category: 'none' }, slate: [], fillBonusCpmPerSecond: 0 },
  contingency,
  ...parts,
});
const catalogueOf = (creatives: readonly Creative[], ...publishers: readonly Publisher[]) => ({
  creatives: new Map(creatives.map((one) => [one.id, one])),
  publishers: new Map(publishers.map((one) => [one.id, one])),
});

/** Writes ids, and the session where it belongs. */
const writer: ShelfWriter = {
  markers: ['{S}', '{B}'],
  pod: ({ creatives }) => {
    const ids = creatives.map(({ id }) => id).join('+');
    return { json: `{"pod":"{S}/{B}","ads":"${ids}","t":"/b/{S}"}`, vast: `<VAST>${ids} {S}</VAST>` };
  },
  slate: (_, [file]) => ({ json: `{"slate":"${file?.url ?? ''}"}`, vast: '<VAST>slate</VAST>' }),
  empty: () => ({ json: '{"pod":"{S}/{B}"}', vast: '<VAST/>' }),
};
const films = [aCreative('a', 30), aCreative('b', 15), aCreative('c', 20)];
const slateFile = { url: 'https://cdn/slate.mp4', type: 'video/mp4' } as Publisher['slate'][number];

function aShelf(...publishers: readonly Publisher[]) {
  const shelf = createContingencyShelf(writer);
  shelf.publish(catalogueOf(films, ...publishers));
  return shelf;
}

describe('contingencyPods', () => {
  it('makes every length that the publisher’s films can fill', () => {
    const pods = contingencyPods(aPublisher(['a', 'b', 'c']), catalogueOf(films));
    expect(pods.map(({ durationMs }) => durationMs / 1000)).toEqual([15, 20, 30, 35, 45, 50, 65]);
  });

  it('leaves out what is not ready, not there, no film, or the same film again', () => {
    const more = [
      aCreative('new', 10, { readiness: 'transcoding' }),
      aCreative('over', 10, { kind: 'overlay' }),
      aCreative('one', 10, { universalAdId: 'X' }),
      aCreative('same', 10, { universalAdId: 'X' }),
    ];
    const pods = contingencyPods(aPublisher(['new', 'gone', 'over', 'one', 'same', 'one']), catalogueOf(more));
    expect(pods.map(({ creatives }) => creatives.map(({ id }) => id))).toEqual([['one']]);
  });

  it('has no more ads than the publisher allows', () => {
    const pods = contingencyPods(aPublisher(['a', 'b', 'c'], { maxAds: 1 }), catalogueOf(films));
    expect(pods.map(({ durationMs }) => durationMs / 1000)).toEqual([15, 20, 30]);
  });
});

describe('createContingencyShelf', () => {
  it('gives the fullest pod that is no longer than the break, with the request’s own values', () => {
    const answer = aShelf(aPublisher(['a', 'b', 'c'])).pod('default', 60_000);
    expect(answer?.durationMs).toBe(50_000);
    expect(answer?.json.fill(['tv 1', 'b"2']).toString()).toBe('{"pod":"tv%201/b%222","ads":"a+c","t":"/b/tv%201"}');
    expect(answer?.vast.fill(['<s>', 'b']).toString()).toBe('<VAST>a+c %3Cs%3E</VAST>');
    expect(answer?.vast.fill(['\ud83d', 'b']).toString()).toBe('<VAST>a+c %EF%BF%BD</VAST>');
  });

  it('gives the longest to a break without an end, and none to one that is too short', () => {
    const shelf = aShelf(aPublisher(['a', 'b', 'c']));
    expect(shelf.pod('default', null)?.durationMs).toBe(65_000);
    expect(shelf.pod('default', 10_000)).toBeNull();
  });

  it('keeps publishers apart, and takes the default for one that it does not know', () => {
    const shelf = aShelf(aPublisher(['a']), aPublisher(['b'], { id: 'other', slate: [slateFile] }));
    expect(shelf.pod('other', 60_000)?.durationMs).toBe(15_000);
    expect(shelf.pod('unheard', 60_000)?.durationMs).toBe(30_000);
    expect(shelf.slate('other')?.json.fill([]).toString()).toBe('{"slate":"https://cdn/slate.mp4"}');
    expect(shelf.slate('default')).toBeNull();
  });

  it('copies nothing where an answer holds nothing of the request', () => {
    const slate = aShelf(aPublisher([], { slate: [slateFile] })).slate('default');
    expect(slate?.vast.fill([])).toBe(slate?.vast.fill([]));
  });

  it('has an empty answer before any catalogue is there', () => {
    const shelf = createContingencyShelf(writer);
    expect(shelf.pod('default', null)).toBeNull();
    expect(shelf.empty().json.fill(['s', 'b']).toString()).toBe('{"pod":"s/b"}');
  });

  it('keeps what it had where a new catalogue cannot be written', () => {
    const shelf = aShelf(aPublisher(['a']));
    const broken = {
      creatives: new Map<string, Creative>(),
      publishers: new Map([['x', null as unknown as Publisher]]),
    };
    expect(() => shelf.publish(broken)).toThrow();
    expect(shelf.pod('default', null)?.durationMs).toBe(30_000);
  });
});
