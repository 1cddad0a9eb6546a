import { isMarked } from './mark-segments.js';
import { told } from './recording.js';
import type { Drive } from './drive.js';
import type { Step, Verdict } from './rule.js';

const START_WITHIN_MS = 10_000;
const RENDITION_WITHIN_MS = 3000;
const SEGMENT_MS = 2000;
const BACK_MS = 4000;

/** From a player that loads nothing to one that plays, and what is done to content. */
export const contentSteps: readonly Step[] = [
  {
    rule: 'A command before connect changes nothing.',
    run({ subject: { port } }) {
      for (const type of ['show-content', 'pause', 'reload-content'] as const) port.run({ type });
      return null;
    },
  },
  {
    rule: 'A second connect is refused while the first one lasts.',
    run(drive) {
      drive.connect();
      try {
        drive.subject.port.connect({
          tell: () => undefined,
          playlist: ({ text }) => text,
          mendSegment: (bytes) => bytes,
          spareSegment: () => null,
          soundShiftMs: () => null,
        });
      } catch {
        return null;
      }
      return 'connect did not throw';
    },
  },
  {
    rule: 'Frames and the play state are told once the player plays.',
    async run(drive) {
      await drive.subject.start();
      const how = { since: 0, withinMs: START_WITHIN_MS };
      if (!(await drive.fact('content-frame', how))) return `no content-frame in ${START_WITHIN_MS} ms`;
      const isPlaying = (): boolean => told(drive.entries, 'play-state').some(({ state }) => state === 'playing');
      if (!(await drive.until(isPlaying, 2000))) return 'no play-state playing';
      await drive.wait(2000);
      return null;
    },
  },
  {
    rule: 'The rendition is told once content plays, and the playhead lies in its seekable range.',
    async run(drive) {
      const isAround = ([from, to]: readonly [number, number]): boolean => {
        const [last] = told(drive.entries, 'content-frame').slice(-1);
        return !!last && from <= last.programMs && last.programMs <= to + segmentMs(drive);
      };
      const found = await drive.until(
        () =>
          told(drive.entries, 'rendition').some(({ variant, seekable }) => variant && seekable && isAround(seekable)),
        RENDITION_WITHIN_MS,
      );
      if (found) return null;
      const [fact] = told(drive.entries, 'rendition').slice(-1);
      return `in ${RENDITION_WITHIN_MS} ms: ${JSON.stringify(fact ?? 'no rendition')}`;
    },
  },
  {
    rule: 'Each media playlist is handed to the host first, and its answer is what is played.',
    needs: ['playlists'],
    run(drive) {
      const playlists = drive.entries.flatMap((entry) => (entry.type === 'playlist' ? [entry.loaded] : []));
      const odd = playlists.find(({ url, text }) => !/^[a-z]+:/i.test(url) || !text.startsWith('#EXTM3U'));
      if (playlists.length === 0) return 'no playlist was handed to the host';
      if (odd) return `not a playlist with an absolute URL: ${odd.url}`;
      const frame = told(drive.entries, 'content-frame').find(({ uri }) => uri === undefined || !isMarked(uri));
      return frame ? `a frame is from ${frame.uri ?? 'a segment of no URI'}, which the answer did not list` : null;
    },
  },
  {
    rule: 'Commands that mean nothing change nothing.',
    async run(drive) {
      const since = drive.entries.length;
      drive.run({ type: 'play' });
      for (const type of ['show-ad', 'drop-ad'] as const) drive.run({ type, adInstanceId: 'never prepared' });
      drive.run({ type: 'show-content' });
      drive.run({ type: 'measure-visibility', on: false });
      await drive.wait(500);
      const odd = drive.entries
        .slice(since)
        .find(
          ({ type, ...entry }) =>
            type === 'fact' && 'fact' in entry && !/^(content-frame|latency|quality|rendition)$/.test(entry.fact.type),
        );
      if (odd?.type === 'fact') return `${odd.fact.type} was told`;
      return framesGoOn(drive);
    },
  },
  {
    rule: 'A host that throws costs neither a frame nor a playlist.',
    async run(drive) {
      drive.throwing = true;
      const since = drive.entries.length;
      const hasAsked = (): boolean => drive.entries.slice(since).some(({ type }) => type === 'playlist');
      if (drive.subject.port.abilities.rewritesPlaylists) await drive.until(hasAsked, 2 * segmentMs(drive));
      await drive.wait(500);
      drive.throwing = false;
      return framesGoOn(drive);
    },
  },
  {
    rule: 'seek-program goes to the programme time, within a segment.',
    async run(drive) {
      const frames = told(drive.entries, 'content-frame');
      const from = frames[frames.length - 1]?.programMs ?? 0;
      const first = frames[0]?.programMs ?? 0;
      const programMs = Math.max(from - BACK_MS, first);
      const since = drive.entries.length;
      drive.run({ type: 'seek-program', programMs });
      const isThere = (at: number): boolean => Math.abs(at - programMs) <= segmentMs(drive) && at < from;
      const landed = await drive.until(
        () => told(drive.entries.slice(since), 'content-frame').find((frame) => isThere(frame.programMs)),
        4000,
      );
      return landed ? framesGoOn(drive) : `no frame within a segment of ${programMs}, from ${from}`;
    },
  },
  {
    rule: 'rate changes how fast content plays, and the frames tell it.',
    async run(drive) {
      const since = drive.entries.length;
      drive.run({ type: 'rate', rate: 1.05 });
      const isTold = await drive.until(
        () => told(drive.entries.slice(since), 'content-frame').find(({ rate }) => rate === 1.05),
        2000,
      );
      drive.run({ type: 'rate', rate: 1 });
      return isTold ? framesGoOn(drive) : 'no frame at the rate 1.05';
    },
  },
  {
    rule: 'pause and play stop the content and let it go on, and both are told.',
    async run(drive) {
      const pausedSince = drive.entries.length;
      drive.run({ type: 'pause' });
      if (!(await untilState(drive, pausedSince, 'paused'))) return 'no play-state paused';
      await drive.wait(200);
      const still = drive.entries.length;
      await drive.wait(400);
      if (told(drive.entries.slice(still), 'content-frame').length > 0) return 'frames were told while paused';
      const playedSince = drive.entries.length;
      drive.run({ type: 'play' });
      if (!(await untilState(drive, playedSince, 'playing'))) return 'no play-state playing';
      return framesGoOn(drive);
    },
  },
  {
    rule: 'Visibility is told soon after it is asked for.',
    async run(drive) {
      const since = drive.entries.length;
      drive.run({ type: 'measure-visibility', on: true });
      const seen = await drive.fact('visibility', { since, withinMs: 2000 });
      drive.run({ type: 'measure-visibility', on: false });
      return seen ? null : 'no visibility in 2000 ms';
    },
  },
];

export const reloadStep: Step = {
  rule: 'reload-content brings frames again.',
  async run(drive) {
    drive.run({ type: 'reload-content' });
    await drive.wait(1000);
    return framesGoOn(drive);
  },
};

/** Two frames more, of different media times. */
export async function framesGoOn(drive: Drive, withinMs = 5000): Promise<Verdict> {
  const since = drive.entries.length;
  const hasMoved = (): boolean =>
    new Set(told(drive.entries.slice(since), 'content-frame').map(({ mediaMs }) => mediaMs)).size > 1;
  return (await drive.until(hasMoved, withinMs)) ? null : `content frames did not go on in ${withinMs} ms`;
}

const segmentMs = ({ subject }: Drive): number => subject.segmentMs ?? SEGMENT_MS;

function untilState(drive: Drive, since: number, state: 'paused' | 'playing'): Promise<boolean | null> {
  return drive.until(() => told(drive.entries.slice(since), 'play-state').some((fact) => fact.state === state), 2000);
}
