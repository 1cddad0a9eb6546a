import { fillMacros, type MacroContext } from '@cutaway/vast';
import type { BreakRun } from '../run/break-run.js';
import { isBarred } from '../privacy/privacy.js';
import { breakMacros } from '../run/macros.js';
import type { SessionState } from '../state.js';

/** AdCOM's numbers for VAST 2.0, 3.0, 4.0, 4.1, 4.2 and 4.3: alone and as wrappers. */
const VAST_VERSIONS = [2, 3, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16];
/** AdCOM's number for Open Measurement. */
const OMID = [7];

/** What the tags of a break may be told, the first one and those of wrappers alike. */
export function tagMacros(state: SessionState, run: BreakRun): MacroContext {
  const context = breakMacros(state, run, null);
  const { hls, mp4 } = state.player;
  const mimes = [...(hls ? ['application/vnd.apple.mpegurl'] : []), ...(mp4 ? ['video/mp4'] : [])];
  const omid = state.config.omid && { APIFRAMEWORKS: OMID };
  return { ...context, vastVersions: VAST_VERSIONS, others: { MEDIAMIME: mimes, ...omid, ...context.others } };
}

/** The first tag with its macros filled. */
export function tagUrl(state: SessionState, run: BreakRun): string {
  const url = state.config.decisionUrl;
  const macros = tagMacros(state, run);
  const others = isBarred(state.privacy, url) ? { ...macros.others, IFA: '-2', IFATYPE: '-2' } : macros.others;
  return fillMacros(url, { ...macros, ...(others && { others }) });
}
