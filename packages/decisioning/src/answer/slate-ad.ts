import type { Ad, Pod, ShortReply } from '@cutaway/model';
import { OPEN_BREAK_MS } from '../decide/pod-rules.js';

/** What was made of pods that many share, as long as anybody is answered with them. */
const shown = new WeakMap<object, Pod>();

/**
 * The pod as VAST, VMAP and asset lists have it. They know no slate: it is an ad that nobody is told of, as long as its break, since how
 * long its film is nobody says. Whoever reads JSON has it beside the pod.
 */
export function podWithSlate(
  { pod, slate }: Pick<ShortReply, 'pod' | 'slate'>,
  durationMs: number | null,
): ShortReply['pod'] {
  if (slate === undefined || pod.ads.length > 0) return pod;
  const known = shown.get(pod);
  if (known !== undefined) return known;
  const ad: Ad = {
    ...{ adInstanceId: `${pod.id}/slate`, adId: 'slate', title: 'Slate', advertiser: null, universalAdId: null },
    ...{ durationMs: durationMs ?? OPEN_BREAK_MS, skipAfterMs: null, clickThrough: null, nonLinear: null },
    ...{ mediaFiles: slate.mediaFiles, trackers: [] },
  };
  const whole: Pod = { ...pod, ads: [ad] };
  shown.set(pod, whole);
  return whole;
}
