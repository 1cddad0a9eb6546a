import { DECISION_PROTOCOL } from '@cutaway/model';
import { readTrackingPayload } from '@cutaway/tracking/payloads';
import type { HttpReply } from '../ports.js';
import { filled, type BreakRun, type DecidingRun, type FilledRun, type Polling } from '../run/break-run.js';
import { closeUnfilled, type Failure } from '../run/close.js';
import { change, request, runOf, type DecisionReader, type Turn } from '../turn.js';
import { choosePod, type ChosenPod } from './choose-pod.js';
import { failureOf } from './on-decision.js';
import { tagUrl } from './tag-macros.js';

/** What became of a reply. `again`: the break is not over, and a later answer may say more. */
type Heard =
  | { readonly is: 'pod'; readonly pod: ChosenPod; readonly again: boolean }
  | { readonly is: 'nothing'; readonly failure: Failure; readonly again: boolean };

/**
 * Reads payloads: the URL is asked for each break, and again every `pollMs` while the break lasts, since a window's avail may come,
 * or grow, after the signal.
 */
export function createPayloadReader(pollMs: number): DecisionReader {
  return {
    tagUrl,
    onAnswer: (turn, run, reply) => take(turn, run, hear(turn, run, reply), pollMs),
    onWrapper: (turn, breakId, _key, reply) => {
      const run = runOf(turn, breakId);
      const full = filled(run);
      if (run?.phase === 'deciding') take(turn, run, hear(turn, run, reply), pollMs);
      else if (full) add(turn, full, hear(turn, full, reply));
    },
    onDeadline: (turn, run) => {
      const { failure } = run.polling ?? { failure: null };
      if (isOver(turn, run)) return closeUnfilled(turn, run, [{ ...(failure ?? TOO_LATE), errorUrls: [] }]);
      ask(turn, run);
      const { nowMs, config } = turn.state;
      change(turn, run, { phase: 'deciding', deadlineMs: nowMs + config.budgetMs + pollMs, resolving: null });
    },
    onTick: (turn) => {
      const { nowMs } = turn.state;
      for (const run of turn.state.runs) {
        if (!filled(run) || !run.polling || nowMs < run.polling.nextAtMs) continue;
        poll(turn, run, { ...run.polling, nextAtMs: nowMs + pollMs });
        ask(turn, run);
      }
    },
  };
}

const TOO_LATE = { error: 'DECISION_TIMEOUT', detail: 'no answer while the break lasted' } as const;

function ask(turn: Turn, run: BreakRun): void {
  const purpose = { of: 'wrapper', breakId: run.brk.id, key: 'again' } as const;
  request(turn, purpose, { url: tagUrl(turn.state, run), timeoutMs: turn.state.config.budgetMs });
}

function poll(turn: Turn, run: BreakRun, polling: Polling): void {
  change(turn, run, { polling });
}

function hear(turn: Turn, run: BreakRun, reply: HttpReply): Heard {
  const { brk, endsAt, askedAs } = run;
  const refuse = (error: Failure['error'], detail: string, again: boolean): Heard => ({
    is: 'nothing',
    failure: { error, detail, errorUrls: [] },
    again,
  });
  const failed = failureOf(reply);
  if (failed) return { is: 'nothing', failure: failed, again: true };
  const read = readTrackingPayload(reply.text, { prefix: `${askedAs ?? turn.state.sessionId}-${brk.id}` });
  if (typeof read === 'string') return refuse('DECISION_MALFORMED', read, true);
  const { programMs, mediaMs } = turn.state.player;
  const again = read.isWindow === true;
  // A window counts from where playback began; a payload of one break from the break.
  const zeroAt = !again ? brk.startsAt : programMs === null || mediaMs === null ? 0 : programMs - mediaMs;
  const pod = choosePod(read, { brk, endsAt, zeroAt });
  const held = `${read.pods.length} avails, none of this break`;
  return pod ? { is: 'pod', pod, again } : refuse('DECISION_EMPTY', again ? held : 'no ad', again);
}

/** The first answer that has the break's ads fills it. */
function take(turn: Turn, run: DecidingRun, heard: Heard, pollMs: number): void {
  const nextAtMs = turn.state.nowMs + pollMs;
  if (heard.is === 'nothing') {
    const { failure } = heard;
    if (!heard.again || isOver(turn, run)) return closeUnfilled(turn, run, [failure]);
    const polling = { nextAtMs, failure };
    return change(turn, run, { phase: 'deciding', deadlineMs: nextAtMs, resolving: null, polling });
  }
  const { ads, spans: stitched, breakTrackers } = heard.pod;
  const { id } = run.brk;
  turn.ads?.markBreak(turn, run, breakTrackers);
  if (heard.again) poll(turn, run, { nextAtMs, failure: null });
  const pod = { id, breakId: id, beaconedBy: 'client' as const, ads };
  turn.ads?.accept(turn, run, { protocol: DECISION_PROTOCOL, pod, stitched, errorUrls: [] });
}

/** A later answer adds the ads that were not there before; those that were go on as they are. */
function add(turn: Turn, run: FilledRun, heard: Heard): void {
  if (heard.is === 'nothing') return;
  const isNew = ({ adInstanceId }: { readonly adInstanceId: string }): boolean =>
    !run.pod.ads.some((ad) => ad.adInstanceId === adInstanceId);
  const ads = heard.pod.ads.filter(isNew);
  if (ads.length > 0) turn.ads?.addStitched(turn, run, ads, heard.pod.spans.filter(isNew));
}

function isOver(turn: Turn, { endsAt, cancelled }: BreakRun): boolean {
  const { programMs } = turn.state.player;
  return cancelled || (endsAt !== null && programMs !== null && programMs >= endsAt);
}
