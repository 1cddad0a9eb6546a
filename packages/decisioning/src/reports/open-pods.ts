import type { WallMs } from '@cutaway/model';
import type { ReadTicket } from '../beacons/pod-ticket.js';

type Kept = { readonly ticket: Pick<ReadTicket, 'podId' | 'expiresAtMs'> };

/** Pods whose tokens expire within this time of each other lie together, in milliseconds. */
const TOGETHER_MS = 1000;

/**
 * Pods until they have expired, in the order in which they do: those that are due are found without a look at the others, of which
 * a busy node has hundreds of thousands.
 */
export interface OpenPods<Pod extends Kept> {
  /** The one of a ticket; one that is not there is made. */
  of(ticket: ReadTicket, make: () => Pod): Pod;
  find(ticket: ReadTicket): Pod | undefined;
  /** Takes out those that expired until then. */
  takeExpired(untilMs: WallMs, taken: (pod: Pod) => void): void;
  /** Takes out so many of those that expire first, or of as near to them as a second. */
  takeFirst(count: number, taken: (pod: Pod) => void): void;
  size(): number;
}

export function createOpenPods<Pod extends Kept>(): OpenPods<Pod> {
  const bySecond = new Map<number, Map<string, Pod>>();
  let size = 0;
  const secondOf = ({ expiresAtMs }: Kept['ticket']): number => Math.floor(expiresAtMs / TOGETHER_MS);

  function take(pods: Map<string, Pod>, pod: Pod, taken: (pod: Pod) => void): void {
    pods.delete(pod.ticket.podId);
    size -= 1;
    taken(pod);
  }

  return {
    of(ticket, make) {
      const second = secondOf(ticket);
      const pods = bySecond.get(second) ?? new Map<string, Pod>();
      const known = pods.get(ticket.podId);
      if (known !== undefined) return known;
      const pod = make();
      bySecond.set(second, pods.set(ticket.podId, pod));
      size += 1;
      return pod;
    },
    find: (ticket) => bySecond.get(secondOf(ticket))?.get(ticket.podId),
    takeExpired(untilMs, taken) {
      for (const [second, pods] of bySecond) {
        if (second * TOGETHER_MS > untilMs) continue;
        for (const pod of pods.values()) if (pod.ticket.expiresAtMs <= untilMs) take(pods, pod, taken);
        if (pods.size === 0) bySecond.delete(second);
      }
    },
    takeFirst(count, taken) {
      let left = count;
      for (const second of [...bySecond.keys()].sort((a, b) => a - b)) {
        const pods = bySecond.get(second);
        for (const pod of pods?.values() ?? []) {
          if (left-- <= 0) return;
          if (pods) take(pods, pod, taken);
        }
        bySecond.delete(second);
      }
    },
    size: () => size,
  };
}
