/** What a request may be asked about. Names as in OpenRTB 2.6; beside them `custom.<key>`, a key of the publisher's own. */
export const DIMENSIONS: ReadonlySet<string> = new Set([
  ...['device.type', 'device.os', 'device.osVersion', 'device.make', 'device.model', 'device.language'],
  ...['app.bundle', 'app.name', 'app.domain', 'app.storeUrl'],
  ...['content.id', 'content.title', 'content.series', 'content.season', 'content.genre', 'content.channel'],
  ...['content.network', 'content.language', 'content.rating', 'content.live'],
  ...['geo.country', 'geo.region', 'geo.metro', 'geo.city', 'geo.zip'],
  // `provider:segment`, only where consent allows.
  'segment',
  // In UTC: `mon` to `sun`, and `0` to `23`.
  ...['day', 'hour'],
  'publisher',
  // Before, in or after the content: `pre`, `mid`, `post`.
  'position',
]);

const CUSTOM = /^custom\.[^\s]+$/;

export const isDimension = (name: string): boolean => DIMENSIONS.has(name) || CUSTOM.test(name);
