import type { Outbox, OutboxEffect, OutboxStep, Parcel } from './outbox.js';

/** Around the texts of a parcel in JSON: names, numbers, quotes. */
const FRAME_CHARS = 140;
/** Of a key: 16 digits and a comma. */
const MARK_CHARS = 17;

/** What can still come in before something must go. */
export function roomIn({ parcels, rules }: Outbox): { readonly parcels: number; readonly chars: number } {
  return { parcels: rules.maxParcels - parcels.length, chars: forParcels(rules) - charsOfAll(parcels) };
}

/** Takes out what there is no room for, and tells it: the oldest that is no impression first. What is under way stays. */
export function fitOutbox(state: Outbox): OutboxStep {
  const { rules } = state;
  let { parcels } = state;
  let chars = charsOfAll(parcels);
  const effects: OutboxEffect[] = [];
  while (parcels.length > rules.maxParcels || chars > forParcels(rules)) {
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
export function keptKeys({ keys, rules }: Outbox): readonly number[] {
  return keys.slice(-Math.floor(rules.maxChars / 4 / MARK_CHARS));
}

/** A quarter is for the keys. */
function forParcels({ maxChars }: Outbox['rules']): number {
  return maxChars * 0.75;
}

function charsOfAll(parcels: readonly Parcel[]): number {
  return parcels.reduce((chars, parcel) => chars + charsOf(parcel), 0);
}

function charsOf({ beacon: { key, adInstanceId, event, url } }: Parcel): number {
  return FRAME_CHARS + key.length + adInstanceId.length + event.length + url.length;
}
