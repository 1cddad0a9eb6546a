import type { Drive } from './drive.js';
import { framesGoOn } from './content-steps.js';
import { told, type Told } from './recording.js';
import type { Step, Verdict } from './rule.js';
import type { AdMedia } from './subject.js';

/** An adapter answers by 3 s of its own choice; this is what a session can bear. */
const ANSWER_WITHIN_MS = 5000;
const FIRST_FRAME_MS = 150;
const AD_WITHIN_MS = 12_000;
const FREED_WITHIN_MS = 1000;
const VOLUME = 0.4;
const TOLD_AHEAD_MS = 200;
const HELD_MS = 600;

const steps: readonly Step[] = [
  {
    rule: 'An ad that is not there fails in time, and content goes on.',
    async run(drive) {
      prepare(drive, 'missing', drive.subject.ads.missing);
      const failed = await drive.fact('ad-failed', { since: 0, withinMs: ANSWER_WITHIN_MS, adInstanceId: 'missing' });
      return failed ? framesGoOn(drive) : `no ad-failed in ${ANSWER_WITHIN_MS} ms`;
    },
  },
  {
    rule: 'prepare-ad is answered with ad-ready in time, the ad unseen and content heard.',
    async run(drive) {
      const { stage } = drive.subject;
      if (stage) stage.content.volume = VOLUME;
      prepare(drive, 'first', drive.subject.ads.first);
      const failed = await prepared(drive, 'first', drive.subject.ads.first); // and again: it means nothing more
      if (failed !== null || !stage) return failed;
      const ads = stage.videos().filter((video) => video !== stage.content);
      if (ads.length !== 1) return `${ads.length} elements for one ad`;
      if (ads[0]?.style.visibility !== 'hidden' || !ads[0].paused) return 'the ad is seen, or plays';
      return stage.content.muted || stage.content.volume !== VOLUME ? 'the content is not as loud as it was' : null;
    },
  },
  {
    rule: 'show-ad begins with the first frame of the ad, and content runs on, muted.',
    async run(drive) {
      const wrong = await show(drive, 'first');
      if (wrong !== null) return wrong;
      const { stage } = drive.subject;
      if (stage && !stage.content.muted) return 'the content is not muted';
      if (stage && stage.videos().every((video) => video === stage.content || video.style.visibility === 'hidden'))
        return 'the ad is not seen';
      return framesGoOn(drive);
    },
  },
  {
    rule: 'pause and play reach the ad on the screen.',
    async run(drive) {
      const state = (since: number, wanted: 'paused' | 'playing') =>
        drive.until(
          () => told(drive.entries.slice(since), 'ad-play-state').some((fact) => fact.state === wanted),
          2000,
        );
      const since = drive.entries.length;
      drive.run({ type: 'pause' });
      if (!(await state(since, 'paused'))) return 'no ad-play-state paused';
      await drive.wait(200);
      const still = drive.entries.length;
      await drive.wait(300);
      const moved = told(drive.entries.slice(still), 'ad-frame').length > 0;
      const again = drive.entries.length;
      drive.run({ type: 'play' });
      if (moved) return 'the ad went on while paused';
      if (!(await state(again, 'playing'))) return 'no ad-play-state playing';
      return (await drive.fact('ad-frame', { since: again, withinMs: 2000 })) ? null : 'no ad-frame after play';
    },
  },
  {
    rule: 'An ad that is played to its end is told to have ended.',
    async run(drive) {
      const wrong = await prepared(drive, 'second', drive.subject.ads.second);
      if (wrong !== null) return wrong;
      const ended = await drive.fact('ad-ended', { since: 0, withinMs: AD_WITHIN_MS, adInstanceId: 'first' });
      return ended ? null : `no ad-ended in ${AD_WITHIN_MS} ms`;
    },
  },
  {
    rule: 'The next ad takes the place of the one on the screen.',
    async run(drive) {
      const wrong = await show(drive, 'second');
      if (wrong !== null) return wrong;
      await drive.wait(500);
      const { stage } = drive.subject;
      if (stage && stage.videos().length !== 2) return `${stage.videos().length} videos, expected content and one ad`;
      return stage && !stage.content.muted ? 'the content is heard' : null;
    },
  },
  {
    rule: 'show-content brings picture, volume and mute back, and frees every ad.',
    async run(drive) {
      drive.run({ type: 'show-content' });
      const { stage } = drive.subject;
      if (stage) {
        if (!(await drive.until(() => stage.videos().length === 1, FREED_WITHIN_MS))) return 'an element is left';
        if (stage.content.muted || stage.content.volume !== VOLUME) return 'the content is not as loud as it was';
      }
      await drive.wait(400);
      return framesGoOn(drive);
    },
  },
  {
    rule: 'drop-ad frees the ad.',
    async run(drive) {
      const wrong = await prepared(drive, 'dropped', drive.subject.ads.first);
      if (wrong !== null) return wrong;
      drive.run({ type: 'drop-ad', adInstanceId: 'dropped' });
      drive.run({ type: 'show-ad', adInstanceId: 'dropped' });
      await drive.wait(300);
      const { stage } = drive.subject;
      return stage && stage.videos().length !== 1 ? 'its element is left' : framesGoOn(drive);
    },
  },
  {
    rule: 'An ad that is told ahead waits with a viewer who holds content before it.',
    async run(drive) {
      const wrong = await prepared(drive, 'ahead', drive.subject.ads.first);
      return wrong ?? waitsWithViewer(drive, 'ahead');
    },
  },
];

/** Two ads in elements of their own, in order, and one that is not there. */
export const adSteps: readonly Step[] = steps.map((step) => ({ ...step, needs: ['second element'] }));

type PreparedMedia = AdMedia & { readonly reattach?: true };

function prepare(drive: Drive, adInstanceId: string, ad: PreparedMedia): void {
  drive.run({ type: 'prepare-ad', adInstanceId, ...ad });
}

/** Prepares an ad, and waits until it is ready. */
export async function prepared(drive: Drive, adInstanceId: string, ad: PreparedMedia): Promise<Verdict> {
  prepare(drive, adInstanceId, ad);
  const answer = await drive.until(
    () =>
      [...told(drive.entries, 'ad-ready'), ...told(drive.entries, 'ad-failed')].find(
        (fact: Told<'ad-ready'> | Told<'ad-failed'>) => fact.adInstanceId === adInstanceId,
      ),
    ANSWER_WITHIN_MS,
  );
  if (!answer) return `no answer for ${ad.url} in ${ANSWER_WITHIN_MS} ms`;
  return answer.type === 'ad-failed' ? `${answer.error}: ${answer.detail}` : null;
}

/** Tells an ad that is ready ahead, holds content until it would have come, and lets both go on. Content has the screen again afterwards. */
export async function waitsWithViewer(drive: Drive, adInstanceId: string): Promise<Verdict> {
  const since = drive.entries.length;
  drive.run({ type: 'show-ad', adInstanceId, inMs: TOLD_AHEAD_MS });
  drive.run({ type: 'pause' });
  await drive.wait(TOLD_AHEAD_MS + HELD_MS);
  const isHeld = told(drive.entries.slice(since), 'ad-frame').length === 0;
  drive.run({ type: 'play' });
  const frame = await drive.fact('ad-frame', { since, withinMs: 3000, adInstanceId });
  drive.run({ type: 'show-content' });
  if (!isHeld) return 'it came while content was held';
  return frame ? framesGoOn(drive) : 'no ad-frame in 3000 ms after play';
}

/** Shows an ad that is ready, and waits for its first frame. */
export async function show(drive: Drive, adInstanceId: string): Promise<Verdict> {
  const since = drive.entries.length;
  drive.run({ type: 'show-ad', adInstanceId });
  const frame = await drive.fact('ad-frame', { since, withinMs: 3000, adInstanceId });
  if (!frame) return 'no ad-frame in 3000 ms';
  return frame.adMs <= FIRST_FRAME_MS ? null : `its first frame is ${frame.adMs.toFixed(0)} ms into it`;
}
