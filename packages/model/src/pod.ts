import type { Ad } from './ad.js';

/** Who calls the beacons of a pod. Exactly one party does. */
export type BeaconParty = 'client' | 'server';

/** The ordered ads that fill one break. */
export interface Pod {
  readonly id: string;
  readonly breakId: string;
  readonly beaconedBy: BeaconParty;
  readonly ads: readonly Ad[];
}
