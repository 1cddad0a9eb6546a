import type { Ad, Alternate, DecisionReply } from '@cutaway/model';

/** Lengths that differ by less are the same: the end lies between two segments anyway. */
const SAME_MS = 500;

/**
 * An answer for a break of one length, as it is for another: the longest rung of its ladder that fits. The alternates go with the
 * places of the ads that stay.
 * @param lengthMs how long the break is; null: nobody knows, and the answer stays as it is.
 * @returns null: nothing of it fits.
 */
export function fitLadder(reply: DecisionReply, askedMs: number, lengthMs: number | null): DecisionReply | null {
  if (lengthMs === null || Math.abs(lengthMs - askedMs) <= SAME_MS) return reply;
  const { pod, ladder = [], alternates = [] } = reply;
  const asItIs = { durationMs: askedMs, adInstanceIds: pod.ads.map(({ adInstanceId }) => adInstanceId) };
  const rungs = [asItIs, ...ladder].filter(({ durationMs }) => durationMs <= lengthMs + SAME_MS);
  if (rungs.length === 0) return null;
  const { adInstanceIds } = rungs.reduce((best, rung) => (rung.durationMs > best.durationMs ? rung : best));
  const all = [...pod.ads.map((ad, slot) => ({ slot, ad })), ...alternates];
  const chosen = adInstanceIds.flatMap((id) => all.filter(({ ad }) => ad.adInstanceId === id).slice(0, 1));
  if (chosen.length === 0) return null;
  const isChosen = ({ adInstanceId }: Ad): boolean => adInstanceIds.indexOf(adInstanceId) !== -1;
  const others = alternates.flatMap((one): Alternate[] => {
    const slot = chosen.findIndex((taken) => taken.slot === one.slot);
    return slot === -1 || isChosen(one.ad) ? [] : [{ ...one, slot }];
  });
  return { ...reply, pod: { ...pod, ads: chosen.map(({ ad }) => ad) }, alternates: others };
}
