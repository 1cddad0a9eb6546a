import type { Upid } from '@cutaway/model';

/** What one tag of the CUE family says. It holds for the segment that follows. */
export interface Mark {
  /** `section`: a payload only, which tells by itself. */
  readonly says: 'out' | 'cont' | 'in' | 'section' | 'asset' | 'hint';
  readonly line: string;
  readonly durationMs: number | null;
  /** How long the break runs already. */
  readonly elapsedMs: number | null;
  readonly id: string | null;
  /** SCTE-35 as text. */
  readonly payload: string | null;
  /** True where no tag of the dialect ends a break. */
  readonly endsByItself: boolean;
  /** What a tag says of a payload that it does not carry. */
  readonly typeId: number | null;
  readonly upids: readonly Upid[];
  readonly asset: Readonly<Record<string, string>> | null;
}
