/** Whether JetStream answers, from what its log says and what it is asked. */
export interface NatsWatch {
  /** null: it does. */
  fault(): string | null;
  /** The log keeps events here, since JetStream did not take them. */
  setSpooling(isSpooling: boolean): void;
  /** Asks it. */
  look(answers: () => Promise<boolean>): Promise<void>;
}

const AWAY = 'it does not answer';

/** `onChange` is told when it goes (what is wrong) and comes back (null). */
export function watchNats(onChange: (fault: string | null) => void): NatsWatch {
  let isSpooling = false;
  let isSilent = false;
  const fault = (): string | null => (isSpooling || isSilent ? AWAY : null);
  const change = (make: () => void): void => {
    const before = fault();
    make();
    if (fault() !== before) onChange(fault());
  };
  return {
    fault,
    setSpooling: (next) => change(() => (isSpooling = next)),
    async look(answers) {
      const isThere = await answers().catch(() => false);
      change(() => (isSilent = !isThere));
    },
  };
}
