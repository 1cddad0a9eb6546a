import type { WallMs } from '@cutaway/model';
import type { SessionConfig } from '../session-config.js';
import type { Effect } from '../effect.js';
import type { Fact } from '../fact.js';

/** One fact, when it was heard, and what followed. */
export interface TraceEntry {
  readonly atMs: WallMs;
  readonly fact: Fact;
  readonly effects: readonly Effect[];
}

/** A recorded session. Plain data: write it to a file, replay it anywhere. */
export interface Trace {
  readonly config: SessionConfig;
  /** False where older entries were dropped to keep memory flat: such a trace can be read, not replayed. */
  readonly complete: boolean;
  readonly entries: readonly TraceEntry[];
}

/** Writes a session down. */
export interface Recorder {
  note(entry: TraceEntry): void;
  /** Drops all so far. */
  forget(): void;
  trace(): Trace;
}

/** Keeps the last entries, up to a number of characters of text. */
export function createRecorder(config: SessionConfig, maxChars: number): Recorder {
  let entries: { readonly entry: TraceEntry; readonly chars: number }[] = [];
  let chars = 0;
  let complete = true;
  return {
    note(entry) {
      const size = sizeOf(entry);
      entries.push({ entry, chars: size });
      chars += size;
      if (chars <= maxChars) return;
      complete = false;
      let dropped = 0;
      // A quarter at a time: dropping one by one would move the whole list at every frame.
      while (chars > maxChars * 0.75 && dropped < entries.length - 1) chars -= entries[dropped++]?.chars ?? 0;
      entries = entries.slice(dropped);
    },
    forget() {
      entries = [];
      chars = 0;
      complete = false;
    },
    trace: () => ({ config, complete, entries: entries.map(({ entry }) => entry) }),
  };
}

/** Texts are what is large; the rest is counted at a flat rate, since this runs for each frame. */
function sizeOf({ fact, effects }: TraceEntry): number {
  let size = 120 + effects.length * 160;
  // What was heard is proved by lines of the text.
  if (fact.type === 'playlist') size += fact.loaded.text.length * (fact.loaded.heard ? 2 : 1);
  if (fact.type === 'reply') size += fact.reply.text.length;
  if (fact.type === 'storage' && fact.said.is === 'entries')
    for (const [, text] of fact.said.entries) size += text.length;
  for (const effect of effects) if (effect.type === 'serve') size += effect.text?.length ?? 0;
  return size;
}
