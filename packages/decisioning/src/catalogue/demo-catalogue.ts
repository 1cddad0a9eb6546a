const hls = 'application/vnd.apple.mpegurl';

const spot = (
  colour: string,
  advertiser: string,
  priceCpm: number,
  durationMs: number,
  skipAfterMs: number | null,
) => ({
  id: `ad-${colour}`,
  title: `The ${colour} spot`,
  advertiser,
  adomain: `${colour}.example`,
  kind: 'linear',
  priceCpm,
  durationMs,
  skipAfterMs,
  universalAdId: `CUTAWAY-${colour.toUpperCase()}`,
  clickThrough: `https://${colour}.example/offer`,
  mediaFiles: [
    { url: `/ads/ad-${colour}/exact/main.m3u8`, type: hls },
    { url: `/ads/ad-${colour}/exact.mp4`, type: 'video/mp4' },
  ],
});

/** What a service without a catalogue file sells: the ads of the test channel. Checked on load like any file. */
export const DEMO_CATALOGUE = {
  items: [
    spot('red', 'Red Rooibos', 24, 5760, null),
    spot('green', 'Green Bicycles', 18, 5760, 3000),
    spot('yellow', 'Yellow Lamps', 9, 3840, null),
    {
      id: 'overlay-banner',
      title: 'A banner over the programme',
      advertiser: 'Blue Harbour',
      adomain: 'blue.example',
      kind: 'overlay',
      priceCpm: 6,
      durationMs: 8000,
      clickThrough: 'https://blue.example/harbour',
      nonLinear: { imageUrl: '/overlay.png', type: 'image/png', width: 480, height: 90 },
    },
  ],
} as const;
