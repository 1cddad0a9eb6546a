import type { ProgramMs } from '@cutaway/model';
import { followMarks } from '../run/break-mark.js';
import { isRunning } from '../policy/rate.js';
import type { Turn } from '../turn.js';
import { passOver } from './pass-over.js';
import { placeBreaks } from './place-breaks.js';

/** Content's clock moved on. */
export function followProgramme(turn: Turn, programMs: ProgramMs): void {
  placeBreaks(turn);
  // Afterwards it was one long seek.
  if (isRunning(turn.state)) return;
  passOver(turn, programMs);
  followMarks(turn, programMs);
}
