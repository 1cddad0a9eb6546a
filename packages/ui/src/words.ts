/** Everything the UI says, so that an application can say it in the viewer's language. */
export interface Words {
  /** Name of the whole region for screen readers. */
  readonly region: string;
  /** The badge. `clock` is `m:ss` of what is left of the pod. */
  badge(position: number, count: number, clock: string): string;
  /** The badge over a slate, which fills what the ads left of a break. */
  slate(clock: string): string;
  /** Said once when an ad starts. */
  announceAd(position: number, count: number): string;
  skipIn(seconds: number): string;
  readonly skip: string;
  /** Said once when the skip button can be used. */
  readonly announceSkip: string;
  /** Said once when content is back. */
  readonly announceContent: string;
  /** Text for an industry icon, or what it leads to, that came without any. */
  readonly icon: string;
  /** Text for an overlay image that came without any. */
  readonly overlay: string;
  /** The small mark above an overlay. */
  readonly overlayMark: string;
  readonly closeOverlay: string;
}

export const ENGLISH: Words = {
  region: 'Advertisement',
  badge: (position, count, clock) => (count > 1 ? `Ad ${position} of ${count} · ${clock}` : `Ad · ${clock}`),
  slate: (clock) => `Back in ${clock}`,
  announceAd: (position, count) => (count > 1 ? `Advertisement ${position} of ${count}` : 'Advertisement'),
  skipIn: (seconds) => `Skip in ${seconds}`,
  skip: 'Skip ad',
  announceSkip: 'You can skip this ad',
  announceContent: 'The programme is back',
  icon: 'About this ad',
  overlay: 'Advertisement',
  overlayMark: 'Ad',
  closeOverlay: 'Close advertisement',
};
