import type { Undo } from '@cutaway/core';
import { carriesEventsOver } from './carries-events-over.js';
import { loadFile } from './load-file.js';
import { listen, together } from './listen.js';
import { frameParent, placeOver } from './place-over.js';
import { playElement } from './play-element.js';
import { PROBE_FILM } from './probe-film.js';
import { recallSecondElement, type DeviceMemory } from './recall-second-element.js';
import { rememberSecondElement } from './remember-second-element.js';
import { watchFrames } from './watch-frames.js';

export type { DeviceMemory } from './recall-second-element.js';

/** `unknown`: content did not play, or may not play without a gesture; nothing is remembered then. */
export type ProbeOutcome = 'works' | 'refused' | 'unknown';

export interface ProbeOptions {
  /** Where the outcome is kept. Default: `localStorage`. Give the adapter the same. */
  readonly memory?: DeviceMemory;
  /** The probe is over after this long. Default 4000. */
  readonly withinMs?: number;
  /** Probe although the outcome is known. Default false. */
  readonly anew?: boolean;
}

/** Both have to move on by this much, the one while the other does. */
const MOVES_SECONDS = 0.4;

/**
 * Finds out whether a second media element plays here while the content goes on, and keeps the outcome for this user agent and version
 * of the SDK: 30 days where it works, 7 where it does not. Adapters read it when they are made, so it counts from the next one on.
 * To be called while content plays; a silent, invisible film of one second plays over it meanwhile. A set that pauses the content
 * instead is refused, and the content goes on: a viewer who pauses within that second is taken for such a set. Never rejects.
 */
export function probeSecondElement(content: HTMLVideoElement, options: ProbeOptions = {}): Promise<ProbeOutcome> {
  const { memory, withinMs = 4000, anew = false } = options;
  const known = anew ? null : recallSecondElement(memory);
  if (known !== null) return Promise.resolve(known ? 'works' : 'refused');
  if (content.paused || content.readyState < 3) return Promise.resolve('unknown');
  return new Promise((resolve) => {
    const undo = tryFilm(content, withinMs, (outcome) => {
      undo();
      if (outcome !== 'unknown') rememberSecondElement(memory, outcome === 'works');
      playElement(content, () => undefined); // no more than it was: it played
      resolve(outcome);
    });
  });
}

/** Plays the film over the content, and tells once what came of it, later. */
function tryFilm(content: HTMLVideoElement, withinMs: number, tell: (outcome: ProbeOutcome) => void): Undo {
  const film = document.createElement('video');
  film.muted = true;
  film.playsInline = true;
  film.loop = true;
  let hasEnded = false;
  const end = (outcome: ProbeOutcome): void => {
    if (hasEnded) return;
    hasEnded = true;
    void Promise.resolve(outcome).then(tell);
  };
  const moved = { film: 0, content: 0 };
  /** From one frame to the next: the film begins again, and content may be sought. Content counts while the film moves. */
  const moves = (what: keyof typeof moved): ((seconds: number) => void) => {
    let last = Infinity;
    return (seconds) => {
      if (what === 'film' || moved.film > 0) moved[what] += Math.max(0, seconds - last);
      last = seconds;
      if (moved.film >= MOVES_SECONDS && moved.content >= MOVES_SECONDS) end('works');
    };
  };
  // Content that waits for the network moves no more than one that has lost its decoder.
  const timer = setTimeout(() => end(content.readyState < 3 ? 'unknown' : 'refused'), withinMs);
  const undos = [
    frameParent(content),
    placeOver(content, film),
    () => clearTimeout(timer),
    listen(content, ['pause', 'loadstart', 'ended', 'error'], ({ type }) => {
      const isTaken = type === 'error' || (type === 'pause' && content.paused && !content.ended);
      if (isTaken || carriesEventsOver(type, content)) end('refused');
      else if (type !== 'pause') end('unknown');
    }),
    listen(film, ['error'], () => end('refused')),
    watchFrames(content, moves('content')),
    watchFrames(film, moves('film')),
    loadFile(film, PROBE_FILM),
  ];
  playElement(film, (name) => end(name === 'NotAllowedError' ? 'unknown' : 'refused'));
  return together(undos);
}
