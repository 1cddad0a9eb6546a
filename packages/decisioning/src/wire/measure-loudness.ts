import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LoudnessMeter } from '../catalogue/probe-hls.js';

const TIMEOUT_MS = 60_000;
/** The summary is the last of what it says. */
const MOST_CHARS = 16_384;
/** The first sound, whatever it is coded in; nothing is written but the summary of the meter (EBU R 128). */
const ARGS = ['-hide_banner', '-nostats', '-i', 'pipe:0', '-map', '0:a:0', '-af', 'ebur128=framelog=verbose'];
const NOWHERE = ['-f', 'null', '-'];
const INTEGRATED = /\bI:\s+(-?[\d.]+|-inf|nan) LUFS/g;
/** Below its gate the meter hears nothing (ITU-R BS.1770-4, annex 1). */
const GATE_LUFS = -70;

/**
 * Has ffmpeg measure the integrated loudness of media. It is given the bytes, and fetches nothing itself.
 * @throws Error (rejects) "Cannot measure loudness …" where ffmpeg does not run, does not end in time, or takes it for no media; what
 * `media` throws.
 */
export function createLoudnessMeter(ffmpeg: string, closing: AbortSignal): LoudnessMeter {
  return async (media) => {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]);
    const child = spawn(ffmpeg, [...ARGS, ...NOWHERE], {
      stdio: ['pipe', 'ignore', 'pipe'],
      signal,
      killSignal: 'SIGKILL',
    });
    const ended = outcomeOf(child);
    const fed = feed(media, child.stdin);
    const { code, said } = await ended;
    const wrong = await fed;
    if (wrong) throw wrong;
    if (/matches no streams/.test(said)) return null;
    const found = [...said.matchAll(INTEGRATED)].pop();
    if (code === 0 && found) return Number(found[1]) > GATE_LUFS ? Number(found[1]) : null;
    const reason = said.trim().split('\n').pop() ?? '';
    throw new Error(
      `Cannot measure loudness: ffmpeg ended with ${code} (${reason}), expected the summary of its meter`,
    );
  };
}

/** Runs it once, so that a service that is to measure does not begin without. @throws Error (rejects) "Cannot measure loudness …". */
export async function checkFfmpeg(ffmpeg: string): Promise<void> {
  const child = spawn(ffmpeg, ['-hide_banner', '-filters'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const { code, said } = await outcomeOf(child, 'stdout', 1_000_000);
  if (code !== 0 || !said.includes(' ebur128 '))
    throw new Error(`Cannot measure loudness: ${ffmpeg} has no filter ebur128, expected an ffmpeg that has`);
}

async function outcomeOf(child: ChildProcess, from: 'stdout' | 'stderr' = 'stderr', mostChars = MOST_CHARS) {
  let said = '';
  child[from]?.setEncoding('utf8').on('data', (part: string) => (said = (said + part).slice(-mostChars)));
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, said };
  } catch (error) {
    throw new Error(`Cannot measure loudness: ${String((error as Error).message)}, expected ffmpeg to run`, {
      cause: error,
    });
  }
}

/** What `media` threw; null: it is all there, or ffmpeg did not want all of it. */
async function feed(media: AsyncIterable<Uint8Array>, into: Writable): Promise<Error | null> {
  let wrong: Error | null = null;
  await pipeline(async function* () {
    try {
      yield* media;
    } catch (error) {
      wrong = error as Error;
      throw error;
    }
  }, into).catch(() => undefined);
  return wrong;
}
