import type { Break, BreakEndReason, ProgramMs } from '@cutaway/model';

/** One break as it was told, for the table at the end. */
export interface BreakRow {
  readonly brk: Break;
  readonly phase: 'announced' | 'running' | 'ended' | 'cancelled';
  readonly endsAt: ProgramMs | null;
  readonly reason: BreakEndReason | null;
  /** How far ahead of a player it was announced; null: not live, or there before the watch began. */
  readonly leadMs: number | null;
}
