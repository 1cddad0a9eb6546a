import type { DecisionReply, ShortReply } from '@cutaway/model';
import { writeVast } from '@cutaway/vast';
import { EACH_VIEWER } from '../decide/open-pod.js';

/** Documents of pods that many share, as long as anybody is answered with them. */
const documents = new WeakMap<object, string>();

/**
 * An answer as VAST. A pod that many share is written once, and each viewer's name put into its copy. `sessionId` null: whoever plays it
 * says who it is.
 */
export function writeVastReply({ pod, errorUrls, rung, beacons }: ShortReply, sessionId: string | null): string {
  if (rung === 'full') return writeVast(pod, { errorUrls, ...(beacons && { beacons }) });
  const document = documents.get(pod) ?? writeVast(pod, { errorUrls });
  documents.set(pod, document);
  return sessionId === null ? document : document.split(EACH_VIEWER).join(encodeURIComponent(sessionId));
}

/** The bytes of such documents, for caches: of the same fifty kilobytes the length is not counted, nor are they encoded, for each. */
const bytes = new WeakMap<object, Buffer>();

/** The same for whoever hands it on: nobody's name is in it. */
export function writeSharedVast(reply: DecisionReply): Buffer {
  const known = bytes.get(reply.pod);
  if (known !== undefined) return known;
  const written = Buffer.from(writeVastReply(reply, null));
  if (reply.rung !== 'full') bytes.set(reply.pod, written);
  return written;
}
