import type { Ad, Companion } from '@cutaway/model';

/** A place beside the video where the application shows a companion. CSS pixels. */
export interface CompanionSlot {
  /** `adSlotId` that it is for; left out: any. */
  readonly id?: string;
  readonly width: number;
  readonly height: number;
}

/** Whether an ad's companions can be shown as far as the ad requires it (VAST 4.3 §3.15.1, `CompanionAds@required`). */
export function meetsCompanions({ companions = [], companionsRequired }: Ad, slots: readonly CompanionSlot[]): boolean {
  const fits = (companion: Companion): boolean => slots.some((slot) => fitsIn(companion, slot));
  if (companionsRequired === 'all') return companions.every(fits);
  return companionsRequired !== 'any' || companions.some(fits);
}

function fitsIn({ adSlotId, width, height }: Companion, slot: CompanionSlot): boolean {
  const isMeant = adSlotId === null || slot.id === undefined || slot.id === adSlotId;
  return isMeant && width <= slot.width && height <= slot.height;
}
