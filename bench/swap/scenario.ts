import type { StartChannelOptions } from '@cutaway/testkit';

/** `early`: breaks end before their time, with exact ads. `late`: the decision comes too late or not at all. */
export const SCENARIOS = ['exact', 'long', 'short', 'early', 'late'] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** Two ads of three segments each. */
export const AD_MS = 5760;
export const POD_MS = 2 * AD_MS;
export const SEGMENT_MS = 1920;
export const FRAME_MS = 40;
/** Where the break's end comes instead, in `early`: four segments in, a third into the second ad. */
export const EARLY_MS = 7680;
/** Three segments of content between two breaks. */
const EVERY_MS = POD_MS + 3 * SEGMENT_MS;
const FIRST_MS = 6 * SEGMENT_MS;
/** In `late`: how long the decision takes where it comes at all. Longer than a break is announced ahead of its start. */
export const LATE_MS = 9000;

export const encodingOf = (scenario: Scenario): 'exact' | 'long' | 'short' =>
  scenario === 'early' || scenario === 'late' ? 'exact' : scenario;

/** A viewer is 8 s behind the edge, and with a slow processor half a second more after each break of another way than the stitch. */
const BEHIND_MS = 20_000;

/** Milliseconds from the channel's start until the last break is over for a viewer who is ten seconds behind, and its report has closed. */
export const lengthMs = (breaks: number): number => FIRST_MS + (breaks - 1) * EVERY_MS + POD_MS + BEHIND_MS;

/** Where a break lies, as milliseconds of media after the live edge at the channel's start. */
export function breakSpans(scenario: Scenario, breaks: number): readonly { startMs: number; endMs: number }[] {
  return Array.from({ length: breaks }, (_, n) => {
    const startMs = FIRST_MS + n * EVERY_MS;
    return { startMs, endMs: startMs + (scenario === 'early' ? EARLY_MS : POD_MS) };
  });
}

/**
 * The channel: SCTE-35 for ours and interstitials for the players' own code in one playlist. No X-RESUME-OFFSET: content that the
 * ads replace resumes by the time that they took, which both players take for the live default.
 */
export function channelOptions(scenario: Scenario, breaks: number, trackUrl: string): StartChannelOptions {
  const early = Array.from({ length: breaks }, (_, n) => [`break-${n}`, { earlyInAfterMs: EARLY_MS }] as const);
  return {
    schedule: { atMs: breakSpans(scenario, breaks).map(({ startMs }) => startMs) },
    podMs: POD_MS,
    markers: 'both',
    assets: { names: ['ad-red', 'ad-green'], encoding: encodingOf(scenario), trackUrl },
    breakFaults: scenario === 'early' ? Object.fromEntries(early) : {},
    // Every other asset list fails, the others are late; ours asks through a front that does the same.
    faults:
      scenario === 'late'
        ? [
            { path: '^/asset-list/break-\\d*[02468]\\.json', status: 404 },
            { path: '^/asset-list/break-\\d*[13579]\\.json', delayMs: LATE_MS },
          ]
        : [],
  };
}
