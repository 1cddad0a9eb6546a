import type { HttpReply } from '../ports.js';
import { isUp } from '../run/break-run.js';
import { amend, type Turn } from '../turn.js';
import { settle } from './prepare-stitch.js';
import { failureIn, readMedia } from './read-media.js';
import { askForSlate, replan, SLATE } from './slate.js';
import { planOf } from './stitch-break.js';

/** A playlist or segment of the slate is here, or not to be had: then it is content that follows the ads. */
export function onSlateMedia(turn: Turn, url: string, { status, failure, text, url: from = url }: HttpReply): void {
  const { slate } = turn.state;
  if (!slate || !('toCome' in slate)) return;
  const read = failureIn(status, failure) ?? readMedia(turn.state, SLATE, slate, { url, text, from });
  if (typeof read === 'string' || 'error' in read) amend(turn, { slate: { is: 'failed' } });
  else {
    amend(turn, { slate: read.media });
    askForSlate(turn, read.of, read.wanted);
  }
  for (const run of turn.state.runs) {
    const plan = planOf(turn, run);
    if (isUp(run) && plan) replan(turn, run, plan, plan);
    // Without any ad it is the slate that is waited for.
    else if (run.phase === 'preparing' && run.strategy === 'stitch') settle(turn, run);
  }
}
