import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMediaDir } from './load-media.js';
import { readTimescales } from './retime.js';
import { readFragments } from './sample-durations.js';

const MEDIA = findMediaDir();
const ADS = [
  { name: 'ad-red', seconds: 5.76 },
  { name: 'ad-green', seconds: 5.76 },
  { name: 'ad-yellow', seconds: 3.84 },
];

/** Start and length of one rendition in seconds, from its samples, after a check that its segments leave no gap. */
function measure(dir: string, name: string): { startsAt: number; lasts: number } {
  const [timescale] = [...readTimescales(readFileSync(join(MEDIA, dir, `${name}-init.mp4`))).values()];
  if (timescale === undefined) throw new Error('no track');
  const files = readdirSync(join(MEDIA, dir)).filter((file) => file.startsWith(`${name}-`) && file.endsWith('.m4s'));
  const fragments = files.sort().flatMap((file) => readFragments(readFileSync(join(MEDIA, dir, file))));
  let at = fragments[0]?.decodeTime ?? -1;
  const startsAt = at / timescale;
  for (const { decodeTime, ticks } of fragments) {
    expect(decodeTime).toBe(at);
    at += ticks;
  }
  return { startsAt, lasts: at / timescale };
}

describe('the committed media', () => {
  it('has a programme whose pictures and sound all start at 0 and last 46.08 s to the sample', () => {
    for (const name of ['hi', 'lo', 'audio']) expect(measure('content', name)).toEqual({ startsAt: 0, lasts: 46.08 });
  });

  it.each(ADS)('$name: both pictures and the exact sound start at 0 and last $seconds s to the sample', (ad) => {
    for (const name of ['hi', 'lo']) {
      expect(measure(`ads/${ad.name}/video`, name)).toEqual({ startsAt: 0, lasts: ad.seconds });
    }
    expect(measure(`ads/${ad.name}/exact`, 'audio')).toEqual({ startsAt: 0, lasts: ad.seconds });
  });

  it.each(ADS)('$name: the long sound is 37 ms longer, the short one 49 ms shorter', (ad) => {
    expect(measure(`ads/${ad.name}/long`, 'audio').lasts).toBeCloseTo(ad.seconds + 0.037, 6);
    expect(measure(`ads/${ad.name}/short`, 'audio').lasts).toBeCloseTo(ad.seconds - 0.049, 6);
  });

  it.each(ADS)('$name: sound and picture have as many segments in each encoding', (ad) => {
    const count = (dir: string, name: string) =>
      readdirSync(join(MEDIA, 'ads', ad.name, dir)).filter((file) => file.startsWith(`${name}-0`)).length;
    for (const dir of ['exact', 'long', 'short']) expect(count(dir, 'audio')).toBe(count('video', 'hi'));
  });

  it('has no edit list and carries its audio config', () => {
    for (const file of ['content/audio-init.mp4', 'ads/ad-red/exact/audio-init.mp4', 'ads/ad-red/exact.mp4']) {
      const text = readFileSync(join(MEDIA, file)).toString('latin1');
      expect(text).not.toContain('elst');
      // DecoderSpecificInfo of two bytes: AAC-LC, 48 kHz, mono (ISO/IEC 14496-3 §1.6.2.1)
      expect(text).toMatch(/\x05\x80\x80\x80\x02\x11\x88/);
    }
  });

  it('weighs less than 3 MB', () => {
    const files = readdirSync(MEDIA, { recursive: true }).map((file) => statSync(join(MEDIA, String(file))));
    const bytes = files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
    expect(bytes).toBeLessThan(3_000_000);
  });
});
