import type { Effect } from '../effect.js';
import * as code from '../ads.js';
import * as ahead from '../ahead.js';
import type { SessionOptions } from '../config.js';
import { initialState } from '../state.js';
import { step } from '../step.js';
import type { DecisionReader } from '../turn.js';
import type { Trace } from './trace.js';

/**
 * The effects that the same facts lead to now, entry by entry.
 * @param options `reader` and `chooseMediaFile`: the reader and the rule that the session had, where it had them.
 * @throws Error where the trace is incomplete, or its reader is missing.
 */
export function replay(
  trace: Trace,
  options: Pick<SessionOptions, 'chooseMediaFile'> & { readonly reader?: DecisionReader | undefined } = {},
): readonly (readonly Effect[])[] {
  if (!trace.complete)
    throw new Error('Cannot replay trace: its beginning was dropped, expected a complete one (raise traceChars)');
  if (trace.config.hasReader && !options.reader)
    throw new Error(
      'Cannot replay trace: its decisions are VAST or payloads, expected the reader that the session had',
    );
  const { reader = null, chooseMediaFile = null } = options;
  const ads = { ...code, ahead };
  let state = initialState(trace.config);
  return trace.entries.map(({ fact, atMs }) => {
    const next = step(state, fact, atMs, { reader, ads, chooseMediaFile });
    state = next.state;
    return next.effects;
  });
}
