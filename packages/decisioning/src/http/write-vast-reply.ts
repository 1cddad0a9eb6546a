import type { DecisionReply } from '@cutaway/model';
import { writeVast } from '@cutaway/vast';
import { EACH_VIEWER } from '../decide/open-pod.js';

/** Documents of pods that many share, as long as anybody is answered with them. */
const documents = new WeakMap<object, string>();

/**
 * An answer as VAST. A pod that many share is written once, and each viewer's name put into its copy. `sessionId` null: whoever plays it
 * says who it is.
 */
export function writeVastReply({ pod, errorUrls, rung }: DecisionReply, sessionId: string | null): string {
  if (rung !== 'cohort') return writeVast(pod, { errorUrls });
  const document = documents.get(pod) ?? writeVast(pod, { errorUrls });
  documents.set(pod, document);
  return sessionId === null ? document : document.split(EACH_VIEWER).join(encodeURIComponent(sessionId));
}
