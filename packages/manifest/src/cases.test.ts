import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  endPlan,
  planInsert,
  planStitch,
  readAdMedia,
  readMediaPlaylist,
  settleInserts,
  stitchVod,
  stitchWindow,
} from './index.js';
import type { AdMedia, InsertPlan, Rendition } from './index.js';

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

interface VodCase extends Pick<StitchCase, 'it' | 'rendition' | 'ads'> {
  readonly breaks: readonly { readonly at: string; readonly ads: readonly string[] }[];
  readonly in: readonly string[];
  readonly out: readonly string[];
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

const vodFolder = new URL('../cases/vod/', import.meta.url);

describe('exemplary VOD playlists', () => {
  it.each(readdirSync(vodFolder))('%s', (file) => {
    const kase = JSON.parse(readFileSync(new URL(file, vodFolder), 'utf8')) as VodCase;
    const media = mediaOf(kase.ads);
    const plans = kase.breaks.reduce<readonly InsertPlan[]>((before, { at, ads: names }, n) => {
      const ads = media.filter(({ adInstanceId }) => names.includes(adInstanceId));
      return [...before, planInsert({ breakId: `b${n}`, at: Date.parse(at), ads }, before)];
    }, []);
    const playlist = readMediaPlaylist(kase.in.join('\n'));
    if (!playlist) throw new Error(`${file}: not a media playlist`);
    const text = stitchVod(settleInserts(plans, playlist), kase.rendition, playlist);
    expect(text.trim().split('\n')).toEqual(kase.out);
  });
});
