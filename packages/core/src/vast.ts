import { tagUrl } from './decision/tag-macros.js';
import { onWrapper, resolveVast, resolveWithWhatCame } from './decision/resolve-vast.js';
import { answerWhenDue, isPlaced, onProgramme } from './decision/vmap-reader.js';
import type { DecisionReader } from './turn.js';

/** For a decision that answers VAST or VMAP: `decision: { url, reader: vastReader }`. Holds the XML parser and what follows wrappers. */
export const vastReader: DecisionReader = { tagUrl, onAnswer: resolveVast, onWrapper, onDeadline: resolveWithWhatCame };

/**
 * For a VMAP of a whole programme: `decision: { url, reader: vmapReader }`. It is asked for once, at the start, and places the breaks:
 * before, in and after on-demand content. What a live stream announces itself takes the AdBreak that `vastReader` would take.
 */
export const vmapReader: DecisionReader = {
  ...vastReader,
  breaks: ['start'],
  hasAnswer: isPlaced,
  onAnswer: onProgramme,
  onTick: answerWhenDue,
};
