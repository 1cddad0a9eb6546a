import { colourReader, topVideo, type Colour } from '../support/read-colour.js';

/** Frames of one colour, one after the other, as the viewer saw them. Times: epoch milliseconds of the page's clock. */
export interface Run {
  readonly what: Colour;
  readonly fromMs: number;
  untilMs: number;
  frames: number;
  /** Where the programme was when it began; null: the player did not know. */
  readonly programMs: number | null;
}

/** No frame came for a while. */
export interface Hole {
  readonly fromMs: number;
  readonly ms: number;
}

/** What was seen since it was last taken: a run that goes on begins anew in the next one. */
export interface Seen {
  readonly runs: readonly Run[];
  readonly holes: readonly Hole[];
}

const HOLE_MS = 250;

/** Tells frames apart by the colour of a corner, and keeps nothing but what was not taken yet. */
export function watchRuns(stage: HTMLElement, programMs: (what: Run['what']) => number | null): { take(): Seen } {
  let runs: Run[] = [];
  let holes: Hole[] = [];
  let lastMs: number | null = null;
  /** Of each video in the stage the frame callback that is asked for. */
  const asked = new Map<HTMLVideoElement, number>();
  const colourOf = colourReader();

  const note = (what: Run['what'], atMs: number): void => {
    if (lastMs !== null && atMs - lastMs > HOLE_MS) holes.push({ fromMs: lastMs, ms: atMs - lastMs });
    lastMs = Math.max(lastMs ?? 0, atMs);
    const run = runs[runs.length - 1];
    if (run?.what !== what) {
      runs.push({ what, fromMs: atMs, untilMs: atMs, frames: 1, programMs: programMs(what) });
      return;
    }
    run.untilMs = Math.max(run.untilMs, atMs);
    run.frames++;
  };
  const watch = (video: HTMLVideoElement): void => {
    const ask = (): unknown => asked.set(video, video.requestVideoFrameCallback(next));
    ask();
    function next(_now: number, { presentationTime }: VideoFrameCallbackMetadata): void {
      ask();
      const atMs = performance.timeOrigin + presentationTime;
      const colour = colourOf(video);
      // After every callback of this rendering step, so that one that shows the element has run.
      setTimeout(() => topVideo(stage) === video && void colour.then((what) => note(what, atMs)));
    }
  };
  const look = (): void => {
    for (const video of stage.querySelectorAll('video')) if (!asked.has(video)) watch(video);
    for (const [video, handle] of asked) {
      if (video.isConnected) continue;
      video.cancelVideoFrameCallback(handle);
      asked.delete(video);
    }
  };
  look();
  new MutationObserver(look).observe(stage, { childList: true, subtree: true });
  return {
    take() {
      const seen = { runs, holes };
      [runs, holes] = [[], []];
      return seen;
    },
  };
}
