/** Waits that end early when all is over: nothing is left alive after `release`. */
export interface Hold {
  wait(ms: number): Promise<void>;
  release(): void;
}

export function createHold(): Hold {
  const waiting = new Map<NodeJS.Timeout, () => void>();
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(timer);
          resolve();
        }, ms);
        waiting.set(timer, resolve);
      }),
    release() {
      for (const [timer, resolve] of waiting) {
        clearTimeout(timer);
        resolve();
      }
      waiting.clear();
    },
  };
}
