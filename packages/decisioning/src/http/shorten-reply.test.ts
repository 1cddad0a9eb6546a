import { joinBeacons, type Ad, type ShortReply, type Tracker } from '@cutaway/model';
import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { podBeaconUrls } from '../beacons/pod-beacon-url.js';
import { shortenReply } from './shorten-reply.js';

const urlOf = podBeaconUrls({ baseUrl: 'https://ads.example', token: 'x'.repeat(400), nonce: 'session-1' });
const EVENTS = ['impression', 'start', 'complete', 'error'] as const;
const own = (index: number): Tracker[] =>
  EVENTS.map((event) => ({ event, url: urlOf(index, event), level: 0, index: 0 }));
const anothers: Tracker = { event: 'impression', url: 'https://bidder.example/i', level: 0, index: 1 };
const placed = (name: string, trackers: readonly Tracker[]): Ad => ({ ...anAd(name), trackers });
const replyOf = (ads: readonly Ad[], alternates: readonly Ad[] = []) =>
  aReply(ads, {
    errorUrls: [urlOf(null, 'error')],
    ...(alternates.length > 0 && { alternates: alternates.map((ad, slot) => ({ slot, ad })) }),
  });

/** As the SDK reads it. */
function joined({ beacons, pod, alternates, ...reply }: ShortReply): unknown {
  const ads = pod.ads.map((ad) => joinBeacons(ad, beacons));
  const others = alternates?.map(({ slot, ad }) => ({ slot, ad: joinBeacons(ad, beacons) }));
  return { ...reply, pod: { ...pod, ads }, ...(others && { alternates: others }) };
}

describe('shortenReply', () => {
  it.each<[string, ReturnType<typeof replyOf>]>([
    ['our trackers', replyOf([placed('a', own(0)), placed('b', own(1))])],
    ['another’s trackers behind ours', replyOf([placed('a', [...own(0), anothers])])],
    ['another’s trackers alone', replyOf([placed('a', [anothers])])],
    ['no trackers', replyOf([placed('a', [])])],
    [
      'alternates, counted on behind the ads',
      replyOf([placed('a', own(0))], [placed('b', own(10)), placed('c', own(123))]),
    ],
    ['an event twice', replyOf([placed('a', [...own(0), ...own(0)])])],
    [
      'one of ours with an offset',
      replyOf([
        placed(
          'a',
          own(0).map((one) => ({ ...one, offset: { ms: 5 } })),
        ),
      ]),
    ],
    [
      'one of ours at another level',
      replyOf([
        placed(
          'a',
          own(0).map((one) => ({ ...one, level: 1 })),
        ),
      ]),
    ],
    [
      'two forms of one event',
      replyOf([
        placed('a', own(0)),
        placed(
          'b',
          own(1).map((one) => ({ ...one, url: `${one.url}&more` })),
        ),
      ]),
    ],
    [
      'ads of another pod',
      replyOf([
        placed(
          'a',
          own(0).map((one) => ({ ...one, url: one.url.replace('xx', 'yy') })),
        ),
      ]),
    ],
    ['no ad', replyOf([])],
    ['no address of its own', aReply([placed('a', own(0))])],
  ])('says the same of %s', (_what, reply) => {
    expect(joined(JSON.parse(JSON.stringify(shortenReply(reply))) as ShortReply)).toEqual(reply);
  });

  it('tells the token twice, whatever there is to beacon', () => {
    const short = JSON.stringify(
      shortenReply(replyOf([placed('a', own(0)), placed('b', own(1))], [placed('c', own(2))])),
    );
    expect(short.split('x'.repeat(400))).toHaveLength(3); // in the base, and where to say that the pod cannot be used
  });
});
