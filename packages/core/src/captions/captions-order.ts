import type { CaptionFile } from '@cutaway/model';
import type { ChosenTrack } from '../player-port.js';
import type { Cue } from './cue.js';

/** The captions of an ad are wanted. */
export interface CaptionsOrder {
  readonly adInstanceId: string;
  /** What was wanted, by which the answer is known. */
  readonly wish: string;
  readonly files: readonly CaptionFile[];
  /** The captions that the viewer reads, and the sound that he hears. */
  readonly text: ChosenTrack;
  readonly audio: ChosenTrack | null;
  readonly timeoutMs: number;
}

/** What they say; `missing`: why it is nothing. */
export interface CaptionsTold extends Pick<CaptionsOrder, 'adInstanceId' | 'wish'> {
  readonly type: 'captions';
  readonly cues: readonly Cue[];
  readonly missing: string | null;
}
