import { DECISION_PROTOCOL, type AdCounts, type Explanation, type ShortAd, type ShortReply } from '@cutaway/model';
import type { ReadTicket } from '../beacons/pod-ticket.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Offer } from './offer.js';
import { openPod, type OpenPod, type PodQuestion } from './open-pod.js';
import { placeOffer } from './place-offer.js';
import { NO_STAND_INS, type StandIns } from './stand-ins.js';

/** A pod that was chosen, whatever the rung. */
export interface PodToPlace {
  readonly chosen: readonly Offer[];
  readonly explanations?: readonly Explanation[];
  /** Left out: the asker makes nothing of it by itself. */
  readonly standIns?: StandIns;
  /** What an ad is counted by. Called where the stand-ins are counted. */
  countsOf?(offer: Offer): Omit<AdCounts, 'adInstanceId'>;
  /** Whoever asks joins the addresses of beacons, and gets them in short. Left out: written out. */
  readonly isShort?: boolean;
}

/** An answer, the token of its beacons and what that says. */
export interface PlacedPod {
  readonly reply: ShortReply;
  readonly token: string;
  readonly ticket: ReadTicket;
}

/** The answer with a pod: its ads and their stand-ins placed, and beaconed by one signed token. */
export function placePod(question: PodQuestion, toPlace: PodToPlace, catalogue: Catalogue): PlacedPod {
  const { chosen, explanations, standIns = NO_STAND_INS, countsOf, isShort = false } = toPlace;
  const { ask, asker } = question;
  const { sessionId, breakId } = ask;
  const places = [...chosen.map((offer, slot) => ({ slot, offer })), ...standIns.alternates];
  const offers = standIns.alternates.length === 0 ? chosen : places.map(({ offer }) => offer);
  const pod: OpenPod = openPod(question, offers, chosen.length);
  const urlOf = (_: string, index: number, event: Parameters<OpenPod['urlOf']>[1]): string => pod.urlOf(index, event);
  const beaconUrl = isShort ? null : urlOf;
  const placed = places.map(({ slot, offer }, index) =>
    placeOffer(offer, catalogue, { sessionId, breakId, slot: index, sequence: slot + 1, beaconUrl }),
  );
  const ads = placed.slice(0, chosen.length);
  const alternates = places.slice(ads.length).flatMap(({ slot }, at) => {
    const ad = placed[ads.length + at];
    return ad === undefined ? [] : [{ slot, ad }];
  });
  const instanceOf = (id: string) => placed[offers.findIndex(({ candidate }) => candidate.id === id)]?.adInstanceId;
  const ladder = standIns.ladder.map(({ durationMs, candidateIds }) => ({
    durationMs,
    adInstanceIds: candidateIds.flatMap((id) => instanceOf(id) ?? []),
  }));
  const counts =
    standIns.isCounted && countsOf
      ? offers.map((offer, at) => ({ adInstanceId: placed[at]?.adInstanceId ?? '', ...countsOf(offer) }))
      : [];
  return {
    token: pod.token,
    ticket: pod.ticket,
    reply: {
      protocol: DECISION_PROTOCOL,
      pod: { id: `${sessionId}/${breakId}`, breakId, beaconedBy: asker.beaconedBy, ads },
      stitched: null,
      errorUrls: [pod.urlOf(null, 'error')],
      ...(isShort && { beacons: pod.formOf(eventsOf(placed)) }),
      ...(alternates.length > 0 && { alternates }),
      ...(counts.length > 0 && { counts }),
      ...(ladder.length > 0 && { ladder }),
      ...(asker.explains && explanations && { explain: explanations }),
    },
  };
}

/** Ads that are alike have the same list. */
const eventsOf = (ads: readonly ShortAd[]): Parameters<OpenPod['formOf']>[0] =>
  [...new Set(ads.map(({ beacons }) => beacons?.events ?? []))].flat();
