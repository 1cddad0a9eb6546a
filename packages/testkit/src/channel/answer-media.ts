import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerError, answerFile, answerText, type Answer } from './answer.js';
import { listBreaks } from './list-breaks.js';
import { liveSegment, type ChannelMedia } from './load-media.js';
import type { Desk } from './operate-channel.js';
import { writeAssetList } from './write-asset-list.js';
import { writeLiveMpd } from './write-live-mpd.js';
import { liveEdgeMs, writeLivePlaylist, type Rendition } from './write-live-playlist.js';
import { writeVodPlaylist } from './write-vod-playlist.js';

/** What the origin answers from. */
export interface Origin {
  readonly media: ChannelMedia;
  readonly desk: Desk;
  readonly mounts: Readonly<Record<string, string>>;
  readonly url: string;
}

/** Answers one GET of programme, ads, asset lists and mounted folders at a moment. */
export async function answerMedia(origin: Origin, path: string, nowMs: number): Promise<Answer> {
  for (const [prefix, dir] of Object.entries(origin.mounts)) {
    const folder = prefix.endsWith('/') ? prefix : `${prefix}/`;
    if (`${path}/` === folder || path.startsWith(folder)) return answerFile(dir, path.slice(folder.length));
  }
  const { dir } = origin.media;
  const live = /^\/live\/(?:(hi|lo|audio)\.m3u8|(hi|lo|audio)\/(init|\d+)\.(?:mp4|m4s))$/.exec(path);
  if (live?.[1] !== undefined) return answerLivePlaylist(origin, path, live[1] as Rendition, nowMs);
  if (live !== null) return answerLiveSegment(origin, live[2] as Rendition, live[3] ?? '', nowMs);
  if (path === '/live/main.mpd') {
    return answerText(path, writeLiveMpd(origin.desk.state().plan, origin.desk.controls, nowMs));
  }
  if (path === '/live/main.m3u8') return answerFile(join(dir, 'content'), 'main.m3u8');
  if (/^\/vod\/(hi|lo|audio)\.m3u8$/.test(path)) {
    const text = await readFile(join(dir, 'content', path.slice('/vod/'.length)), 'utf8');
    return answerText(path, writeVodPlaylist(text, origin.desk.state().plan.vodBreaks));
  }
  if (path.startsWith('/vod/')) return answerFile(join(dir, 'content'), path.slice('/vod/'.length));
  if (path.startsWith('/ads/') || path.startsWith('/overlay.')) return answerFile(dir, path.slice(1));
  const list = /^\/asset-list\/([\w-]+)\.json$/.exec(path);
  if (list?.[1] !== undefined) return answerAssetList(origin, path, list[1], nowMs);
  return answerError(404, `Cannot serve ${path}: the channel has no such path`);
}

function answerLivePlaylist({ desk }: Origin, path: string, rendition: Rendition, nowMs: number): Answer {
  return answerText(path, writeLivePlaylist(desk.state().plan, desk.controls, rendition, nowMs));
}

function answerLiveSegment({ media, desk }: Origin, rendition: Rendition, name: string, nowMs: number): Answer {
  const track = media.tracks[rendition];
  if (name === 'init') return { status: 200, type: 'video/mp4', body: track.init };
  const { plan } = desk.state();
  const n = Number(name);
  if (n >= liveEdgeMs(plan, nowMs) / plan.segmentMs) {
    return answerError(404, `Cannot serve segment ${n}: it is not complete yet, expected one before the live edge`);
  }
  return { status: 200, type: 'video/mp4', body: liveSegment(track, n, plan.segmentMs / media.segmentMs) };
}

async function answerAssetList({ media, desk, url }: Origin, path: string, id: string, nowMs: number): Promise<Answer> {
  const { plan } = desk.state();
  const untilMs = liveEdgeMs(plan, nowMs) + plan.announceLeadMs + 20 * plan.segmentMs;
  const brk = listBreaks(plan, desk.controls, 0, untilMs).find((candidate) => candidate.id === id);
  if (brk === undefined) return answerError(404, `Cannot list ads: break ${id} is unknown, expected an announced one`);
  return answerText(path, await writeAssetList(plan.assets, brk, media.dir, url));
}
