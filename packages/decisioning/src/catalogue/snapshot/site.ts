import { show, type Origin, type Refuse } from '../faults.js';
import type { WrittenCaptions, WrittenMedia } from '../written/written.js';
import type { CaptionFile, MediaFile } from '@cutaway/model';

/** What every part of a snapshot is built with. */
export interface BuildSite {
  readonly currency: string;
  readonly rates: Readonly<Record<string, number>>;
  /** Both as text: other prices come of it if it changes. */
  readonly money: string;
  /** Completes relative media URLs; null: they stay as they are. */
  readonly mediaBase: string | null;
  readonly refuse: Refuse;
}

/** A price in the catalogue's currency. `written` is the currency it was written in; left out: the catalogue's. */
export function convert(amount: number, written: string | undefined, origin: Origin, site: BuildSite): number {
  if (written === undefined || written === site.currency) return amount;
  const rate = Object.hasOwn(site.rates, written) ? site.rates[written] : undefined;
  if (rate === undefined) {
    site.refuse(origin, 'currency', `is ${show(written)}, expected one with a rate: ${knownRates(site)}`);
    return amount;
  }
  return amount * rate;
}

const knownRates = ({ rates }: BuildSite): string => Object.keys(rates).join(', ');

const TYPES: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  vtt: 'text/vtt',
  srt: 'application/x-subrip',
  ttml: 'application/ttml+xml',
};

/** A list of media with its URLs completed; a type that is left out follows from the URL's ending. */
export function completeMedia(
  files: readonly WrittenMedia[],
  field: string,
  origin: Origin,
  site: BuildSite,
): readonly MediaFile[] {
  return files.map((file, place) => {
    const type = typeOf(file, `${field}[${place}].type`, origin, site);
    const url = completeUrl(file.url, `${field}[${place}].url`, origin, site);
    return { codec: null, width: null, height: null, bitrateKbps: null, ...file, type, url };
  });
}

/** The same for files of captions. */
export function completeCaptions(
  files: readonly WrittenCaptions[],
  origin: Origin,
  site: BuildSite,
): readonly CaptionFile[] {
  return files.map((file, place) => ({
    url: completeUrl(file.url, `captions[${place}].url`, origin, site),
    type: typeOf(file, `captions[${place}].type`, origin, site),
    language: file.language ?? null,
  }));
}

function typeOf(
  { url, type }: { readonly url: string; readonly type?: string },
  field: string,
  origin: Origin,
  { refuse }: BuildSite,
): string {
  const ending = /\.([a-z0-9]+)(?:[?#]|$)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  const known = type ?? TYPES[ending];
  if (known === undefined) refuse(origin, field, `is missing, expected it, since ${show(url)} does not tell`);
  return known ?? '';
}

export function completeUrl(url: string, field: string, origin: Origin, { mediaBase, refuse }: BuildSite): string {
  if (mediaBase === null) return url;
  try {
    return new URL(url, mediaBase).href;
  } catch {
    refuse(origin, field, `is ${show(url)}, expected a URL, or a path on ${mediaBase}`);
    return url;
  }
}
