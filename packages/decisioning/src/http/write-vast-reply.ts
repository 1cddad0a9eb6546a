import type { DecisionReply, ShortReply } from '@cutaway/model';
import { writeVastText, type XmlText } from '@cutaway/vast';
import { podWithSlate } from '../answer/slate-ad.js';
import { EACH_VIEWER } from '../decide/open-pod.js';

/** Documents of pods that many share, as long as anybody is answered with them. */
const documents = new WeakMap<object, XmlText>();

/**
 * An answer as VAST. A pod that many share is written once, and each viewer's name put into its copy. `sessionId` null: whoever plays it
 * says who it is. `durationMs`: of the break, which a slate fills. As bytes: a long text is copied twice on its way to the socket.
 */
export function writeVastReply(reply: ShortReply, sessionId: string | null, durationMs: number | null): Buffer {
  const { errorUrls, rung, beacons } = reply;
  const pod = podWithSlate(reply, durationMs);
  if (rung === 'full') return encoded(writeVastText(pod, { errorUrls, ...(beacons && { beacons }) }));
  const document = documents.get(pod) ?? writeVastText(pod, { errorUrls });
  documents.set(pod, document);
  if (sessionId === null) return encoded(document);
  const { text, isAscii } = document;
  return encoded({ text: text.split(EACH_VIEWER).join(encodeURIComponent(sessionId)), isAscii });
}

/** A text of which nothing is known is read through before it is written: a third of what all that costs. */
const encoded = ({ text, isAscii }: XmlText): Buffer => Buffer.from(text, isAscii ? 'latin1' : 'utf8');

/** The bytes of such documents, for caches: of the same fifty kilobytes the length is not counted, nor are they encoded, for each. */
const bytes = new WeakMap<object, Buffer>();

/** The same for whoever hands it on: nobody's name is in it. */
export function writeSharedVast(reply: DecisionReply, durationMs: number | null): Buffer {
  const known = bytes.get(reply.pod);
  if (known !== undefined) return known;
  const written = writeVastReply(reply, null, durationMs);
  if (reply.rung !== 'full') bytes.set(reply.pod, written);
  return written;
}
