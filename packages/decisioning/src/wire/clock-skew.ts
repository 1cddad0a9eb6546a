/** A store that has a clock of its own. */
export interface StoreClock {
  /** As metrics name it. */
  readonly store: string;
  /** Wall clock of the store, in milliseconds. */
  readMs(): Promise<number>;
}

export interface SkewWatch {
  /** Ours. */
  readonly nowMs: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  set(seconds: number, labels: { readonly store: string }): void;
}

const EVERY_MS = 10_000;
/** Who does not answer is asked again soon. */
const AGAIN_MS = 1000;

/**
 * Sets by how much this node is ahead of a store's clock, again and again: its word is taken for the middle of the time that it took to
 * come. A store that does not answer leaves what was known. @returns the way to stop.
 */
export function watchSkew({ store, readMs }: StoreClock, { nowMs, after, set }: SkewWatch): () => void {
  let stop = (): void => undefined;
  let isStopped = false;
  const look = async (): Promise<void> => {
    const askedMs = nowMs();
    const theirsMs = await readMs().catch(() => null);
    if (isStopped) return;
    if (theirsMs !== null) set(((askedMs + nowMs()) / 2 - theirsMs) / 1000, { store });
    stop = after(theirsMs === null ? AGAIN_MS : EVERY_MS, () => void look());
  };
  void look();
  return () => {
    isStopped = true;
    stop();
  };
}
