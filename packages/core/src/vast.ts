import { tagUrl } from './decision/tag-macros.js';
import { onWrapper, resolveVast, resolveWithWhatCame } from './decision/resolve-vast.js';
import type { DecisionReader } from './turn.js';

/** For a decision that answers VAST or VMAP: `decision: { url, reader: vastReader }`. Holds the XML parser and what follows wrappers. */
export const vastReader: DecisionReader = { tagUrl, onAnswer: resolveVast, onWrapper, onDeadline: resolveWithWhatCame };
