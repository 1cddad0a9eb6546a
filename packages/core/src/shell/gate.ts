/** Keeps back what may leave only when the last write is done. */
export interface Gate {
  wrote(write: void | Promise<void>): void;
  /** Runs at once where nothing is being written. */
  pass(run: () => void): void;
  /** The page may end: there is no later. */
  open(): void;
}

export function createGate(): Gate {
  let writing: Promise<void> | null = null;
  const held = new Set<() => void>();
  return {
    wrote(write) {
      if (!write) return;
      const mine: Promise<void> = write.then(
        () => undefined,
        () => undefined,
      );
      writing = mine;
      void mine.then(() => writing === mine && (writing = null));
    },
    pass(run) {
      if (!writing) return run();
      const once = (): void => {
        if (held.delete(once)) run();
      };
      held.add(once);
      void writing.then(once);
    },
    open: () => [...held].forEach((run) => run()),
  };
}
