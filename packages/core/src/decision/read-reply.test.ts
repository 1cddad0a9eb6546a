import { anAd, anOverlay, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { readReply } from './read-reply.js';

const ad = anAd('one');
const withAd = (change: object): string => JSON.stringify(aReply([{ ...ad, ...change }]));

describe('readReply', () => {
  it('gives the reply of a service that keeps to the protocol', () => {
    const reply = aReply([ad, anOverlay('banner')]);
    expect(readReply(JSON.stringify(reply))).toEqual(reply);
  });

  it('joins the addresses of beacons that are told in short, of ads and of those that may stand in', () => {
    const beacons = { base: 'https://ads.example/b/t/', tails: { start: 'st' } };
    const short = (name: string, at: string) => ({ ...anAd(name), trackers: [], beacons: { at, events: ['start'] } });
    const full = (name: string, at: string) => ({
      ...anAd(name),
      trackers: [{ event: 'start', url: `https://ads.example/b/t/${at}st`, level: 0, index: 0 }],
    });
    const { pod, ...reply } = aReply([]);
    const told = {
      ...{ ...reply, beacons, pod: { ...pod, ads: [short('one', '0')] } },
      alternates: [{ slot: 0, ad: short('two', '1') }],
    };
    expect(readReply(JSON.stringify(told))).toEqual({
      ...{ ...reply, pod: { ...pod, ads: [full('one', '0')] } },
      alternates: [{ slot: 0, ad: full('two', '1') }],
    });

    const tails = { complete: 'q4' };
    expect(readReply(JSON.stringify({ ...told, beacons: { ...beacons, tails } }))).toBe(
      'reply.pod.ads[0].beacons is missing or not as expected',
    );
    const ignored: string[] = [];
    const standInUntold = { ...told, pod, beacons: { ...beacons, tails } };
    expect(readReply(JSON.stringify(standInUntold), (fault) => ignored.push(fault))).toEqual({
      ...reply,
      pod,
      alternates: [],
    });
    expect(ignored).toEqual(['reply.alternates is not as expected']);
  });

  it('takes a reply without stitched and errorUrls as one with none', () => {
    const { protocol, pod } = aReply([]);
    expect(readReply(JSON.stringify({ protocol, pod }))).toMatchObject({ stitched: null, errorUrls: [] });
    expect(readReply(JSON.stringify({ protocol, pod, errorUrls: null }))).toMatchObject({ errorUrls: [] });
  });

  it.each([
    ['<VAST/>', 'the answer is not JSON'],
    ['null', 'reply is missing or not as expected'],
    ['[]', 'reply.protocol is missing or not as expected'],
    [JSON.stringify({ ...aReply([]), protocol: 2 }), 'reply.protocol is missing or not as expected'],
    [JSON.stringify({ ...aReply([]), pod: { id: 'p' } }), 'reply.pod.beaconedBy is missing or not as expected'],
    [JSON.stringify(aReply([ad, ad])), 'two ads have the same adInstanceId'],
    [JSON.stringify(aReply([], { errorUrls: [''] })), 'reply.errorUrls[0] is missing or not as expected'],
    [withAd({ adInstanceId: '' }), 'reply.pod.ads[0].adInstanceId is missing or not as expected'],
    [withAd({ durationMs: -1 }), 'reply.pod.ads[0].durationMs is missing or not as expected'],
    [withAd({ durationMs: '5' }), 'reply.pod.ads[0].durationMs is missing or not as expected'],
    [withAd({ mediaFiles: [{ url: 'x' }] }), 'reply.pod.ads[0].mediaFiles[0].type is missing or not as expected'],
    [
      withAd({ trackers: [{ event: 'start', url: 'u', level: 0 }] }),
      'reply.pod.ads[0].trackers[0].index is missing or not as expected',
    ],
    [withAd({ nonLinear: { imageUrl: 'x' } }), 'reply.pod.ads[0].nonLinear.durationMs is missing or not as expected'],
  ])('says of %s: %s', (text, fault) => {
    expect(readReply(text)).toBe(fault);
  });

  it('refuses spans without a place', () => {
    const stitched = [{ adInstanceId: 'one', durationMs: 5000 }];
    expect(readReply(JSON.stringify({ ...aReply([ad]), stitched }))).toContain('reply.stitched[0].startsAt');
  });
});
