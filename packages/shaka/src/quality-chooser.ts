/** What Shaka's `abrFactory` makes (`shaka.extern.AbrManager`). */
export interface QualityChooser {
  segmentDownloaded(...args: never): void;
  stop(): void;
  release?(): void;
}

/**
 * The one that a player has: its name differs with the build. Shaka 5 forgets it with a manifest that is kept, and makes another: unless
 * it is ended, the one before looks for dropped frames every 2 s for good, forbids qualities for them, and listens to the element.
 */
export function chooserOf(player: object): QualityChooser | undefined {
  const fields: readonly unknown[] = Object.values(player);
  return fields.find((one): one is QualityChooser => !!(one as Partial<QualityChooser> | null)?.segmentDownloaded);
}
