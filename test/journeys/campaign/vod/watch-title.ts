import type { Stage } from '../../set-stage.js';
import { START_MS } from '../faulted-break.js';
import { EPOCH, type TitleBreak } from './a-title.js';

const FRAME_MS = 40;
/** Content that has ended shows no frame for so long. */
const AFTER_END_MS = 4000;
/** No viewer of the campaign takes longer. */
export const LONGEST_MS = 900_000;

/** A time in which no frame is owed. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What the viewer did, by the time of the session. */
export interface Watched {
  /** Where he wanted to be; in a pod: where that lies in content. */
  readonly seeks: { readonly atMs: number; readonly toMs: number }[];
  readonly rates: { readonly atMs: number; readonly rate: number }[];
  readonly idle: Span[];
  readonly hidden: Span[];
  /** When content came to its end. */
  readonly ends: number[];
}

/** Takes part in a session as its viewer does, and writes down what he did. */
export class TitleViewer {
  readonly watched: Watched = { seeks: [], rates: [{ atMs: -1, rate: 1 }], idle: [], hidden: [], ends: [] };
  readonly #stage: Stage;
  readonly #nowMs: () => number;
  #pausedAtMs: number | null = null;
  #hiddenAtMs: number | null = null;

  readonly #stream: () => 'none' | 'loaded' | 'ended';

  readonly #breaks: readonly TitleBreak[];

  constructor(
    stage: Stage,
    breaks: readonly TitleBreak[],
    nowMs: () => number,
    stream: () => 'none' | 'loaded' | 'ended',
  ) {
    this.#nowMs = nowMs;
    this.#stream = stream;
    this.#breaks = breaks;
    const { player } = stage;
    this.#stage = {
      ...stage,
      player: {
        ...player,
        pause: () => {
          this.#pausedAtMs ??= nowMs();
          player.pause();
        },
        play: () => {
          this.#play();
          player.play();
        },
        seek: (programMs) => this.#seek(stage, programMs),
        setRate: (rate) => {
          // Who ran through content wants to be where he stops, unless he went elsewhere since.
          if (!isWatched(player.rate()) && isWatched(rate) && !this.#isElsewhere()) this.#want(placeOf(player));
          player.setRate(rate);
        },
        say: (fact) => {
          if (fact.type === 'page') this.#hide(fact.hidden);
          player.say(fact);
        },
      },
    };
  }

  /** Watches to the end, and once more where `isAgain`. */
  async watch(isAgain: boolean): Promise<void> {
    const { clock, player } = this.#stage;
    const acts = this.#breaks.flatMap((brk) => brk.acts.map((act) => ({ brk, ...act, isDone: false })));
    let left = isAgain ? 1 : 0;
    let movedAtMs = 0;
    for (let endedAtMs: number | null = null; this.#nowMs() < LONGEST_MS;) {
      await clock.advance(FRAME_MS);
      const nowMs = this.#nowMs();
      const { rates } = this.watched;
      if (rates[rates.length - 1]?.rate !== player.rate()) rates.push({ atMs: nowMs, rate: player.rate() });
      for (const one of acts)
        if (!one.isDone && nowMs >= one.brk.atMs + one.atMs) {
          one.isDone = true;
          one.act(this.#stage);
        }
      if (this.#stream() !== 'ended') {
        if (endedAtMs !== null) this.watched.idle.push({ fromMs: endedAtMs, untilMs: nowMs });
        endedAtMs = null;
        continue;
      }
      if (endedAtMs === null) this.watched.ends.push(nowMs);
      endedAtMs ??= nowMs;
      const last = player.frames[player.frames.length - 1];
      const isQuiet = clock.port.nowMs() - (last?.atMs ?? 0) > FRAME_MS && !this.#isResting();
      if (!isQuiet) movedAtMs = nowMs;
      const isWaiting = acts.some(({ brk, isDone }) => !isDone && brk.atMs < Infinity);
      if (isWaiting || nowMs - Math.max(movedAtMs, endedAtMs) < AFTER_END_MS) continue;
      this.watched.idle.push({ fromMs: endedAtMs, untilMs: nowMs });
      if (left-- <= 0) break;
      endedAtMs = null;
      this.#stage.player.seek(EPOCH);
    }
    this.#play();
    this.#hide(false);
  }

  #seek({ player }: Stage, programMs: number): void {
    if (this.#stream() === 'none' || isAway(player)) return; // there is nothing to move, or it is the ad that moves
    const podOf = (what: string): TitleBreak | undefined =>
      this.#breaks.find(({ names }) => names.some((name) => what.includes(`/${name}/`)));
    const on = podOf(player.frames[player.frames.length - 1]?.what ?? '');
    const pod = podOf(adAt(player, programMs)) ?? on;
    // Who moves within a pod wants to be where he wanted to be before: where he went and came back from at once he never was.
    if (programMs >= EPOCH || pod !== on) this.#want(programMs >= EPOCH ? programMs : (pod?.startsAt ?? EPOCH));
    else while (this.#isElsewhere()) this.watched.seeks.pop();
    player.seek(programMs);
  }

  /** He has sought, and no frame has come since: he has it paused, or it is on its way. */
  #isElsewhere(): boolean {
    const [last] = this.watched.seeks.slice(-1);
    const [frame] = this.#stage.player.frames.slice(-1);
    return !!last && last.atMs >= (frame?.atMs ?? 0) - START_MS;
  }

  #isResting(): boolean {
    return this.#pausedAtMs !== null || this.#hiddenAtMs !== null;
  }

  #want(toMs: number): void {
    this.watched.seeks.push({ atMs: this.#nowMs(), toMs });
  }

  #play(): void {
    if (this.#pausedAtMs !== null) this.watched.idle.push({ fromMs: this.#pausedAtMs, untilMs: this.#nowMs() });
    this.#pausedAtMs = null;
  }

  #hide(isHidden: boolean): void {
    if (isHidden) {
      this.#hiddenAtMs ??= this.#nowMs();
      return;
    }
    if (this.#hiddenAtMs !== null) {
      const span = { fromMs: this.#hiddenAtMs, untilMs: this.#nowMs() };
      this.watched.hidden.push(span);
      this.watched.idle.push(span);
    }
    this.#hiddenAtMs = null;
  }
}

/** Nobody watches faster, or backwards. */
export const isWatched = (rate: number): boolean => rate >= 0 && rate <= 2;

/** Content's time of the last frame of it. */
export function placeOf({ frames }: Stage['player']): number {
  return [...frames].reverse().find(({ what }) => what === 'content')?.programMs ?? EPOCH;
}

/** The segment of an ad that has a frame at a time, of those that were shown. */
function adAt({ frames }: Stage['player'], programMs: number): string {
  return frames.find((frame) => frame.what !== 'content' && Math.abs(frame.programMs - programMs) < 5760)?.what ?? '';
}

/** Content has left its element to ads. */
function isAway({ commands }: Stage['player']): boolean {
  const cold = new Set<string>();
  let isOut = false;
  for (const one of commands) {
    if (one.type === 'prepare-ad' && one.reattach) cold.add(one.adInstanceId);
    if (one.type === 'show-ad' && cold.has(one.adInstanceId)) isOut = true;
    if (one.type === 'show-content' || one.type === 'reload-content') isOut = false;
  }
  return isOut;
}
