import { expect, it } from 'vitest';
import { isBidderHost } from './is-bidder-host.js';

it('knows the hosts of the bidders that there are now, on whatever port', () => {
  let bidders = ['http://10.0.0.7:8080/bid', 'https://DSP.internal/bid', 'http://[fd00::7]/bid'].map((url) => ({
    url,
  }));
  const isOurs = isBidderHost(() => bidders);
  expect(['10.0.0.7', 'dsp.internal', 'fd00::7', '10.0.0.8', 'internal'].map(isOurs)).toEqual([
    ...[true, true, true, false, false],
  ]);
  bidders = [];
  expect(isOurs('10.0.0.7')).toBe(false);
});
