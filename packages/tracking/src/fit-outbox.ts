import type { Outbox, OutboxEffect, OutboxStep, Parcel } from './outbox.js';

/** Around the texts of a parcel in JSON: names, numbers, quotes. */
const FRAME_CHARS = 140;

/** Takes out what there is no room for, and tells it: the oldest that is no impression first. What is under way stays. */
export function fitOutbox(state: Outbox): OutboxStep {
  const { rules } = state;
  let { parcels } = state;
  let chars = parcels.reduce((sum, parcel) => sum + charsOf(parcel), 0);
  const effects: OutboxEffect[] = [];
  // A quarter is for the keys.
  while (parcels.length > rules.maxParcels || chars > rules.maxChars * 0.75) {
    const idle = parcels.filter(({ is }) => is !== 'sent');
    const out = idle.find(({ beacon }) => beacon.event !== 'impression') ?? idle[0];
    if (!out) break;
    chars -= charsOf(out);
    parcels = parcels.filter((parcel) => parcel !== out);
    effects.push({ type: 'told', beacon: out.beacon, stage: 'dropped' });
  }
  return { state: { ...state, parcels }, effects };
}

/** The last keys for which there is room beside the parcels. */
export function keptKeys({ keys, rules }: Outbox): readonly string[] {
  let chars = 0;
  let from = keys.length;
  while (from > 0 && (chars += (keys[from - 1]?.length ?? 0) + 3) <= rules.maxChars / 4) from--;
  return keys.slice(from);
}

function charsOf({ beacon: { key, adInstanceId, event, url } }: Parcel): number {
  return FRAME_CHARS + key.length + adInstanceId.length + event.length + url.length;
}
