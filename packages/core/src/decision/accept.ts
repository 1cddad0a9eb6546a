import type { Ad, Break, DecisionReply } from '@cutaway/model';
import { trackAd } from '@cutaway/tracking';
import { type AdRun, type BreakRun, type RunFacts } from '../run/break-run.js';
import { close, closeUnfilled } from '../run/close.js';
import { failAd } from '../run/track.js';
import { chooseStrategy } from '../playback/choose-strategy.js';
import { prepareElement } from '../playback/second-element.js';
import { prepareStitch } from '../playback/prepare-stitch.js';
import { putRun, runOf, tell, type Turn } from '../turn.js';
import type { HttpReply } from '../ports.js';
import { readReply } from './read-reply.js';

/** The decision is here, or will not come. */
export function onDecision(turn: Turn, breakId: string, answer: HttpReply): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'deciding') return; // late: the break went on without it
  if (answer.failure === 'timeout')
    return closeUnfilled(turn, breakId, 'DECISION_TIMEOUT', `${turn.state.config.budgetMs} ms`, []);
  if (answer.status !== 200) return closeUnfilled(turn, breakId, 'DECISION_FAILED', `status ${answer.status}`, []);
  const reply = readReply(answer.text);
  if (typeof reply === 'string') return closeUnfilled(turn, breakId, 'DECISION_MALFORMED', reply, []);
  if (reply.pod.ads.length === 0) return closeUnfilled(turn, breakId, 'DECISION_EMPTY', 'no ads', reply.errorUrls);
  accept(turn, run, reply);
}

/** The deadline passed before the answer. */
export function giveUpDecision(turn: Turn, run: BreakRun): void {
  if (run.phase !== 'deciding' || turn.state.nowMs < run.deadlineMs) return;
  closeUnfilled(turn, run.brk.id, 'DECISION_TIMEOUT', `${turn.state.config.budgetMs} ms`, []);
}

function accept(turn: Turn, run: Extract<BreakRun, { phase: 'deciding' }>, reply: DecisionReply): void {
  const { nowMs } = turn.state;
  const { deadlineMs: _, phase: __, ...waiting } = run;
  const facts: RunFacts = { ...waiting, answeredAtMs: nowMs };
  const { pod } = reply;
  tell(turn, 'decision', { atMs: nowMs, breakId: run.brk.id, stage: 'answered', adCount: pod.ads.length, cause: null });
  const linear = pod.ads.filter((ad) => ad.mediaFiles.length > 0);
  const images = pod.ads.filter((ad) => ad.mediaFiles.length === 0 && ad.nonLinear !== null);
  const isOverlay = run.brk.kind === 'overlay' || (linear.length === 0 && images.length > 0);
  const ads = (isOverlay ? images : linear).map(startRun);
  const choice = chooseStrategy(turn.state, reply, isOverlay);
  const strategy = choice?.strategy ?? (isOverlay ? 'overlay' : 'stitch');
  const filling = { ...facts, pod, ads, strategy, strategyReason: choice?.reason ?? 'nothing here can show the pod' };
  putRun(turn, { ...filling, phase: 'preparing', deadlineMs: nowMs + turn.state.config.mediaBudgetMs });
  if (choice === null || ads.length === 0) return refuse(turn, run.brk, ads, isOverlay);
  switch (choice.strategy) {
    case 'overlay':
      putRun(turn, { ...filling, phase: 'armed', spans: [], showing: null });
      break;
    case 'serverStitched': {
      const spans = (reply.stitched ?? []).map(({ adInstanceId, startsAt, durationMs }) => ({
        adInstanceId,
        startsAt,
        endsAt: startsAt + durationMs,
      }));
      putRun(turn, { ...filling, phase: 'armed', spans, showing: null });
      break;
    }
    case 'stitch':
      prepareStitch(turn, run.brk.id);
      break;
    case 'secondElement':
      prepareElement(turn, run.brk.id);
  }
  if (!isOverlay && images.length > 0) openOverlay(turn, facts, reply, images);
}

const startRun = (ad: Ad): AdRun => ({
  ad,
  media: { is: 'waiting' },
  tracking: trackAd(ad),
  shownMs: 0,
  outcome: null,
});

function refuse(turn: Turn, brk: Break, ads: readonly AdRun[], isOverlay: boolean): void {
  const name = isOverlay ? 'OVERLAY_UNSUPPORTED' : 'MEDIA_UNSUPPORTED';
  for (const { ad } of ads) failAd(turn, brk.id, ad.adInstanceId, name, turn.state.player.name);
  close(turn, brk.id);
}

/** Images in a linear pod show after its ads, over the content that is back. */
function openOverlay(turn: Turn, facts: RunFacts, reply: DecisionReply, images: readonly Ad[]): void {
  if (!turn.state.hasUi) return;
  const startsAt = facts.endsAt ?? facts.brk.startsAt;
  const brk: Break = { ...facts.brk, id: `${facts.brk.id}/overlay`, kind: 'overlay', startsAt };
  const ads = images.map(startRun);
  putRun(turn, {
    ...facts,
    brk,
    endsAt: null,
    pod: reply.pod,
    ads,
    strategy: 'overlay',
    strategyReason: 'an image in a linear pod',
    phase: 'armed',
    spans: [],
    showing: null,
  });
}
