import { isCancelled, isEndTold, isGone, isTold, plannedAt, type ChannelBreak } from './channel-break.js';
import type { Control } from './control.js';
import { listBreaks } from './list-breaks.js';
import type { ChannelPlan } from './options.js';
import { liveEdgeMs } from './write-live-playlist.js';
import { writeCancel, writeIn, writeOut } from './write-splice.js';

const SCTE35 = 'urn:scte:scte35:2014:xml+bin';

/**
 * The channel as an MPD, live since its epoch (ISO/IEC 23009-1 §5.3): the segments of the playlists, breaks as an EventStream with
 * SCTE-35 sections (SCTE 214-1 §6.7). The same plan, controls and time give the same text.
 */
export function writeLiveMpd(plan: ChannelPlan, controls: readonly Control[], nowMs: number): string {
  const edgeMs = liveEdgeMs(plan, nowMs);
  const firstMs = Math.max(0, edgeMs - plan.windowSegments * plan.segmentMs);
  const breaks = listBreaks(plan, controls, 0, edgeMs + plan.announceLeadMs + plan.segmentMs * 20);
  const events = breaks
    .filter((brk) => isTold(brk, edgeMs) && !isGone(brk, firstMs))
    .flatMap((brk) => writeEvents(plan, brk, edgeMs));
  return `<?xml version="1.0" encoding="UTF-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="dynamic"
  availabilityStartTime="${isoOf(plan.epochMs)}" publishTime="${isoOf(nowMs)}" minimumUpdatePeriod="PT2S" minBufferTime="PT2S"
  timeShiftBufferDepth="PT${(plan.windowSegments * plan.segmentMs) / 1000}S" suggestedPresentationDelay="PT${(plan.segmentMs * 3) / 1000}S">
  <Period id="channel" start="PT0S">
    <EventStream schemeIdUri="${SCTE35}" timescale="1000">
${events.map((event) => `      ${event}\n`).join('')}    </EventStream>
${adaptationSet(plan, 'video', [
  '<Representation id="hi" bandwidth="104000" width="480" height="270" frameRate="25" codecs="avc1.4d4015"/>',
  '<Representation id="lo" bandwidth="54000" width="256" height="144" frameRate="25" codecs="avc1.4d400c"/>',
])}
${adaptationSet(plan, 'audio', ['<Representation id="audio" bandwidth="16000" audioSamplingRate="48000" codecs="mp4a.40.2"/>'])}
  </Period>
  <UTCTiming schemeIdUri="urn:mpeg:dash:utc:direct:2014" value="${isoOf(nowMs)}"/>
</MPD>
`;
}

function adaptationSet(
  { segmentMs }: ChannelPlan,
  type: 'video' | 'audio',
  representations: readonly string[],
): string {
  const template = `<SegmentTemplate timescale="1000" duration="${segmentMs}" startNumber="0" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number$.m4s"/>`;
  return `    <AdaptationSet contentType="${type}" mimeType="${type}/mp4" segmentAlignment="true" startWithSAP="1">
      ${[template, ...representations].join('\n      ')}
    </AdaptationSet>`;
}

/** A break that is taken back is told by the event that takes it back alone. */
function writeEvents(plan: ChannelPlan, brk: ChannelBreak, edgeMs: number): readonly string[] {
  const plannedMs = plannedAt(brk, edgeMs);
  const id = brk.eventId * 2;
  if (isCancelled(brk, edgeMs)) return [writeEvent(id, brk.startsAtMs, null, writeCancel(plan, brk))];
  const out = writeEvent(id, brk.startsAtMs, plannedMs, writeOut(plan, brk, plannedMs));
  const events = isEndTold(brk, edgeMs) ? [out, writeEvent(id + 1, brk.endsAtMs, null, writeIn(plan, brk))] : [out];
  return brk.faults.duplicate === true ? [...events, ...events] : events;
}

function writeEvent(id: number, atMs: number, durationMs: number | null, section: string): string {
  const binary = Buffer.from(section.replace('0x', ''), 'hex').toString('base64');
  const duration = durationMs === null ? '' : ` duration="${durationMs}"`;
  return `<Event presentationTime="${atMs}"${duration} id="${id}"><Signal xmlns="http://www.scte.org/schemas/35/2016"><Binary>${binary}</Binary></Signal></Event>`;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
