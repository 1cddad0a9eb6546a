import type { Ad, Tracker, TrackingEvent } from '@cutaway/model';

const EVENTS: readonly TrackingEvent[] = [
  'impression',
  'creativeView',
  'start',
  'firstQuartile',
  'midpoint',
  'thirdQuartile',
  'complete',
  'pause',
  'resume',
  'skip',
  'notUsed',
  'close',
  'error',
];

/** One tracker for each event that a journey looks at, at `https://beacons.example/<ad>/<event>`. */
export function trackersFor(adInstanceId: string): readonly Tracker[] {
  return EVENTS.map((event) => ({
    event,
    level: 0,
    index: 0,
    url: `https://beacons.example/${adInstanceId}/${event}${event === 'error' ? '?code=[ERRORCODE]' : ''}`,
  }));
}

/** A linear ad with an HLS and an MP4 file on `https://ads.example/<name>/`. */
export function anAd(name: string, change: Partial<Ad> = {}): Ad {
  return {
    adInstanceId: name,
    adId: `id-${name}`,
    title: name,
    advertiser: null,
    universalAdId: null,
    durationMs: 5760,
    skipAfterMs: null,
    clickThrough: null,
    mediaFiles: [
      {
        url: `https://ads.example/ads/${name}/main.m3u8`,
        type: 'application/vnd.apple.mpegurl',
        codec: null,
        width: null,
        height: null,
        bitrateKbps: null,
      },
      {
        url: `https://ads.example/ads/${name}.mp4`,
        type: 'video/mp4',
        codec: null,
        width: 480,
        height: 270,
        bitrateKbps: 120,
      },
    ],
    nonLinear: null,
    trackers: trackersFor(name),
    ...change,
  };
}

/** An image over the programme. */
export function anOverlay(name: string, durationMs = 8000): Ad {
  const nonLinear = {
    id: name,
    imageUrl: `https://ads.example/${name}.png`,
    type: 'image/png',
    width: 480,
    height: 90,
    durationMs,
    clickThrough: null,
    altText: name,
  };
  return anAd(name, { durationMs: 0, mediaFiles: [], nonLinear });
}
