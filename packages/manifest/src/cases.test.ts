import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endPlan, planStitch, readAdMedia, stitchWindow } from './index.js';
import type { AdMedia, Rendition } from './index.js';

interface StitchCase {
  readonly it: string;
  readonly rendition: Rendition;
  readonly break: { readonly startsAt: string; readonly endsAt: string };
  /** What is heard after the first refresh: the break's new end. */
  readonly endsAt?: string;
  /** Each a playlist under https://ads/. */
  readonly ads: Readonly<Record<string, readonly string[]>>;
  readonly refreshes: readonly { readonly in: readonly string[]; readonly out: readonly string[] }[];
}

const folder = new URL('../cases/exemplary/', import.meta.url);

function mediaOf(ads: StitchCase['ads']): readonly AdMedia[] {
  return Object.entries(ads).map(([id, lines]) => {
    const media = readAdMedia(id, { url: `https://ads/${id}/video.m3u8`, text: lines.join('\n') }, []);
    if ('error' in media) throw new Error(media.detail);
    return media;
  });
}

describe('exemplary windows', () => {
  it.each(readdirSync(folder))('%s', (file) => {
    const kase = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as StitchCase;
    const [startsAt, endsAt] = [Date.parse(kase.break.startsAt), Date.parse(kase.break.endsAt)];
    let plan = planStitch({ breakId: file, startsAt, endsAt, ads: mediaOf(kase.ads) });
    kase.refreshes.forEach((refresh, i) => {
      const result = stitchWindow([plan], kase.rendition, refresh.in.join('\n'));
      expect(result.text.trim().split('\n')).toEqual(refresh.out);
      plan = result.plans[0] ?? plan;
      if (i === 0 && kase.endsAt) plan = endPlan(plan, Date.parse(kase.endsAt), result.edge);
    });
  });
});
