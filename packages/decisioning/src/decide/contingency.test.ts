import { describe, expect, it } from 'vitest';
import type { Publisher } from '../catalogue/catalogue.js';
import { aCreative, aPublisher } from './a-sale.builder.js';
import { contingencyOffers, prepareContingency } from './contingency.js';

const film = (id: string, seconds: number, more: object = {}) => aCreative(id, { durationMs: seconds * 1000, ...more });
const films = [film('a', 30), film('b', 15), film('c', 20)];
const catalogueOf = (creatives = films) => ({ creatives: new Map(creatives.map((one) => [one.id, one])) });
const podOf = (
  seconds: number,
  { pod = {}, publisher = {}, catalogue = catalogueOf() }: Parts = {},
): readonly string[] => {
  const whose = aPublisher({ contingency: [...catalogue.creatives.keys()], ...publisher });
  return contingencyOffers({ kind: 'linear', durationMs: seconds * 1000, pod }, whose, catalogue).map(
    ({ candidate }) => candidate.id.split('/')[1] ?? '',
  );
};
interface Parts {
  readonly pod?: object;
  readonly publisher?: Partial<Publisher>;
  readonly catalogue?: ReturnType<typeof catalogueOf>;
}

describe('contingencyOffers', () => {
  it('are the fullest pod that fits, in the publisher’s order', () => {
    expect([65, 40, 34, 19, 14].map((seconds) => podOf(seconds))).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'], // 35 s; to take what comes first would leave 10 s empty
      ['a'],
      ['b'],
      [],
    ]);
  });

  it('leave out what is not ready, not there, no film, or the same film again', () => {
    const catalogue = catalogueOf([
      film('new', 10, { readiness: 'transcoding' }),
      film('over', 10, { kind: 'overlay' }),
      film('one', 10, { universalAdId: 'X' }),
      film('same', 10, { universalAdId: 'X' }),
    ]);
    const publisher = { contingency: ['new', 'gone', 'over', 'one', 'same', 'one'] };
    expect(podOf(60, { catalogue, publisher })).toEqual(['one']);
  });

  it('know a film as all pods do: however its id is written, and not by what VAST writes where there is none', () => {
    const catalogue = catalogueOf([
      film('one', 10, { universalAdId: 'ad-id.org ABCD1234000H' }),
      film('same', 10, { universalAdId: 'Ad-ID.org abcd1234000h' }),
      film('other', 10, { universalAdId: 'unknown unknown' }),
      film('third', 10, { universalAdId: 'unknown unknown' }),
    ]);
    expect(podOf(60, { catalogue })).toEqual(['one', 'other', 'third']);
  });

  it('keep to the limits of the publisher and of the pod', () => {
    expect(podOf(65, { publisher: { maxAds: 1 } })).toEqual(['a']);
    expect(podOf(65, { pod: { requiredAdMs: [15_000, 20_000] } })).toEqual(['b', 'c']);
    expect(podOf(65, { pod: { maxAdMs: 20_000 } })).toEqual(['b', 'c']);
    expect(podOf(65, { pod: { requiredAdMs: [15_400, 19_600] } })).toEqual(['b', 'c']); // as near as films are to what they are called
    expect(podOf(14, { pod: { minMs: 1000 } })).toEqual([]);
    expect(podOf(65, { pod: { mimes: ['application/x-mpegurl'] } })).toEqual(['a', 'b', 'c']);
    expect(podOf(65, { pod: { mimes: ['video/mp4'] } })).toEqual([]);
    expect(podOf(65, { pod: { minMs: 66_000 } })).toEqual([]);
  });

  it('are worked out once for breaks that are alike, and anew for another catalogue', () => {
    const catalogue = { ...catalogueOf(), publishers: new Map([['default', aPublisher({ contingency: ['a', 'b'] })]]) };
    prepareContingency({ durationMs: 60_000, limits: { maxAds: 4 } }, catalogue);
    const ask = (whose: Pick<typeof catalogue, 'creatives'>) =>
      contingencyOffers(
        { kind: 'linear', durationMs: 60_000, pod: { maxAds: 4 } },
        catalogue.publishers.get('default')!,
        whose,
      );
    expect(ask(catalogue)).toBe(ask(catalogue));
    expect(ask(catalogueOf([film('a', 30)])).map(({ candidate }) => candidate.id)).toEqual(['contingency/a']);
  });

  it('are none for an overlay', () => {
    const publisher = aPublisher({ contingency: ['a'] });
    expect(contingencyOffers({ kind: 'overlay', durationMs: null }, publisher, catalogueOf())).toEqual([]);
  });
});
