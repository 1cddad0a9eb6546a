export const LANES = ['signals', 'breaks', 'decisions', 'switches', 'beacons'] as const;
export type Lane = (typeof LANES)[number];

/** How an entry looks. `plan`: not yet true. */
export type Tone = 'plain' | 'strong' | 'plan' | 'wait' | 'bad';

/** One thing on a lane: a moment, or a span of wall time that may still be going on. */
export interface InspectorEntry {
  readonly id: string;
  readonly lane: Lane;
  readonly fromMs: number;
  /** A moment has none; null: it goes on. */
  readonly untilMs?: number | null;
  /** Short: it stands in the lane. */
  readonly label: string;
  readonly tone: Tone;
  /** One line for the table. */
  readonly summary: string;
  /** Name and value, for whoever looks closer. */
  readonly details: readonly (readonly [string, string])[];
}
