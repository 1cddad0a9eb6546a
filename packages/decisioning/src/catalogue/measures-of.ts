import type { ProbedMedia } from './preflight.js';

/** What the head of a file in one piece says, whatever its format is. null: it does not say. */
export interface FileHead {
  readonly durationMs: number | null;
  readonly tracks: readonly {
    readonly kind: 'picture' | 'sound';
    readonly codec: string;
    readonly width: number | null;
    readonly height: number | null;
  }[];
}

/** The measures that files of any format have. `fileBytes`: of the whole file; null: nobody knows. */
export function measuresOf(
  { durationMs, tracks }: FileHead,
  fileBytes: number | null,
): Omit<ProbedMedia, 'faults'> & Required<Pick<ProbedMedia, 'faults'>> {
  const picture = tracks.find(({ kind }) => kind === 'picture');
  return {
    durationMs: durationMs === null ? null : Math.round(durationMs),
    codec: tracks.map(({ codec }) => codec).join(',') || null,
    ...{ width: picture?.width ?? null, height: picture?.height ?? null },
    bitrateKbps: fileBytes === null || durationMs === null ? null : Math.round((8 * fileBytes) / durationMs),
    faults: picture ? [] : ['has no picture, expected one'],
  };
}

export const hasSound = ({ tracks }: FileHead): boolean => tracks.some(({ kind }) => kind === 'sound');
