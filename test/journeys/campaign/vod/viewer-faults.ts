import { between } from '../chance.js';
import type { Fault } from '../faults.js';
import { POD_MS } from '../faulted-break.js';
import { EPOCH, ENDS_AT, type TitleBreak } from './a-title.js';
import type { Stage } from '../../stage.js';
import { placeOf } from './watch-title.js';

/** A place that the viewer can seek to. */
const inContent = (programMs: number): number => Math.min(ENDS_AT - 200, Math.max(EPOCH, programMs));
const seek = (stage: Stage, programMs: number): void => stage.player.seek(inContent(programMs));

/** The frame on the screen, where it is one of an ad in content's timeline. */
const adFrame = ({ player }: Stage) => player.frames.slice(-1).find(({ what }) => /\/ads\//.test(what));

/** To the other ad of the pod that he is in, at the same second of it; in content where that lies beneath, or the pod has no other. */
function moveInPod(stage: Stage, adMs: number): void {
  const frame = adFrame(stage);
  const isFirst = !!frame?.what.includes('-one/');
  const [, one = ''] = /(\/ads\/[^/]+)-(?:one|two)\//.exec(frame?.what ?? '') ?? [];
  const hasOther = stage.player.audio().includes(`${one}-${isFirst ? 'two' : 'one'}/`);
  if (!frame || !hasOther) return seek(stage, placeOf(stage.player) + adMs);
  stage.player.seek(frame.programMs + (isFirst ? 5760 : -5760));
}

const viewer = (name: string, put: Fault<TitleBreak>['put']): Fault<TitleBreak> => ({ name: `viewer: ${name}`, put });

/** What only the viewer of a title does: his times count from when the break comes. */
export const VIEWER_FAULTS: readonly Fault<TitleBreak>[] = [
  viewer('seeks over the break', (brk, chance) => {
    const byMs = between(chance, 500, 18_000);
    brk.acts.push({ atMs: -between(chance, 0, 9000), act: (stage) => seek(stage, brk.startsAt + byMs) });
  }),
  viewer('seeks over several breaks', (brk, chance) => {
    const byMs = between(chance, 24_000, 60_000);
    brk.acts.push({ atMs: -between(chance, 0, 9000), act: (stage) => seek(stage, brk.startsAt + byMs) });
  }),
  viewer('seeks close to the break', (brk, chance) => {
    const toMs = between(chance, -2000, 300);
    brk.acts.push({ atMs: -between(chance, 2500, 9500), act: (stage) => seek(stage, brk.startsAt + toMs) });
  }),
  viewer('seeks ahead in the break', (brk, chance) => {
    const byMs = between(chance, 1500, 30_000);
    brk.acts.push({ atMs: between(chance, 100, POD_MS), act: (stage) => seek(stage, placeOf(stage.player) + byMs) });
  }),
  viewer('seeks back out of the break', (brk, chance) => {
    const byMs = between(chance, 1500, 12_000);
    brk.acts.push({ atMs: between(chance, 100, POD_MS), act: (stage) => seek(stage, placeOf(stage.player) - byMs) });
  }),
  viewer('seeks back and forth in the break', (brk, chance) => {
    for (let atMs = between(chance, 100, 6000); atMs < POD_MS; atMs += between(chance, 300, 4000)) {
      const byMs = between(chance, -4000, 4000);
      brk.acts.push({ atMs, act: (stage) => moveInPod(stage, byMs) });
    }
  }),
  viewer('seeks back into what he has watched', (brk, chance) => {
    const beforeMs = between(chance, 200, 4000);
    brk.acts.push({
      atMs: POD_MS + between(chance, 1500, 8000),
      act(stage) {
        const seen = stage.player.frames.filter(({ what }) => brk.names.some((name) => what.includes(`/${name}/`)));
        const into = chance() < 0.5 ? seen[Math.floor(chance() * seen.length)] : undefined;
        if (into) stage.player.seek(into.programMs);
        else seek(stage, brk.startsAt - beforeMs);
      },
    });
  }),
  viewer('scrubs to and fro while the break is prepared', (brk, chance) => {
    let atMs = -between(chance, 4000, 9000);
    for (let left = between(chance, 2, 6); left > 0; left--) {
      const toMs = between(chance, -12_000, 8000);
      brk.acts.push({ atMs, act: (stage) => seek(stage, brk.startsAt + toMs) });
      atMs += between(chance, 80, 1500);
    }
  }),
  viewer('seeks to the end', (brk, chance) => {
    const beforeMs = between(chance, 200, 3000);
    brk.acts.push({ atMs: between(chance, -9000, POD_MS + 8000), act: (stage) => seek(stage, ENDS_AT - beforeMs) });
  }),
  viewer('pauses for long', (brk, chance) => {
    const fromMs = between(chance, -6000, POD_MS);
    brk.acts.push({ atMs: fromMs, act: ({ player }) => player.pause() });
    brk.acts.push({ atMs: fromMs + between(chance, 30_000, 90_000), act: ({ player }) => player.play() });
  }),
  viewer('pauses, seeks over the break, and plays', (brk, chance) => {
    const fromMs = between(chance, -6000, -300);
    const byMs = between(chance, 500, 18_000);
    brk.acts.push({ atMs: fromMs, act: ({ player }) => player.pause() });
    brk.acts.push({ atMs: fromMs + 800, act: (stage) => seek(stage, brk.startsAt + byMs) });
    brk.acts.push({ atMs: fromMs + between(chance, 1000, 9000), act: ({ player }) => player.play() });
  }),
  viewer('watches at another rate', (brk, chance) => {
    const rate = [0.5, 1.25, 1.5, 2][Math.floor(chance() * 4)] ?? 1;
    const fromMs = between(chance, -8000, POD_MS + 2000);
    brk.acts.push({ atMs: fromMs, act: ({ player }) => player.setRate(rate) });
    brk.acts.push({ atMs: fromMs + between(chance, 1000, 20_000), act: ({ player }) => player.setRate(1) });
  }),
  viewer('runs through content', (brk, chance) => {
    const fromMs = between(chance, -8000, POD_MS + 2000);
    const rate = chance() < 0.7 ? 8 : -4;
    brk.acts.push({ atMs: fromMs, act: ({ player }) => player.setRate(rate) });
    brk.acts.push({ atMs: fromMs + between(chance, 500, 4000), act: ({ player }) => player.setRate(1) });
  }),
  viewer('plays again from the start after the end', (brk) => void (brk.isAgain = true)),
];
