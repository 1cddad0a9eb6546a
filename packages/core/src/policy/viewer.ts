import type { MediaMs, ProgramMs, WallMs } from '@cutaway/model';

/** A place on the screen, and when it was there. */
export interface Place {
  readonly mediaMs: MediaMs;
  /** Content's time: it stands still while inserted ads are on. */
  readonly programMs: ProgramMs;
  /** The time of the frame: inserted ads have a clock of their own. */
  readonly frameMs: ProgramMs;
  readonly atMs: WallMs;
  /** The playback rate. */
  readonly rate: number;
}

/** What the viewer is to see before he comes to where he wanted to be. */
export interface Detour {
  /** In order; the first is the one that he sees now, or is on the way to. */
  readonly breakIds: readonly string[];
  /** Where he wanted to be. */
  readonly targetMs: ProgramMs;
  /** He wanted the live edge: it was this far from the target. null: a place of the programme. */
  readonly toEdgeMs: number | null;
}

/** A seek of the session's own, until a frame shows that it is done. */
interface OrderedSeek {
  readonly toMs: ProgramMs;
  /** Where the viewer was before all of it. */
  readonly fromMs: ProgramMs;
  readonly atMs: WallMs;
  /** Where the player goes for it, in media time, once it has said so. */
  readonly mediaMs?: number;
  /** The viewer sought elsewhere before it was done. */
  readonly isLeft?: boolean;
  /** The player threw at it: it is told again. Left out: it did not. */
  readonly isRefused?: boolean;
  /** Back from where a new load of live content began: what is on the screen before is on nobody's way. */
  readonly isBack?: boolean;
}

/** What was seen of a break, or left of it, by the time of its frames, and where content goes on after it. */
export interface Seen {
  readonly startsAt: ProgramMs;
  readonly endsAt: ProgramMs;
  readonly goesOnAt: ProgramMs;
  /** It was left, not seen: its ads were told of as not used. Left out: it was seen. */
  readonly isLeft?: true;
}

/** What the policies know of the viewer. What is left out is not so. */
export interface Viewer {
  readonly last?: Place | undefined;
  readonly ordered?: OrderedSeek | undefined;
  readonly detour?: Detour | undefined;
  /** The place in a break to which he was last brought back, and how often. */
  readonly broughtBack?: { readonly toMs: ProgramMs; readonly times: number };
  /** What he has seen of breaks that are over, and what he was not to see, the newest last. */
  readonly seen?: readonly Seen[];
  /** Where he began to run through content: at a rate at which nobody watches. */
  readonly runsFrom?: Place | undefined;
  /** The rate that was ordered, and the viewer's own, which comes back. */
  readonly rate?: { readonly ordered: number; readonly before: number; readonly atMs: WallMs } | undefined;
  readonly heldAtMs?: WallMs | undefined;
  /** The break in which the viewer last held the picture, or out of which he went back: where he is behind after it, he wants to be. */
  readonly heldIn?: string;
  /** The page is hidden in a break, or (`before`) right ahead of the first ad of one; `isOurs`: the pause is not the viewer's. */
  readonly hidden?: { readonly atMs: WallMs; readonly isOurs: boolean; readonly before?: string } | undefined;
  /** The latency to come back to, from a moment on. */
  readonly catchUp?: { readonly toMs: number; readonly fromMs: WallMs } | undefined;
  /** Where the viewer was when live content was to be loaded anew, until it shows a frame. */
  readonly kept?: { readonly programMs: ProgramMs; readonly atMs: WallMs } | undefined;
  readonly isRestricted?: boolean;
  /** The length of a segment, as the last playlist with ads has it. */
  readonly segmentMs?: number;
  readonly windowStartsAt?: ProgramMs;
}
