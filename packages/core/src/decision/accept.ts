import type { Ad, DecisionReply } from '@cutaway/model';
import { type AdRun, type BreakRun, filled, holdsContent } from '../run/break-run.js';
import { close, letContentGo } from '../run/close.js';
import { noteId } from '../outbox/hide-ids.js';
import { arm } from '../run/note-story.js';
import { startAd } from '../run/start-ad.js';
import { failAd } from '../run/track.js';
import { chooseStrategy, isBesideLive } from '../playback/choose-strategy.js';
import { strategyBeside } from '../playback/strategy-beside.js';
import { failMedia } from '../playback/substitute.js';
import { prepareElement } from '../playback/second-element.js';
import { prepareSlate } from '../playback/slate.js';
import { prepareStitch } from '../playback/prepare-stitch.js';
import { meetsCompanions } from './meets-companions.js';
import { isApart } from '../strategy.js';
import { change, command, openRun, runOf, tell, type Turn } from '../turn.js';

/** Takes a pod: chooses how it will reach the screen and starts to prepare it. */
export function accept(turn: Turn, run: BreakRun, { pod, stitched }: DecisionReply, spares: readonly Ad[] = []): void {
  noteId(turn); // its URLs may have it as the service knows it
  const { nowMs, config, player } = turn.state;
  const breakId = run.brk.id;
  tell(turn, 'decision', { breakId, stage: 'answered', adCount: pod.ads.length, cause: null });
  const images = pod.ads.filter((ad) => ad.mediaFiles.length === 0 && ad.nonLinear);
  // Who stitched the stream need not say what of: the ad is in it.
  const linear = pod.ads.filter((ad) => ad.mediaFiles.length > 0 || (stitched && !ad.nonLinear));
  const isOverlay = run.brk.kind === 'overlay' || (linear.length === 0 && images.length > 0);
  // In a stream that someone else has stitched an ad is as long as they say.
  const lengthOf = ({ adInstanceId, durationMs }: Ad) =>
    stitched?.filter((one) => one.adInstanceId === adInstanceId)[0]?.durationMs ?? durationMs;
  const ads = (isOverlay ? images : linear).map((ad) => startAd(turn, ad, lengthOf(ad)));
  const unfit = isOverlay ? linear : [];
  const choice = chooseStrategy(
    turn.state,
    ads,
    stitched !== null,
    isOverlay,
    strategyBeside(turn.state, run),
    isBesideLive(turn.state, run.brk),
  );
  const { strategy } = choice;
  change(turn, run, {
    ...{ pod, spares: isOverlay ? [] : spares, strategy, strategyReason: choice.reason },
    ads: [...ads, ...unfit.map((ad) => startAd(turn, ad))],
    answeredAtMs: nowMs,
    phase: 'preparing',
    deadlineMs: nowMs + config.mediaBudgetMs,
  });
  for (const { adInstanceId } of unfit) failAd(turn, adInstanceId, 'AD_LINEARITY', '');
  if (!choice.isPossible || ads.length === 0) {
    for (const { ad } of ads)
      failAd(turn, ad.adInstanceId, isOverlay ? 'OVERLAY_UNSUPPORTED' : 'MEDIA_UNSUPPORTED', player.name);
    return close(turn, run);
  }
  // What is in the stream already plays whatever is beside it.
  const ready = stitched ? ads : withCompanions(turn, breakId, ads);
  if (ready.length === 0) return close(turn, run);
  if (config.viewability === 'measure') command(turn, { type: 'measure-visibility', on: true });
  if (strategy === 'stitch') prepareSlate(turn, run);
  if (strategy === 'stitch') prepareStitch(turn, ready);
  else if (isApart(strategy)) prepareElement(turn, breakId);
  else {
    const spans = (stitched ?? []).map(({ adInstanceId, startsAt, durationMs }) => ({
      ...{ adInstanceId, startsAt },
      endsAt: startsAt + durationMs,
    }));
    arm(turn, run, spans);
    if (holdsContent(run)) letContentGo(turn);
  }
  if (!isOverlay && images.length > 0 && turn.state.hasUi)
    openOverlay(
      turn,
      runOf(turn, breakId) ?? run,
      images.map((ad) => startAd(turn, ad)),
    );
}

/** The ads whose companions the application can show as far as they require it; for each other a stand-alone ad, where there is one. */
function withCompanions(turn: Turn, breakId: string, ads: readonly AdRun[]): readonly AdRun[] {
  const { companionSlots } = turn.state.config;
  for (let next: readonly AdRun[] = ads; next.length > 0;) {
    const unmet = next.filter(({ ad }) => !meetsCompanions(ad, companionSlots));
    const detail = `${companionSlots.length} slots`;
    const others = unmet.map(({ ad }) => failMedia(turn, ad.adInstanceId, 'COMPANION_REQUIRED', detail));
    next = others.filter((other): other is AdRun => other !== null);
  }
  return filled(runOf(turn, breakId))?.ads.filter(({ media }) => media.is === 'waiting') ?? [];
}

/** Images in a linear pod show after its ads, over the content that is back. */
function openOverlay(turn: Turn, run: BreakRun, ads: readonly AdRun[]): void {
  const { brk } = run;
  openRun(turn, {
    ...run,
    brk: { ...brk, id: `${brk.id}/overlay`, kind: 'overlay', startsAt: run.endsAt ?? brk.startsAt },
    endsAt: null,
    causes: [],
    story: { readyAtMs: turn.state.nowMs },
    ads,
    spares: [],
    strategy: 'overlay',
    strategyReason: 'an image in a linear pod',
    phase: 'armed',
    spans: [],
    showing: null,
  } as BreakRun);
}
