/** What a request may be asked about. Names and values are without regard to case; most are OpenRTB 2.6's. */
const DIMENSIONS: readonly string[] = [
  ...['device.type', 'device.os', 'device.osVersion', 'device.make', 'device.model', 'device.language'],
  ...['app.bundle', 'app.name', 'app.domain', 'app.storeUrl'],
  ...['content.id', 'content.title', 'content.series', 'content.season', 'content.genre', 'content.channel'],
  ...['content.network', 'content.language', 'content.rating', 'content.live'],
  ...['geo.country', 'geo.region', 'geo.metro', 'geo.city', 'geo.zip'],
  // `provider:segment`, only where consent allows; and what it allows: personalised, contextual, child.
  ...['segment', 'consent'],
  // On the viewer's clock: `mon` to `sun`, and `0` to `23`.
  ...['day', 'hour'],
  'publisher',
  // Before, in or after the content (`pre`, `mid`, `post`); a UPID of the break's signal (`9:hex`).
  ...['break.position', 'upid'],
];

const KNOWN: ReadonlySet<string> = new Set(DIMENSIONS.map((name) => name.toLowerCase()));

/** Beside the list there is `custom.<key>`, a key of the publisher's own. */
const CUSTOM = /^custom\.\S+$/i;

export const isDimension = (name: string): boolean => KNOWN.has(name.toLowerCase()) || CUSTOM.test(name);

/** Of dimensions whose values are words of ours: any other is never true, and a line item that asks for it is never shown. */
const WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['day', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']],
  ['hour', Array.from({ length: 24 }, (_, hour) => String(hour))],
  ['break.position', ['pre', 'mid', 'post']],
  ['consent', ['personalised', 'contextual', 'child']],
  ['content.live', ['true', 'false']],
  ['device.type', ['tv', 'set-top-box', 'connected-device', 'phone', 'tablet', 'desktop']],
]);

/** The words that a dimension may be. null: its values are the publisher's, or the world's. */
export const wordsOf = (name: string): readonly string[] | null => WORDS.get(name.toLowerCase()) ?? null;
