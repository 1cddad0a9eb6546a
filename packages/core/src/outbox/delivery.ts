import type { BeaconStage } from '@cutaway/tracking';

/** How many beacons came to each stage so far. `unsaved`: writes that the storage refused. */
export type Delivery = Readonly<Record<BeaconStage | 'unsaved', number>>;

export const NO_DELIVERY: Delivery = {
  ...{ queued: 0, sent: 0, delivered: 0, retrying: 0 },
  ...{ lost: 0, dropped: 0, vetoed: 0, unknown: 0, unsaved: 0 },
};
