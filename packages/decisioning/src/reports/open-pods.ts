import type { WallMs } from '@cutaway/model';
import type { ReadTicket } from '../beacons/pod-ticket.js';

type Name = Pick<ReadTicket, 'podId' | 'expiresAtMs'>;
type Kept = { readonly ticket: Name };

/** Pods whose tokens expire within this time of each other lie together, in milliseconds: tokens live for a day, so there are some thousand heaps. */
const TOGETHER_MS = 10_000;

/**
 * Pods until they have expired, in the order in which they do: those that are due are found without a look at the others, of which
 * a busy node has hundreds of thousands.
 */
export interface OpenPods<Pod extends Kept> {
  /** The one of a ticket; one that is not there is made. */
  of(ticket: Name, make: () => Pod): Pod;
  find(ticket: Name): Pod | undefined;
  /** The one of a ticket is open no longer. */
  drop(ticket: Name): void;
  /** Takes out those that expired until then. */
  takeExpired(untilMs: WallMs, taken: (pod: Pod) => void): void;
  /** Takes out so many of those that expire first, or of as near to them as ten seconds. @returns how many there were */
  takeFirst(count: number, taken: (pod: Pod) => void): number;
  size(): number;
  all(): Iterable<Pod>;
  clear(): void;
}

export function createOpenPods<Pod extends Kept>(): OpenPods<Pod> {
  const heaps = new Map<number, Map<string, Pod>>();
  let size = 0;
  const heapOf = ({ expiresAtMs }: Name): number => Math.floor(expiresAtMs / TOGETHER_MS);

  function take(pods: Map<string, Pod>, pod: Pod, taken: (pod: Pod) => void): void {
    pods.delete(pod.ticket.podId);
    size -= 1;
    taken(pod);
  }

  return {
    of(ticket, make) {
      const heap = heapOf(ticket);
      const pods = heaps.get(heap) ?? new Map<string, Pod>();
      const known = pods.get(ticket.podId);
      if (known !== undefined) return known;
      const pod = make();
      heaps.set(heap, pods.set(ticket.podId, pod));
      size += 1;
      return pod;
    },
    find: (ticket) => heaps.get(heapOf(ticket))?.get(ticket.podId),
    drop(ticket) {
      const heap = heapOf(ticket);
      const pods = heaps.get(heap);
      if (pods?.delete(ticket.podId) !== true) return;
      size -= 1;
      if (pods.size === 0) heaps.delete(heap);
    },
    takeExpired(untilMs, taken) {
      for (const [heap, pods] of heaps) {
        if (heap * TOGETHER_MS > untilMs) continue;
        for (const pod of pods.values()) if (pod.ticket.expiresAtMs <= untilMs) take(pods, pod, taken);
        if (pods.size === 0) heaps.delete(heap);
      }
    },
    takeFirst(count, taken) {
      let found = 0;
      for (const heap of [...heaps.keys()].sort((a, b) => a - b)) {
        const pods = heaps.get(heap);
        for (const pod of pods?.values() ?? []) {
          if (found >= count) return found;
          if (pods) take(pods, pod, taken);
          found += 1;
        }
        heaps.delete(heap);
      }
      return found;
    },
    size: () => size,
    *all() {
      for (const pods of heaps.values()) yield* pods.values();
    },
    clear() {
      heaps.clear();
      size = 0;
    },
  };
}
