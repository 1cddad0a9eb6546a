import type { WallMs } from '@cutaway/model';

/** What is known of the storage. */
export interface Keep {
  /** The name of this session's entry; null: there is no storage. */
  readonly owner: string | null;
  /** When the entry was last written, which is also what keeps others from it; null: it is not there. */
  readonly savedAtMs: WallMs | null;
  /** Others need not wait to take it over. */
  readonly hasLeft: boolean;
  /** When to look again for what others left; null: there are none. */
  readonly lookAtMs: WallMs | null;
  /** The device's ids that URLs of this session were told. Left out: none. */
  readonly ids?: readonly string[];
  /** How often the look was put off until the device's id is known. Left out: never. */
  readonly putOffs?: number;
  /** What was shown in sessions before has been read. Left out: not yet. */
  readonly hasSeen?: true;
}

export const NO_KEEP: Keep = { owner: null, savedAtMs: null, hasLeft: false, lookAtMs: null };
