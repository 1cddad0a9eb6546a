import type { AdView } from '@cutaway/core';
import type { Icon, NonLinear } from '@cutaway/model';

type AdOnScreen = NonNullable<AdView['ad']>;

/** A view with an ad that cannot be skipped, 12 s from its end, unless told otherwise. */
export function anAdView(changes: Partial<AdOnScreen> = {}): AdView {
  const ad: AdOnScreen = {
    adInstanceId: 'a1',
    title: 'Blue',
    position: 1,
    count: 2,
    remainingSeconds: 12,
    skipInSeconds: null,
    clickThrough: null,
    icons: [],
    ...changes,
  };
  return { ad, overlay: null };
}

/** Content with a 960 x 180 overlay over it, unless told otherwise. */
export function anOverlayView(changes: Partial<NonLinear> = {}, adInstanceId = 'o1'): AdView {
  const nonLinear: NonLinear = {
    id: 'n1',
    imageUrl: 'https://ads.test/overlay.png',
    type: 'image/png',
    width: 960,
    height: 180,
    durationMs: 10_000,
    clickThrough: null,
    altText: null,
    ...changes,
  };
  return { ad: null, overlay: { adInstanceId, nonLinear } };
}

export const CONTENT: AdView = { ad: null, overlay: null };

/** A 60 x 60 icon in the upper right corner that leads nowhere, unless told otherwise. */
export function anIcon(changes: Partial<Icon> = {}): Icon {
  return {
    program: 'AdChoices',
    width: 60,
    height: 60,
    xPosition: 'right',
    yPosition: 'top',
    offsetMs: 0,
    durationMs: null,
    pixelRatio: 1,
    apiFramework: null,
    altText: null,
    hoverText: null,
    regulation: null,
    resources: [{ type: 'static', content: 'https://ads.test/icon.png' }],
    clickThrough: null,
    fallbackImages: [],
    ...changes,
  };
}
