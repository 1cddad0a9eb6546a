import { Readable } from 'node:stream';

/** The event loop is given back after so long, in milliseconds, and for so long: half of its time is for others at least. */
const SLICE_MS = 4;

/** Takes steps to their end. Whoever else waits has his turn between them, every few milliseconds. */
export async function inSlices<Made>(steps: Generator<void, Made>): Promise<Made> {
  const rest = createRest();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    if (rest.isDue()) await rest.take();
  }
}

/** A long text in its pieces, each made when there is room for it, and others have their turn between. */
export const streamOf = (pieces: Iterable<string>): Readable => Readable.from(slicesOf(pieces));

async function* slicesOf(pieces: Iterable<string>): AsyncGenerator<string> {
  const rest = createRest();
  for (const piece of pieces) {
    yield piece;
    if (rest.isDue()) await rest.take();
  }
}

function createRest(): { isDue(): boolean; take(): Promise<void> } {
  let sinceMs = performance.now();
  return {
    isDue: () => performance.now() - sinceMs >= SLICE_MS,
    async take() {
      await new Promise((resolve) => void setTimeout(resolve, SLICE_MS));
      sinceMs = performance.now();
    },
  };
}
