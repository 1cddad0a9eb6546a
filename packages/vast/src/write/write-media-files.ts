import type { Ad, CaptionFile, InteractiveFile, MediaFile, Mezzanine } from '@cutaway/model';
import { isHls } from '../media/media-types.js';
import { cdata, element } from './write-xml.js';

/** `MediaFiles` (VAST 4.2 §3.9). */
export function writeMediaFiles({ mediaFiles, mezzanines = [], interactiveFiles = [], captions = [] }: Ad): string {
  return element('MediaFiles', {}, [
    captions.length === 0 ? '' : element('ClosedCaptionFiles', {}, captions.map(writeCaption)),
    writtenOnce(mediaFiles),
    ...mezzanines.map(writeMezzanine),
    ...interactiveFiles.map(writeInteractiveFile),
  ]);
}

const written = new WeakMap<readonly MediaFile[], string>();

/** The files of a creative are the same for all who get it: a list that was written is not written again. */
function writtenOnce(files: readonly MediaFile[]): string {
  const known = written.get(files);
  if (known !== undefined) return known;
  const text = files.map(writeMediaFile).join('');
  written.set(files, text);
  return text;
}

function writeMediaFile(file: MediaFile): string {
  const { id = null, type, codec, width, height, bitrateKbps: bitrate, url } = file;
  const { delivery = isHls(file) ? 'streaming' : 'progressive' } = file;
  const attributes = {
    ...{ id, delivery, type, codec, width: width ?? 0, height: height ?? 0, bitrate },
    minBitrate: file.minBitrateKbps ?? null,
    maxBitrate: file.maxBitrateKbps ?? null,
    ...scalingOf(file),
    fileSize: file.fileSizeBytes ?? null,
    mediaType: file.mediaType ?? null,
  };
  return element('MediaFile', attributes, cdata(url));
}

/** What MediaFile and NonLinear have in common. */
export function scalingOf(of: Pick<MediaFile, 'scalable' | 'maintainAspectRatio' | 'apiFramework'>) {
  const { scalable, maintainAspectRatio, apiFramework = null } = of;
  return { scalable: textOf(scalable), maintainAspectRatio: textOf(maintainAspectRatio), apiFramework };
}

function textOf(flag: boolean | undefined): string | null {
  return flag === undefined ? null : String(flag);
}

/** How it is delivered is not kept: it is a file. */
function writeMezzanine({ url, type, width, height, fileSizeBytes: fileSize, ...rest }: Mezzanine): string {
  const { id, codec, mediaType } = rest;
  const sized = { delivery: 'progressive', type: type ?? '', width: width ?? 0, height: height ?? 0 };
  return element('Mezzanine', { ...sized, id, codec, fileSize, mediaType }, cdata(url));
}

function writeInteractiveFile({ url, type, apiFramework, variableDuration }: InteractiveFile): string {
  const attributes = { type, apiFramework, variableDuration: variableDuration ? 'true' : null };
  return element('InteractiveCreativeFile', attributes, cdata(url));
}

function writeCaption({ url, type, language }: CaptionFile): string {
  return element('ClosedCaptionFile', { type: type || null, language }, cdata(url));
}
