import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkFfmpeg, createLoudnessMeter } from './measure-loudness.js';

const FFMPEG = '/usr/bin/ffmpeg';
const isInstalled = existsSync(FFMPEG);
if (!isInstalled) console.warn('skipped: ffmpeg is not installed');

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`../../../testkit/media/ads/ad-red/${name}`, import.meta.url));
async function* media(...names: readonly string[]): AsyncIterable<Uint8Array> {
  for (const name of names) yield await readFile(fileOf(name));
}
const SOUND = ['exact/audio-init.mp4', 'exact/audio-000.m4s', 'exact/audio-001.m4s', 'exact/audio-002.m4s'];
const measure = (parts: AsyncIterable<Uint8Array>, ffmpeg = FFMPEG, closing = new AbortController().signal) =>
  createLoudnessMeter(ffmpeg, closing)(parts);

describe.skipIf(!isInstalled)('the loudness of media (R23)', () => {
  it('is that of all of its segments', async () => {
    expect(await measure(media(...SOUND))).toBeCloseTo(-35, 0);
  });
  it('is not there where there is no sound', async () => {
    expect(await measure(media('video/hi-init.mp4', 'video/hi-000.m4s'))).toBeNull();
  });
  it('cannot be measured of what is no media', async () => {
    const parts = async function* () {
      yield Buffer.from('this is no film');
    };
    await expect(measure(parts())).rejects.toThrow(
      /^Cannot measure loudness: ffmpeg ended with 1 .* expected the summary/,
    );
  });
  it('cannot be measured where a part of it is not there, and says which', async () => {
    const parts = async function* () {
      yield await readFile(fileOf('exact/audio-init.mp4'));
      throw new Error('Cannot fetch https://cdn.example/2.m4s: status is 404, expected 200');
    };
    await expect(measure(parts())).rejects.toThrow('Cannot fetch https://cdn.example/2.m4s');
  });
  it('is not measured any more when the service closes', async () => {
    const closing = new AbortController();
    const parts = async function* () {
      yield await readFile(fileOf('exact/audio-init.mp4'));
      closing.abort();
      await new Promise(() => undefined);
    };
    await expect(measure(parts(), FFMPEG, closing.signal)).rejects.toThrow('Cannot measure loudness');
  });
  it('needs an ffmpeg that has the meter', async () => {
    await checkFfmpeg(FFMPEG);
    await expect(checkFfmpeg('/none/ffmpeg')).rejects.toThrow(
      /^Cannot measure loudness: .*ENOENT.*, expected ffmpeg to run/,
    );
    await expect(checkFfmpeg('/bin/true')).rejects.toThrow('has no filter ebur128');
  });
});
