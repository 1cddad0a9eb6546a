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
  readonly label: string;
  readonly tone: Tone;
  /** Name and value, for the details and the table. */
  readonly details: readonly (readonly [string, string])[];
}
