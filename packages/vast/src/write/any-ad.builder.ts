import fc from 'fast-check';
import type { Ad, Companion, Icon, Resource, Tracker, Verification } from '@cutaway/model';

// Edges of texts are trimmed by readers, and a carriage return is a line feed to XML: neither can come back.
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).map((raw) => `x${clean(raw)}x`);
const clean = (raw: string) => raw.replace(/[\u0000-\u001F\u0085\u2028\uFFFE\uFFFF]/g, '');
const event = fc.constantFrom<Tracker['event']>('start', 'midpoint', 'complete', 'pause', 'skip', 'notUsed');
const tracker = fc.record({ event, url: text });
const size = fc.option(fc.integer({ min: 1, max: 9999 }));
const mediaFile = fc.record({
  url: text,
  type: text,
  codec: fc.option(text),
  width: size,
  height: size,
  bitrateKbps: size,
});

const maybe = fc.option(text);
const resource: fc.Arbitrary<Resource> = fc.oneof(
  fc.record({ type: fc.constantFrom('html', 'iframe'), content: text }),
  fc.record({ type: fc.constant('static'), content: text, creativeType: text }),
);
const resources = fc.array(resource, { minLength: 1, maxLength: 3 });
const ratio = fc.constantFrom(1, 1.5, 2);
const icon: fc.Arbitrary<Icon> = fc.record({
  program: fc.uuid(), // icons of one program replace each other across levels, not within one
  width: size,
  height: size,
  xPosition: fc.constantFrom<Icon['xPosition']>('left', 'right', 0, 12),
  yPosition: fc.constantFrom<Icon['yPosition']>('top', 'bottom', 0, 7),
  offsetMs: fc.constantFrom(0, 1500),
  durationMs: fc.option(fc.integer({ min: 0, max: 60_000 })),
  pixelRatio: ratio,
  apiFramework: maybe,
  altText: maybe,
  hoverText: maybe,
  regulation: fc.option(fc.constantFrom(0, 1)),
  resources,
  clickThrough: maybe,
  fallbackImages: fc.array(fc.record({ width: size, height: size, altText: maybe, imageUrl: text }), { maxLength: 2 }),
});
const companion: fc.Arbitrary<Companion> = fc.record({
  id: text,
  width: fc.nat(300),
  height: fc.nat(300),
  adSlotId: maybe,
  renderingMode: fc.constantFrom('default', 'end-card', 'concurrent'),
  resources,
  clickThrough: maybe,
  altText: maybe,
  adParameters: maybe,
  apiFramework: maybe,
  pixelRatio: ratio,
});
const verification: fc.Arbitrary<Verification> = fc.record({
  vendor: fc.uuid(), // of one vendor, those that share a script are one
  resources: fc.tuple(fc.boolean(), fc.uuid()).map(([browserOptional, name]) => [
    { type: 'javascript', url: `https://v/${name}`, apiFramework: 'omid', browserOptional, mimeType: null },
    { type: 'executable', url: name, apiFramework: 'omid-tv', browserOptional: false, mimeType: 'application/x-omid' },
  ]),
  parameters: maybe,
});
const parts = fc.record(
  {
    icons: fc.array(icon, { minLength: 1, maxLength: 2 }),
    companions: fc.array(companion, { minLength: 1, maxLength: 2 }),
    verifications: fc.array(verification, { minLength: 1, maxLength: 2 }),
    pricing: fc.record({ value: fc.nat(500), model: fc.constant('cpm'), currency: fc.constant('EUR') }),
    categories: fc.array(fc.record({ authority: text, value: text }), { minLength: 1, maxLength: 2 }),
    captions: fc.array(fc.record({ url: text, type: text, language: maybe }), { minLength: 1, maxLength: 2 }),
    adParameters: text,
    expiresMs: fc.nat(900).map((s) => s * 1000),
  },
  { requiredKeys: [] },
);

/** What the parts that an ad has can call for, beside its own. */
function callsOfParts({
  icons = [],
  companions = [],
  verifications = [],
}: Partial<Ad>): Pick<Tracker, 'event' | 'of'>[] {
  return [
    { event: 'viewable' },
    { event: 'customClick' },
    ...icons.flatMap((_, i) =>
      ['creativeView' as const, 'clickTracking' as const].map((each) => ({ event: each, of: `icon:${i}` })),
    ),
    ...companions.flatMap((_, i) =>
      ['creativeView' as const, 'clickTracking' as const].map((each) => ({ event: each, of: `companion:${i}` })),
    ),
    ...verifications.map((_, i) => ({ event: 'verificationNotExecuted' as const, of: `verification:${i}` })),
  ];
}

function placed(trackers: readonly Omit<Tracker, 'level' | 'index'>[]): Tracker[] {
  const place = (i: number) => trackers.slice(0, i).filter(({ event }) => event === trackers[i]?.event).length;
  return trackers.map((each, i) => ({ ...each, level: 0, index: place(i) }));
}

const bareAd: fc.Arbitrary<Omit<Ad, 'adInstanceId' | 'trackers'>> = fc.record({
  adId: text,
  title: text,
  advertiser: fc.option(text),
  universalAdId: fc.option(fc.tuple(fc.constantFrom('ad-id.org', 'x'), text).map((parts) => parts.join(' '))),
  durationMs: fc.integer({ min: 0, max: 400_000 }),
  skipAfterMs: fc.option(fc.integer({ min: 0, max: 60_000 })),
  clickThrough: fc.option(text),
  mediaFiles: fc.array(mediaFile, { minLength: 1, maxLength: 3 }),
  nonLinear: fc.constant(null),
});

/** Any ad with a linear, with what its parts call for. Trackers are on one level and numbered. */
export const anyAd: fc.Arbitrary<Omit<Ad, 'adInstanceId'>> = fc
  .tuple(bareAd, parts, fc.array(tracker, { maxLength: 6 }))
  .map(([bare, shown, trackers]) => ({
    ...bare,
    ...shown,
    trackers: placed([
      ...trackers,
      ...callsOfParts(shown).map((call, i) => ({ ...call, url: `https://t/${i}?x=]]>` })),
    ]),
  }));
