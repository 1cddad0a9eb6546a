import type { Ports } from '../ports.js';
import type { CaptionsOrder, CaptionsTold } from './captions-order.js';
import { chooseCaptions, notationOf } from './choose-captions.js';
import { readTtml } from './read-ttml.js';
import { readVtt } from './read-vtt.js';

/** Of an ad of a minute there are a few thousand. */
const MOST_CHARACTERS = 500_000;
const KNOWN = /^\uFEFF?WEBVTT|<(?:\w+:)?tt\s/;

/** Chooses the file that fits the viewer, fetches and reads it. Rejects where the network port throws. */
export async function fetchCaptions(
  { files, text, audio, timeoutMs }: CaptionsOrder,
  http: Ports['http'],
): Promise<Pick<CaptionsTold, 'cues' | 'missing'>> {
  const file = chooseCaptions(files, text, audio);
  const miss = (missing: string) => ({ cues: [], missing });
  if (!file) return miss(files.map(({ url, type }) => `${url} (${type || 'no type'})`).join(', '));
  const reply = await http.send({ method: 'GET', use: 'text', url: file.url, timeoutMs });
  const { status, failure, text: written } = reply;
  if (failure ?? (status < 200 || status >= 300)) return miss(`${file.url}: ${failure ?? `status ${status}`}`);
  const isRead = written.length <= MOST_CHARACTERS;
  const cues = !isRead ? [] : notationOf(file) === 'ttml' ? readTtml(written) : readVtt(written);
  // An ad in which nobody speaks has a file without cues.
  if (cues.length > 0 || (isRead && KNOWN.test(written))) return { cues, missing: null };
  return miss(`${file.url}: ${written.length} characters without a cue`);
}
