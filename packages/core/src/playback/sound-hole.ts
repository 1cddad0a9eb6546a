import type { StitchPlan } from '@cutaway/manifest';

/**
 * How much sooner the sound of an ad ends than its picture, in milliseconds, if `uri` is the last segment of that sound; 0 for any
 * other segment of an ad. null: no plan has it, so it is content.
 */
export function soundHoleMs(plans: readonly StitchPlan[], uri: string): number | null {
  for (const { ads } of plans) {
    for (const { durationMs, renditions } of ads) {
      const own = renditions.find(({ segments }) => segments.some((segment) => segment.uri === uri));
      if (!own) continue;
      const { kind, segments } = own;
      if (kind !== 'audio' || segments[segments.length - 1]?.uri !== uri) return 0;
      return durationMs - segments.reduce((sum, segment) => sum + segment.durationMs, 0);
    }
  }
  return null;
}
