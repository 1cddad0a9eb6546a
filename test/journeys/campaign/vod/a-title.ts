import { vmapReader } from '@cutaway/core/vast';
import type { AdSessionOptions } from '@cutaway/core';
import { adPlaylists } from '@cutaway/testkit';
import { EPOCH, vod } from '../../a-vod.js';
import { aBreak, type FaultedBreak } from '../faulted-break.js';

export { EPOCH };
const SEGMENTS = 50;
const SEGMENT_MS = 1920;
/** Content of 96 s. */
const CONTENT_MS = SEGMENTS * SEGMENT_MS;
/** From its start: a pre-roll, three mid-rolls and a post-roll. */
const PLACES = [0, 12 * SEGMENT_MS, 24 * SEGMENT_MS, 36 * SEGMENT_MS, CONTENT_MS];
export const TITLE_BREAKS = PLACES.length;
export const ENDS_AT = EPOCH + CONTENT_MS;

/** Who places the breaks: a VMAP whose AdBreaks have tags of their own, markers in the stream, or the application. */
export const PLACED_BY = ['vmap', 'markers', 'application'] as const;
export type PlacedBy = (typeof PLACED_BY)[number];

/** A break of a title. When it comes is known once the viewer is near it: `acts` and `throws` count from there. */
export interface TitleBreak extends FaultedBreak {
  atMs: number;
  /** The viewer plays the title again once it has ended. */
  isAgain: boolean;
}

export function titleBreaks(): TitleBreak[] {
  return PLACES.map((place, n) => ({
    ...aBreak(n),
    ...{ atMs: 0, startsAt: EPOCH + place },
    position: n === 0 ? 'pre' : n === PLACES.length - 1 ? 'post' : null,
    isAgain: false,
  }));
}

/** Its playlist; markers tell mid-rolls only, since a splice has a time in content. */
export function titlePlaylist(by: PlacedBy): (rendition: 'hi' | 'audio') => string {
  const marked = by === 'markers' ? PLACES.slice(1, -1) : [];
  const texts = { hi: vod('hi', marked, SEGMENTS), audio: vod('audio', [], SEGMENTS) };
  return (rendition) => texts[rendition];
}

const clockOf = (ms: number): string =>
  `00:${String(Math.floor(ms / 60_000)).padStart(2, '0')}:${((ms % 60_000) / 1000).toFixed(3).padStart(6, '0')}`;
const offsets = PLACES.map((place, n) => (n === 0 ? 'start' : place === CONTENT_MS ? 'end' : clockOf(place)));

/** How the session comes to the breaks. */
export function titleSession(by: PlacedBy): Partial<AdSessionOptions> {
  const errorUrl = 'https://beacons.example/session/error?code=[ERRORCODE]';
  if (by === 'vmap') return { decision: { url: 'https://service.example/vmap', reader: vmapReader, errorUrl } };
  return { breaks: by === 'markers' ? offsets.filter((at) => !at.startsWith('00:')) : offsets };
}

const EVENTS = ['start', 'creativeView', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete', 'pause', 'resume'];
const beacon = (of: string, event: string): string => `<![CDATA[https://beacons.example/${of}/${event}]]>`;
const tracking = (of: string, events: readonly string[]): string =>
  `<TrackingEvents>${events.map((event) => `<Tracking event="${event}">${beacon(of, event)}</Tracking>`).join('')}</TrackingEvents>`;

export const TITLE_VMAP = `<VMAP version="1.0">${offsets
  .map(
    (at, n) => `<AdBreak timeOffset="${at}" breakType="linear" breakId="b${n}"><AdSource><AdTagURI templateType="vast4">
  <![CDATA[https://tag.example/b${n}]]></AdTagURI></AdSource>${tracking(`break-${n}`, ['breakStart', 'breakEnd'])}</AdBreak>`,
  )
  .join('')}</VMAP>`;

/** What the tag of a break answers: its pod. */
export function titleVast(names: readonly string[]): string {
  const ads = names.map((name, n) => {
    const file = (type: string, path: string): string => `<MediaFile delivery="streaming" type="${type}" width="480"
      height="270"><![CDATA[https://ads.example/ads/${name}${path}]]></MediaFile>`;
    return `<Ad id="${name}" sequence="${n + 1}"><InLine><AdTitle>${name}</AdTitle><Impression>${beacon(name, 'impression')}
      </Impression><Creatives><Creative><Linear><Duration>00:00:05.760</Duration>${tracking(name, EVENTS)}<MediaFiles>
      ${file('application/x-mpegURL', '/main.m3u8')}${file('video/mp4', '.mp4')}</MediaFiles></Linear></Creative></Creatives>
      </InLine></Ad>`;
  });
  return `<VAST version="4.2">${ads.join('')}</VAST>`;
}

/** The playlists of all ads, by URL. */
export const titleAds = (breaks: readonly TitleBreak[]): Readonly<Record<string, string>> =>
  Object.assign({}, ...breaks.flatMap(({ names }) => names.map((name) => adPlaylists(name)))) as Record<string, string>;
