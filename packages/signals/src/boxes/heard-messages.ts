import type { ProgramMs } from '@cutaway/model';

/** Messages that were told: the same one comes with each segment and each representation. */
export type HeardMessages = readonly { readonly payload: string; readonly at: ProgramMs }[];

/** Repeats of one message whose time is that of their segment lie this near to each other. */
const SAME_MS = 10_000;
const MAX_HEARD = 256;

/**
 * Null where the same payload was heard near that time, else the messages with this one. emsg ids do not count: packagers use one id
 * for messages that differ, and others for one message.
 */
export function stepHeard(
  heard: HeardMessages,
  payload: string,
  at: ProgramMs,
): { heard: HeardMessages; isNew: boolean } {
  const before = heard.find((one) => one.payload === payload && Math.abs(one.at - at) <= SAME_MS);
  const others = before ? heard.filter((one) => one !== before) : heard;
  const latest = Math.max(at, before?.at ?? at);
  return { heard: [...others.slice(1 - MAX_HEARD), { payload, at: latest }], isNew: !before };
}
