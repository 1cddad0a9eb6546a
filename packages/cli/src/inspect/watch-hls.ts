import type { WallMs } from '@cutaway/model';
import { initialTimeline, serverNow, stepServerClock, type ServerClock, type Timeline } from '@cutaway/signals/time';
import { Complaint } from '../complaint.js';
import type { PlaylistChoice } from './choose-playlists.js';
import { createScheduleReader } from './follow-schedules.js';
import type { StreamTime } from './format-time.js';
import type { Happening } from './happening.js';
import { hearRound, initialHeard, type Round } from './hear-round.js';
import { createSegmentReader } from './hear-segments.js';
import { factsOfHls, spanOfHls } from './hls-facts.js';
import type { HlsOptions } from './hls-options.js';
import { cannotInspect, judgeReply } from './judge-reply.js';
import { hlsWaitMs } from './next-read.js';
import { hearPlaylist, watchPlaylist, type PlaylistTelling, type PlaylistWatch } from './playlist-watch.js';
import type { ReadSource } from './read-source.js';
import { tellDisagreements } from './tell-disagreements.js';
import type { Watcher } from './watcher.js';

/** Reads the chosen media playlists of an HLS stream, all of them at each reading. */
export function watchHls(read: ReadSource, options: HlsOptions): Watcher {
  const { choice, isInbandRead } = options;
  const watches = new Map(choice.chosen.map(({ url, name }) => [url, watchPlaylist(name)]));
  const readSchedules = createScheduleReader(read);
  const readSegments = createSegmentReader(read);
  let timeline: Timeline | null = null;
  let clock: ServerClock | null = null;
  let heard = initialHeard;
  let disagreements: ReadonlySet<string> = new Set();
  let failures = 0;
  let readAt: WallMs = 0;
  let causes = 0;
  let first: { readonly time: StreamTime; readonly originMs: number; readonly sequence: number } | null = null;
  const failing = new Set<string>();

  const lead = (): PlaylistWatch | undefined => [...watches.values()].find(({ media }) => media !== null);

  async function readAll() {
    const replies = await Promise.all(
      choice.chosen.map(async (one) => ({ one, judged: judgeReply(await read(one.url)) })),
    );
    const told: { one: PlaylistChoice; telling: PlaylistTelling; url: string }[] = [];
    const refused: { one: PlaylistChoice; why: string }[] = [];
    const at = Math.max(...replies.map(({ judged }) => judged.reply.heardAt));
    readAt = at;
    for (const { one, judged } of replies) {
      const watch = watches.get(one.url);
      if (!watch) continue;
      if (judged.type === 'refused') refused.push({ one, why: judged.why });
      else if (judged.came !== 'media') refused.push({ one, why: 'is no media playlist' });
      else {
        const { serverMs, sentAt, heardAt, url } = judged.reply;
        if (serverMs !== null) clock = stepServerClock(clock, { serverMs, resolutionMs: 1_000, sentAt, heardAt });
        timeline = timeline ?? initialTimeline(serverNow(clock, heardAt));
        const telling = hearPlaylist(watch, timeline, { url: one.url, text: judged.text, at });
        timeline = telling.timeline;
        watches.set(one.url, telling.watch);
        told.push({ one, telling, url });
      }
    }
    return { at, told, refused };
  }

  return {
    async read() {
      const { at, told, refused } = await readAll();
      const [failed] = refused;
      const leading = lead();
      if (!leading) throw new Complaint(cannotInspect(failed?.one.url ?? options.url, failed?.why ?? 'lists nothing'));
      failures = told.length > 0 ? 0 : failures + 1;
      const isChanged = told.some(({ telling }) => telling.isChanged);
      const waitMs = hlsWaitMs({ targetMs: leading.media?.targetDurationMs ?? 0, isChanged, failures });
      const happenings: Happening[] = refused.map(({ one, why }) => {
        failing.add(one.url);
        return { type: 'error', at, playlist: one.name, text: `it ${why}`, retryInMs: waitMs };
      });
      for (const { one, telling } of told) {
        if (failing.delete(one.url)) {
          happenings.push({ type: 'stream', at, state: 'recovered', playlist: one.name, text: 'can be read again' });
        }
        happenings.push(...telling.happenings);
      }
      const span = spanOfHls([...watches.values()], at);
      if (!first) {
        const time: StreamTime = span.isLive ? { by: 'clock' } : { by: 'offset', fromMs: span.from };
        first = { time, originMs: span.from, sequence: leading.media?.segments[0]?.sequence ?? 0 };
        const facts = factsOfHls(options, watches, span, serverNow(clock, at));
        happenings.unshift({ type: 'stream', at, state: 'watching', playlist: leading.name, text: options.url, facts });
      }
      const tellings: Round['tellings'][number][] = told.map(({ one, telling }) => {
        return { playlist: one.name, signals: telling.watch.signals, causes: telling.causes };
      });
      for (const { telling, url } of told) {
        if (telling.schedules.length === 0) continue;
        tellings.push({ playlist: 'schedule', ...(await readSchedules(telling.schedules, url)) });
      }
      const [leader] = told;
      if (isInbandRead && leader?.telling.watch.media) {
        const playlist = `segments of ${leader.one.name}`;
        tellings.push({ playlist, ...(await readSegments(leader.telling.watch.media, leader.url)) });
      }
      const round = hearRound(heard, { at, span, time: first.time, tellings });
      heard = round.heard;
      happenings.push(...round.happenings);
      causes += round.happenings.filter(({ type }) => type === 'cause').length;
      const other = tellDisagreements([...watches.values()], disagreements, at);
      disagreements = other.told;
      happenings.push(...other.happenings);
      return { happenings, waitMs, isOver: !span.isLive, time: first.time, originMs: first.originMs };
    },
    findings() {
      const all = [...watches.values()];
      const span = spanOfHls(all, readAt);
      const last = lead()?.media?.segments.at(-1)?.sequence ?? -1;
      return {
        ...{ known: heard.known, rows: [...heard.log.rows.values()], tags: all.map(({ tags }) => tags), causes },
        ...{
          hasDates: all.some(({ text }) => /^#EXT-X-PROGRAM-DATE-TIME/m.test(text)),
          isInbandRead,
          kind: 'HLS',
          inband: [],
        },
        isAll: options.isAll || choice.chosen.length === choice.listed,
        segments: Math.max(0, last - (first?.sequence ?? 0) + 1),
        heardMs: Math.max(0, span.to - (first?.originMs ?? span.to)),
        streamEnd: span.to,
      };
    },
  };
}
