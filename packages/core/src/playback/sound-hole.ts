import type { StitchPlan } from '@cutaway/manifest';

/** How much sooner the sound of an ad ends than its picture, in milliseconds, if `uri` is the last segment of that sound; else 0. */
export function soundHoleMs(plans: readonly StitchPlan[], uri: string): number {
  for (const { ads } of plans) {
    for (const { durationMs, renditions } of ads) {
      const sound = renditions.find(
        ({ kind, segments }) => kind === 'audio' && segments[segments.length - 1]?.uri === uri,
      );
      if (sound) return durationMs - sound.segments.reduce((sum, segment) => sum + segment.durationMs, 0);
    }
  }
  return 0;
}
