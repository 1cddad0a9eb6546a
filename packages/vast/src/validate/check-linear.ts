import { ELEMENT_EVENTS } from '@cutaway/model';
import { parseTime } from '../parse-time.js';
import { DEPRECATED, tellDeprecated } from './deprecated.js';
import type { Report } from './finding.js';
import { nearName } from './near-name.js';
import type { Placed } from './scan-elements.js';
import { shown } from './shown.js';
import { offsetMs } from './value-kinds.js';

// RFC 6381 §3.3: a four-character code, for most codecs with what follows it; several with commas between.
const CODEC =
  /^(avc[1-4]\.[\dA-F]{6}|(hvc1|hev1|vp09|vp08|av01|dvh1|dvhe|mp4a|mp4v|ac-4)\.[\w.]+|vp8|vp9|ac-3|ec-3|opus|vorbis|flac|mp3|stpp[\w.]*|wvtt|theora)$/i;

/** One Linear: its times against its duration, its files, its events. */
export function checkLinear(linear: Placed, isWrapper: boolean, report: Report): void {
  const duration = linear.children.find(({ name }) => name === 'Duration');
  const durationMs = duration ? parseTime(duration.text) : null;
  if (duration && durationMs === 0) {
    report('duration-zero', duration.textAt, 'Cannot time <Duration>: it is zero, expected more: quartiles need it');
  }
  checkSkip(linear, durationMs, report);
  for (const child of linear.children) {
    if (child.name === 'TrackingEvents') checkTracking(child, durationMs, report);
    if (child.name === 'MediaFiles' && !isWrapper) checkFiles(child, report);
  }
}

function checkSkip(linear: Placed, durationMs: number | null, report: Report): void {
  const written = linear.attributes['skipoffset'] ?? '';
  const skipMs = offsetMs(written, durationMs);
  if (skipMs === null || durationMs === null || durationMs === 0 || skipMs <= durationMs) return;
  report(
    'skip-late',
    linear,
    `Cannot skip the ad: skipoffset is ${shown(written)}, expected at most its duration, ${durationMs / 1000} s`,
  );
}

/** Events of a Linear, a NonLinear or a Companion. */
export function checkTracking(events: Placed, durationMs: number | null, report: Report): void {
  for (const tracking of events.children) {
    const event = tracking.attributes['event'] ?? '';
    if (tracking.name !== 'Tracking' || event === '') continue;
    checkName(tracking, event, report);
    const { offset } = tracking.attributes;
    if (event === 'progress' && !offset) {
      report(
        'progress-offset',
        tracking,
        'Cannot fire progress: its offset is absent, expected HH:MM:SS, HH:MM:SS.mmm or n%',
      );
    }
    const ms = offsetMs(offset ?? '', durationMs);
    if (ms === null || durationMs === null || durationMs === 0 || ms <= durationMs) continue;
    report(
      'progress-late',
      tracking,
      `Cannot fire ${event}: its offset is ${shown(offset ?? '')}, expected at most the duration, ${durationMs / 1000} s`,
    );
  }
}

function checkName(tracking: Placed, event: string, report: Report): void {
  if ((ELEMENT_EVENTS as readonly string[]).includes(event)) return;
  const near = nearName(event, ELEMENT_EVENTS);
  const expected = near ? `${near} (did you mean it?)` : 'an event of VAST 2.0 to 4.3';
  report(
    near ? 'event-misspelt' : 'event-unknown',
    tracking,
    `Cannot fire event: it is called ${shown(event)}, expected ${expected}`,
  );
}

function checkFiles(files: Placed, report: Report): void {
  for (const file of files.children) {
    const { codec, type = '', apiFramework = '', bitrate, minBitrate, maxBitrate, delivery } = file.attributes;
    if (/VPAID/i.test(apiFramework)) tellDeprecated(file, DEPRECATED.vpaid, report);
    if (/flash|x-flv/i.test(type)) tellDeprecated(file, DEPRECATED.flash, report);
    if (file.name !== 'MediaFile') continue;
    if (codec && !codec.split(',').every((one) => CODEC.test(one.trim()))) {
      report('codec', file, `Cannot ask the player about codec: it is ${shown(codec)}, expected one like avc1.64001F`);
    }
    if (delivery === 'progressive' && !bitrate && !minBitrate && !maxBitrate) {
      report(
        'bitrate-missing',
        file,
        'Cannot choose <MediaFile> by its bitrate: it has none, expected bitrate in kbit/s',
      );
    }
    if (!minBitrate !== !maxBitrate) {
      const has = minBitrate ? 'minBitrate' : 'maxBitrate';
      report(
        'bitrate-half',
        file,
        `Cannot tell the bitrates of <${file.tag}>: it has ${has} alone, expected minBitrate and maxBitrate`,
      );
    }
  }
}
