import { describe, expect, it } from 'vitest';
import { playOnce } from './play-once.js';

/** An element whose calls are answered when the test says so. */
function openBench() {
  const calls: { resolve(): void; reject(error: Error): void }[] = [];
  const refused: string[] = [];
  const play = playOnce(
    { play: () => new Promise<void>((resolve, reject) => calls.push({ resolve, reject })) },
    (name) => refused.push(name),
  );
  return { play, calls, refused, settle: () => new Promise((resolve) => setTimeout(resolve)) };
}
const named = (name: string): Error => Object.assign(new Error(name), { name });

describe('playOnce()', () => {
  it('never has two calls outstanding (R4)', async () => {
    const { play, calls, settle } = openBench();
    play();
    play();
    play();
    expect(calls).toHaveLength(1);
    calls[0]?.reject(named('AbortError'));
    await settle();
    expect(calls).toHaveLength(2);
    calls[1]?.resolve();
    await settle();
    expect(calls).toHaveLength(2);
  });
  it('says a refusal by its name, but not that a load overtook the call', async () => {
    const { play, calls, refused, settle } = openBench();
    play();
    calls[0]?.reject(named('AbortError'));
    await settle();
    play();
    calls[1]?.reject(named('NotAllowedError'));
    await settle();
    expect(refused).toEqual(['NotAllowedError']);
  });
});
