import { resolveUri } from '@cutaway/model';
import { readMpdSignals, readMpdTiming, readUtcTimings, type MpdTiming } from '@cutaway/signals/dash';
import { parseServerDate, serverNow, stepServerClock, type ServerClock } from '@cutaway/signals/time';
import { Complaint } from '../complaint.js';
import type { StreamTime } from './format-time.js';
import type { Happening } from './happening.js';
import { hearRound, initialHeard } from './hear-round.js';
import { cannotInspect, judgeReply, type Judged } from './judge-reply.js';
import { factsOfMpd, spanOfMpd } from './mpd-facts.js';
import { mpdWaitMs } from './next-read.js';
import type { ReadSource } from './read-source.js';
import type { Watcher } from './watcher.js';

const NAME = 'MPD';

/** Reads an MPD again and again, from where it says. */
export function watchMpd(read: ReadSource, url: string): Watcher {
  let location = url;
  let clock: ServerClock | null = null;
  let isClockAsked = false;
  let heard = initialHeard;
  let failures = 0;
  let causes = 0;
  let timing: MpdTiming | null = null;
  let inband: readonly string[] = [];
  let first: { readonly time: StreamTime; readonly originMs: number } | null = null;
  let span = { isLive: false, from: 0, to: 0, viewAt: 0 };

  /** UTCTiming counts more than a Date header, which a cache may have written. */
  async function setClock({ text, reply }: Extract<Judged, { type: 'text' }>): Promise<void> {
    const { serverMs, sentAt, heardAt, url: base } = reply;
    if (!isClockAsked) {
      isClockAsked = true;
      for (const timing of readUtcTimings(text)) {
        if (timing.type === 'direct')
          clock = stepServerClock(null, { serverMs: timing.atMs, resolutionMs: 0, sentAt, heardAt });
        else {
          const answer = await read(resolveUri(timing.url, base));
          if (answer.type === 'failed') continue;
          const atMs =
            timing.type === 'head' ? answer.serverMs : parseServerDate(new TextDecoder().decode(answer.bytes));
          if (atMs === null) continue;
          const resolutionMs = timing.type === 'head' ? 1_000 : 0;
          clock = stepServerClock(null, {
            serverMs: atMs,
            resolutionMs,
            sentAt: answer.sentAt,
            heardAt: answer.heardAt,
          });
        }
        break;
      }
    }
    if (clock === null && serverMs !== null)
      clock = stepServerClock(null, { serverMs, resolutionMs: 1_000, sentAt, heardAt });
  }

  return {
    async read() {
      const judged = judgeReply(await read(location));
      const at = judged.reply.heardAt;
      if (judged.type === 'refused' || judged.came !== 'mpd') {
        const why = judged.type === 'refused' ? judged.why : 'is no MPD any more';
        if (!first) throw new Complaint(cannotInspect(location, why));
        failures++;
        const waitMs = mpdWaitMs(timing?.updateMs ?? null, failures);
        const error: Happening = { type: 'error', at, playlist: NAME, text: `it ${why}`, retryInMs: waitMs };
        location = url; // where Location led may be gone
        return { happenings: [error], waitMs, isOver: false, ...first };
      }
      const happenings: Happening[] = [];
      if (failures > 0) {
        happenings.push({ type: 'stream', at, state: 'recovered', playlist: NAME, text: 'can be read again' });
      }
      failures = 0;
      timing = readMpdTiming(judged.text);
      await setClock(judged);
      const said = readMpdSignals(judged.text);
      inband = said.inband.map(({ schemeIdUri }) => schemeIdUri);
      const wasLive = span.isLive;
      span = spanOfMpd(timing, said.signals, serverNow(clock, at));
      if (timing?.location) location = resolveUri(timing.location, judged.reply.url);
      if (!first) {
        first = { time: span.isLive ? { by: 'clock' } : { by: 'offset', fromMs: span.from }, originMs: span.from };
        const facts = factsOfMpd({ url, text: judged.text, span, timing, inband });
        happenings.push({ type: 'stream', at, state: 'watching', playlist: NAME, text: url, facts });
      } else if (wasLive && !span.isLive) {
        happenings.push({
          type: 'stream',
          at,
          state: 'ended',
          playlist: NAME,
          text: 'is static now: the stream has ended',
        });
      }
      const round = hearRound(heard, { at, span, time: first.time, tellings: [{ playlist: NAME, ...said }] });
      heard = round.heard;
      causes += round.happenings.filter(({ type }) => type === 'cause').length;
      happenings.push(...round.happenings);
      return { happenings, waitMs: mpdWaitMs(timing?.updateMs ?? null, 0), isOver: !span.isLive, ...first };
    },
    findings: () => ({
      ...{ known: heard.known, rows: [...heard.log.rows.values()], tags: [], causes, inband },
      ...{ hasDates: true, isInbandRead: false, kind: 'DASH', isAll: true },
      ...{ segments: 0, heardMs: Math.max(0, span.to - (first?.originMs ?? span.to)), streamEnd: span.to },
    }),
  };
}
