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
