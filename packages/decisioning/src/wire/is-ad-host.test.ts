import { expect, it } from 'vitest';
import { isAdHost } from './is-ad-host.js';

const filed = (...urls: readonly string[]) => urls.map((url) => ({ type: 'application/vnd.apple.mpegurl', url }));

it('knows the hosts of the media and bidders that the catalogue has now, and those it was told', () => {
  const catalogue = (media: string) =>
    ({
      bidders: [{ url: 'http://10.0.0.7/bid' }],
      creatives: new Map([['c', { mediaFiles: filed(media, 'relative.m3u8') }]]),
      publishers: new Map([['p', { slate: filed('https://[fd00::8]/slate.m3u8') }]]),
    }) as never;
  let current = catalogue('http://10.0.0.8:8080/ad.m3u8');
  const isOurs = isAdHost(() => current, ['http://10.0.0.9/main.m3u8']);
  const hosts = ['10.0.0.7', '10.0.0.8', 'fd00::8', '10.0.0.9', '10.0.0.10', '169.254.169.254'];
  expect(hosts.map(isOurs)).toEqual([true, true, true, true, false, false]);
  current = catalogue('http://10.0.0.10/ad.m3u8');
  expect(hosts.map(isOurs)).toEqual([true, false, true, true, true, false]);
});
