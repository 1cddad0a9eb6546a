import type { MediaFile } from '@cutaway/model';
import type { Catalogue } from '../catalogue/catalogue.js';
import { contingencyPods, type ContingencyPod } from './contingency-pod.js';
import { createTemplate, type TextTemplate } from './text-template.js';

/** An answer that is bytes already, in both forms. */
export interface ReadyAnswer {
  readonly json: TextTemplate;
  readonly vast: TextTemplate;
  readonly durationMs: number;
}

/** Writes what is on the shelf, with `markers` where values of a request go. */
export interface ShelfWriter {
  readonly markers: readonly string[];
  pod(pod: ContingencyPod): { readonly json: string; readonly vast: string };
  slate(publisherId: string, mediaFiles: readonly MediaFile[]): { readonly json: string; readonly vast: string };
  /** No ad and no slate: still a valid answer. */
  empty(): { readonly json: string; readonly vast: string };
}

/** The lower rungs of the ladder, written when the catalogue is published, so that they cost nothing when all else burns. */
export interface ContingencyShelf {
  /** Writes everything anew, and changes over in one step. Keeps what it had where that fails. */
  publish(catalogue: Pick<Catalogue, 'creatives' | 'publishers'>): void;
  /** The fullest pod that is no longer than the break; `durationMs` null: the longest. null: there is none. */
  pod(publisherId: string, durationMs: number | null): ReadyAnswer | null;
  slate(publisherId: string): ReadyAnswer | null;
  empty(): ReadyAnswer;
}

interface OfPublisher {
  /** Shortest first. */
  readonly pods: readonly ReadyAnswer[];
  readonly slate: ReadyAnswer | null;
}

/** Who has no publisher of its own. */
const DEFAULT_PUBLISHER = 'default';

export function createContingencyShelf(writer: ShelfWriter): ContingencyShelf {
  const ready = (
    { json, vast }: { readonly json: string; readonly vast: string },
    durationMs: number,
  ): ReadyAnswer => ({
    json: createTemplate(json, writer.markers),
    vast: createTemplate(vast, writer.markers),
    durationMs,
  });
  const empty = ready(writer.empty(), 0);
  let shelf: ReadonlyMap<string, OfPublisher> = new Map();
  const of = (publisherId: string): OfPublisher | undefined => shelf.get(publisherId) ?? shelf.get(DEFAULT_PUBLISHER);

  return {
    publish(catalogue) {
      const next = new Map<string, OfPublisher>();
      for (const publisher of catalogue.publishers.values()) {
        const pods = contingencyPods(publisher, catalogue).map((pod) => ready(writer.pod(pod), pod.durationMs));
        const hasSlate = publisher.slate.length > 0;
        next.set(publisher.id, {
          pods,
          slate: hasSlate ? ready(writer.slate(publisher.id, publisher.slate), 0) : null,
        });
      }
      shelf = next;
    },
    pod(publisherId, durationMs) {
      const pods = of(publisherId)?.pods ?? [];
      return pods.filter((pod) => durationMs === null || pod.durationMs <= durationMs).at(-1) ?? null;
    },
    slate: (publisherId) => of(publisherId)?.slate ?? null,
    empty: () => empty,
  };
}
