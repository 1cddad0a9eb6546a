import type { Bidder } from '../../catalogue/catalogue.js';
import type { DurFloor, Imp, Pmp, Video } from '../openrtb/bid-request.js';
import type { PodQuestion } from '../pod-question.js';
import type { Offer } from './offer-imps.js';

/** What all imps of one request have in common. */
export interface ImpContext {
  readonly question: PodQuestion;
  readonly pods: Bidder['pods'];
  readonly currency: string;
  readonly pmp: Pmp | null;
  readonly expSeconds: number;
}

/** An offer as an imp (OpenRTB 2.6 §3.2.4). Where a bidder knows no pods, all fields of pods are left out. */
export function writeImp(offer: Offer, context: ImpContext): Imp {
  const { question, pods, currency, pmp, expSeconds } = context;
  const base = baseVideo(question);
  return {
    id: offer.impId,
    video: pods === 'none' ? { ...base, ...flat(question, offer) } : { ...base, ...inPod(question, offer) },
    ...(pmp === null ? {} : { pmp }),
    bidfloor: impFloor(question, offer, pods),
    bidfloorcur: currency,
    secure: 1,
    exp: expSeconds,
    ssai: question.media.ssai,
  };
}

function baseVideo({ media, startDelay, blocked }: PodQuestion): Video {
  return {
    mimes: media.mimes,
    protocols: media.protocols,
    w: media.width,
    h: media.height,
    startdelay: startDelay,
    plcmt: 1,
    linearity: 1,
    ...(blocked.attributes.length === 0 ? {} : { battr: blocked.attributes }),
  };
}

function inPod(question: PodQuestion, offer: Offer): Partial<Video> {
  const { podId, podSequence, floor, dedupe } = question;
  const wanted = requiredMs(question, offer)?.map(seconds);
  return {
    podid: podId,
    podseq: podSequence,
    slotinpod: offer.of === 'slot' ? offer.slot.position : offer.open.position,
    ...(wanted === undefined ? range(question, offer) : { rqddurs: wanted }),
    ...(offer.of === 'time' ? { poddur: seconds(offer.open.ms), maxseq: offer.open.maxAds } : {}),
    ...(hasOwnFloor(offer) || floor.cpmPerSecond === null ? {} : { mincpmpersec: floor.cpmPerSecond }),
    ...(hasOwnFloor(offer) || floor.byDuration.length === 0 ? {} : { durfloors: floor.byDuration }),
    ...(dedupe.length === 0 ? {} : { poddedupe: dedupe }),
  };
}

/** `rqddurs` is of version 2.6 as well: the range that holds them all stands for them, and the answer is held to them. */
function flat(question: PodQuestion, offer: Offer): Partial<Video> {
  const number = offer.of === 'slot' ? offer.number : 1;
  return { ...range(question, offer), sequence: number };
}

function range(question: PodQuestion, offer: Offer): Partial<Video> {
  const longest = longestMs(question, offer);
  const fitting = requiredMs(question, offer) ?? [];
  if (fitting.length > 0)
    return { minduration: seconds(Math.min(...fitting)), maxduration: seconds(Math.max(...fitting)) };
  return { minduration: Math.ceil(shortestMs(question, offer) / 1000), maxduration: seconds(longest) };
}

/** The least that an ad on this offer may take. */
export function shortestMs({ minAdMs }: PodQuestion, offer: Offer): number {
  return offer.of === 'slot' ? (offer.slot.minMs ?? minAdMs) : minAdMs;
}

/** The most that an ad on this offer may take. */
export function longestMs({ maxAdMs }: PodQuestion, offer: Offer): number {
  return Math.min(maxAdMs, offer.of === 'slot' ? offer.slot.maxMs : offer.open.ms);
}

/** Of the required lengths those that an offer takes; null: none is required. */
function requiredMs(question: PodQuestion, offer: Offer): readonly number[] | null {
  const [shortest, longest] = [shortestMs(question, offer), longestMs(question, offer)];
  return question.requiredAdMs?.filter((ms) => ms >= shortest && ms <= longest) ?? null;
}

/** For who reads neither floors by the second nor by length: what the shortest ad must earn at least, so that no bid is kept away. */
function impFloor(question: PodQuestion, offer: Offer, pods: Bidder['pods']): number {
  if (offer.of === 'slot' && offer.slot.floorCpm !== undefined) return offer.slot.floorCpm;
  const { cpm, cpmPerSecond, byDuration } = question.floor;
  if (pods !== 'none' || (cpmPerSecond === null && byDuration.length === 0)) return cpm;
  const shortest = (question.requiredAdMs === null ? question.minAdMs : Math.min(...question.requiredAdMs)) / 1000;
  const ofShortest = byDuration.find((floor) => holds(floor, shortest))?.bidfloor;
  return ofShortest ?? (cpmPerSecond === null ? cpm : cpmPerSecond * shortest);
}

function hasOwnFloor(offer: Offer): boolean {
  return offer.of === 'slot' && offer.slot.floorCpm !== undefined;
}

/** Whether a floor by length speaks of ads of so many seconds. */
export function holds({ mindur = 0, maxdur = Infinity }: DurFloor, ofSeconds: number): boolean {
  return ofSeconds >= mindur && ofSeconds <= maxdur;
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
