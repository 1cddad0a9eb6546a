import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readMultivariant } from '@cutaway/manifest';
import { Complaint } from '../complaint.js';
import { hasOtherScheme } from '../has-other-scheme.js';
import type { Terminal } from '../terminal.js';
import { paint } from './paint.js';
import { choosePlaylists } from './choose-playlists.js';
import type { Happening } from './happening.js';
import { cannotInspect, judgeReply } from './judge-reply.js';
import { createSource, type ReadSource } from './read-source.js';
import { countSignals, hintsOf } from './summary.js';
import { watchHls } from './watch-hls.js';
import { watchMpd } from './watch-mpd.js';
import type { Reading, Watcher } from './watcher.js';
import { writeJson } from './write-json.js';
import { writeLine } from './write-line.js';

export interface InspectOptions {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly timeoutMs: number;
  /** null: until Ctrl-C or the end of the stream. */
  readonly forMs: number | null;
  readonly isOnce: boolean;
  readonly isAll: boolean;
  readonly isInbandRead: boolean;
  readonly showsRaw: boolean;
  readonly isJson: boolean;
}

/** Watches a stream and prints what comes. Throws a Complaint where it cannot be read at all. */
export async function inspectStream(target: string, options: InspectOptions, terminal: Terminal): Promise<void> {
  const stopping = new AbortController();
  const timer = options.forMs === null ? null : setTimeout(() => stopping.abort(), options.forMs);
  void terminal.stopped().then(() => stopping.abort());
  try {
    const read = createSource({ headers: options.headers, timeoutMs: options.timeoutMs, stop: stopping.signal });
    await watch(await openStream(target, read, options), options, { terminal, stop: stopping.signal });
  } catch (error) {
    // Stopped before the first answer: there is nothing to tell.
    if (!stopping.signal.aborted) throw error;
  } finally {
    if (timer) clearTimeout(timer);
  }
}

function urlOf(target: string): string {
  return /^(?:https?|file):\/\//i.test(target) ? target : pathToFileURL(resolve(target)).href;
}

/** Reads the URL once to learn what it is. */
async function openStream(target: string, read: ReadSource, { isAll, isInbandRead }: InspectOptions): Promise<Watcher> {
  const url = urlOf(target);
  if (hasOtherScheme(target) && !/^file:/i.test(target))
    throw new Complaint(cannotInspect(target, 'is no http, https or file URL'));
  const judged = judgeReply(await read(url));
  if (judged.type === 'refused') throw new Complaint(cannotInspect(target, judged.why));
  if (judged.came === 'mpd') return watchMpd(read, url);
  const multivariant = judged.came === 'multivariant' ? readMultivariant(judged.text) : null;
  const choice = multivariant
    ? choosePlaylists(multivariant, judged.reply.url, isAll)
    : { chosen: [{ name: 'playlist', about: '', url }], listed: 1 };
  return watchHls(read, { url, choice, isMultivariant: multivariant !== null, isAll, isInbandRead });
}

async function watch(
  watcher: Watcher,
  { isOnce, isJson, showsRaw }: InspectOptions,
  { terminal, stop }: { readonly terminal: Terminal; readonly stop: AbortSignal },
): Promise<void> {
  const beganAt = Date.now();
  let errors = 0;
  let last: Reading | null = null;
  const print = (happening: Happening, { time, originMs }: Reading): void => {
    if (isJson) return terminal.print(writeJson(happening, originMs));
    const line = writeLine(happening, { time, showsRaw });
    terminal.print(terminal.hasColours ? paint(line, happening.type) : line);
  };
  while (!stop.aborted) {
    const startedAt = Date.now();
    const reading = await watcher.read();
    // What a stop cut short is no error of the stream.
    if (stop.aborted && last) break;
    last = reading;
    for (const happening of reading.happenings) {
      if (happening.type === 'error') errors++;
      print(happening, reading);
    }
    if (isOnce || reading.isOver) break;
    await waitFor(startedAt + reading.waitMs - Date.now(), stop);
  }
  if (!last) return;
  const found = watcher.findings();
  const { rows, segments, heardMs, streamEnd } = found;
  const at = Date.now();
  const counted = { rows, segments, heardMs, streamEnd, signals: countSignals(found.known), hints: hintsOf(found) };
  print({ type: 'summary', at, errors, watchedMs: at - beganAt, ...counted }, last);
}

/** Waits so long, or until the stop. */
function waitFor(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.max(0, ms));
    stop.addEventListener('abort', done);
    if (stop.aborted) done();
  });
}
