import type { ErrorName } from '@cutaway/model';
import type { AdMediaPurpose } from '../http-purpose.js';
import type { HttpReply } from '../ports.js';
import { adIn } from '../run/break-run.js';
import { changeAd } from '../run/track.js';
import { runWith, type Turn } from '../turn.js';
import { fetchFor, prepareStitch, settle } from './prepare-stitch.js';
import { onSlateMedia } from './hear-slate.js';
import { failureIn, readMedia } from './read-media.js';
import { SLATE } from './slate.js';
import { failMedia } from './substitute.js';

/** A playlist or segment of an ad, or of the slate, is here, or not to be had. */
export function onAdMedia(turn: Turn, purpose: AdMediaPurpose, reply: HttpReply): void {
  const { adInstanceId, url } = purpose;
  if (adInstanceId === SLATE) return onSlateMedia(turn, url, reply);
  const run = runWith(turn, adInstanceId);
  const media = adIn(run, adInstanceId)?.media;
  if (run?.phase !== 'preparing' || !media || !('toCome' in media)) return;
  const { status, failure, text, url: from = url } = reply;
  const missing = failureIn(status, failure);
  if (missing) giveUp(turn, adInstanceId, missing, `${url}: status ${status}`);
  else {
    const read = readMedia(turn.state, adInstanceId, media, { url, text, from });
    // Whether it can be shown in another way is asked once all ads of the break are read.
    if ('error' in read && read.error === 'MEDIA_UNSUPPORTED')
      changeAd(turn, adInstanceId, { media: { is: 'refused', detail: read.detail } });
    else if ('error' in read) giveUp(turn, adInstanceId, read.error, read.detail);
    else {
      changeAd(turn, adInstanceId, { media: read.media });
      fetchFor(turn, read.of, adInstanceId, read.wanted);
    }
  }
  settle(turn, run);
}

/** The ad is out; a stand-alone one in its place has what is left of the time. */
function giveUp(turn: Turn, adInstanceId: string, name: ErrorName, detail: string): void {
  const next = failMedia(turn, adInstanceId, name, detail);
  if (next) prepareStitch(turn, [next]);
}
