import type { Ad, MediaFile, NonLinear, Tracker } from '@cutaway/model';
import { formatTime } from './parse-time.js';
import { isHls } from './media/media-types.js';
import { cdata, element, escapeXml } from './write-xml.js';

const NOT_TRACKING: readonly string[] = ['impression', 'error', 'clickTracking', 'breakStart', 'breakEnd'];

/** The `Creative` of an ad: its linear, or its image. Trackers belong to the linear where there are both. */
export function writeCreatives(ad: Ad): string[] {
  const isLinear = ad.mediaFiles.length > 0 || ad.nonLinear === null;
  const id = writeUniversalAdId(ad.universalAdId);
  const linear = isLinear ? [element('Creative', { sequence: 1 }, [id, writeLinear(ad)])] : [];
  if (ad.nonLinear === null) return linear;
  const image = writeNonLinear(ad.nonLinear, isLinear ? [] : ad.trackers);
  return [...linear, element('Creative', { sequence: linear.length + 1 }, [id, image])];
}

function writeUniversalAdId(universalAdId: string | null): string {
  const [registry = 'unknown', ...rest] = (universalAdId ?? 'unknown unknown').split(' ');
  const named = rest.length > 0 ? { registry, value: rest.join(' ') } : { registry: 'unknown', value: registry };
  return element('UniversalAdId', { idRegistry: named.registry }, escapeXml(named.value));
}

function writeLinear(ad: Ad): string {
  const skipoffset = ad.skipAfterMs === null ? null : formatTime(ad.skipAfterMs);
  return element('Linear', { skipoffset }, [
    element('Duration', {}, formatTime(ad.durationMs)),
    element('MediaFiles', {}, ad.mediaFiles.map(writeMediaFile)),
    writeTracking(ad.trackers),
    writeVideoClicks(ad),
  ]);
}

function writeMediaFile(file: MediaFile): string {
  const { id = null, type, codec, width, height, bitrateKbps: bitrate, url } = file;
  const { delivery = isHls(file) ? 'streaming' : 'progressive' } = file;
  const attributes = {
    ...{ id, delivery, type, codec, width, height, bitrate },
    minBitrate: file.minBitrateKbps ?? null,
    maxBitrate: file.maxBitrateKbps ?? null,
    scalable: textOf(file.scalable),
    maintainAspectRatio: textOf(file.maintainAspectRatio),
    apiFramework: file.apiFramework ?? null,
    fileSize: file.fileSizeBytes ?? null,
    mediaType: file.mediaType ?? null,
  };
  return element('MediaFile', attributes, cdata(url));
}

function textOf(flag: boolean | undefined): string | null {
  return flag === undefined ? null : String(flag);
}

function writeVideoClicks({ clickThrough, trackers }: Ad): string {
  const through = clickThrough === null ? [] : [element('ClickThrough', {}, cdata(clickThrough))];
  const clicks = [...through, ...writeClicks(trackers, 'ClickTracking')];
  return clicks.length === 0 ? '' : element('VideoClicks', {}, clicks);
}

function writeNonLinear(image: NonLinear, trackers: readonly Tracker[]): string {
  const { id, width, height, durationMs, type, imageUrl, clickThrough } = image;
  const attributes = { id, width, height, minSuggestedDuration: formatTime(durationMs) };
  const nonLinear = element('NonLinear', attributes, [
    element('StaticResource', { creativeType: type }, cdata(imageUrl)),
    clickThrough === null ? '' : element('NonLinearClickThrough', {}, cdata(clickThrough)),
    ...writeClicks(trackers, 'NonLinearClickTracking'),
  ]);
  return element('NonLinearAds', {}, [writeTracking(trackers), nonLinear]);
}

function writeClicks(trackers: readonly Tracker[], name: string): string[] {
  return trackers.filter(({ event }) => event === 'clickTracking').map(({ url }) => element(name, {}, cdata(url)));
}

function writeTracking(trackers: readonly Tracker[]): string {
  const written = trackers
    .filter(({ event }) => !NOT_TRACKING.includes(event))
    .map(({ event, url, offset }) => element('Tracking', { event, offset: formatOffset(offset) }, cdata(url)));
  return written.length === 0 ? '' : element('TrackingEvents', {}, written);
}

function formatOffset(offset: Tracker['offset']): string | null {
  if (!offset) return null;
  return 'ms' in offset ? formatTime(offset.ms) : `${Number((offset.share * 100).toFixed(6))}%`;
}
