import { parseTime } from '../parse-time.js';
import { isUrl } from '../read/trackers.js';
import type { VastTracker } from '../vast-document.js';
import { childAt, childrenOf, type XmlNode } from '../xml/xml-node.js';
import type { ReadOptions } from '../xml/xml-reader.js';
import { readPosition } from './read-position.js';
import { readSource } from './read-source.js';
import { VMAP_ERRORS, type VmapBreak, type VmapBreakType, type VmapFailure } from './vmap-document.js';

const TYPES: readonly string[] = ['linear', 'nonlinear', 'display'];
const EVENTS: readonly string[] = ['breakStart', 'breakEnd', 'error'];

/** What became of an `AdBreak`: a break, a failure, or both where only its ads cannot be used. */
export interface BreakReading {
  readonly brk: VmapBreak | null;
  readonly failure: VmapFailure | null;
  readonly warnings: readonly string[];
}

/** One `AdBreak` (VMAP 1.0.1 §2.3.1). */
export function rebrk(node: XmlNode, options: ReadOptions): BreakReading {
  const { timeOffset = '', breakType = 'linear', repeatAfter } = node.attributes;
  const breakId = node.attributes['breakId'] || null;
  const trackers = rebrkTrackers(node);
  const errorUrls = trackers.filter(({ event }) => event === 'error').map(({ url }) => url);
  const fail = (error: VmapFailure['error'], detail: string, isKept = false): VmapFailure => ({
    error,
    vmapError: VMAP_ERRORS[error],
    breakId,
    detail,
    errorUrls,
    isKept,
  });
  const position = readPosition(timeOffset);
  const breakTypes = breakType
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(isType);
  if (position === null)
    return { brk: null, failure: fail('SCHEMA', `the timeOffset is "${timeOffset.slice(0, 40)}"`), warnings: [] };
  if (breakTypes.length === 0)
    return { brk: null, failure: fail('BREAK_TYPE', `the breakType is "${breakType.slice(0, 40)}"`), warnings: [] };
  const sourceNode = childAt(node, 'AdSource');
  const reading = sourceNode ? readSource(sourceNode, options) : null;
  const brk: VmapBreak = {
    breakId,
    timeOffset,
    position,
    breakType,
    breakTypes,
    repeatAfter: repeatAfter || null,
    repeatAfterMs: parseTime(repeatAfter) || null,
    source: reading?.source ?? null,
    trackers,
    extensions: childrenOf(childAt(node, 'Extensions'), 'Extension'),
  };
  const problem = reading?.source.problem;
  const failure = problem ? fail(problem.error, problem.detail, true) : null;
  return { brk, failure, warnings: reading?.warnings ?? [] };
}

/** `TrackingEvents/Tracking` (VMAP 1.0.1 §2.3.3): all URLs of an event. */
function rebrkTrackers(node: XmlNode): VastTracker[] {
  const trackers: VastTracker[] = [];
  for (const { attributes, text } of childrenOf(childAt(node, 'TrackingEvents'), 'Tracking')) {
    const { event = '' } = attributes;
    if (isBreakEvent(event) && isUrl(text)) trackers.push({ event, url: text });
  }
  return trackers;
}

function isBreakEvent(event: string): event is 'breakStart' | 'breakEnd' | 'error' {
  return EVENTS.indexOf(event) !== -1;
}

function isType(type: string): type is VmapBreakType {
  return TYPES.indexOf(type) !== -1;
}
