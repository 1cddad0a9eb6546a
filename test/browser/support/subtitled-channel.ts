import { captionPicture } from './caption-picture.js';
import { frontChannel, type ChannelFront } from './front-channel.js';
import { TIMED_TEXT, type TextCue } from './timed-text.js';

const SEGMENT_SECONDS = 1.92;

/** How a rendition of subtitles is cut and written. */
export type TextCut = 'segments' | 'one file' | keyof typeof TIMED_TEXT;

/**
 * A channel with a rendition of subtitles: a cue for each segment, which says the segment's number. `one file`: that of VOD is one for the
 * whole title, whose playlist has no date and which does not say what time it is of; else as the picture is cut, in WebVTT or in fMP4.
 */
export function subtitleChannel(channelUrl: string, cut: TextCut = 'segments'): Promise<ChannelFront> {
  const timed = cut === 'segments' || cut === 'one file' ? null : TIMED_TEXT[cut];
  const write = timed ? { ...timed, type: 'video/mp4', name: 'm4s' } : WEBVTT;
  return frontChannel(channelUrl, {
    change(path, body) {
      if (/\/(live|vod)\/main\.m3u8$/.test(path)) return offerSubtitles(body.toString(), timed?.codec);
      return body;
    },
    async own({ pathname }) {
      const [, sequence] = /^\/text\/(\d+)\.(?:vtt|m4s)$/.exec(pathname) ?? [];
      if (sequence !== undefined)
        return { status: 200, type: write.type, body: write.segment(cueOf(Number(sequence))) };
      if (pathname === '/text/all.vtt') return { status: 200, type: 'text/vtt', body: writeAll() };
      if (timed && pathname === '/text/init.mp4') return { status: 200, type: write.type, body: timed.init() };
      const [, stream] = /^\/(live|vod)\/text\.m3u8$/.exec(pathname) ?? [];
      if (stream === undefined) return null;
      const sound = await (await fetch(`${channelUrl}/${stream}/audio.m3u8`)).text();
      const body = cut === 'one file' && stream === 'vod' ? listOne(sound) : listText(sound, write.name);
      return { status: 200, type: 'application/vnd.apple.mpegurl', body };
    },
  });
}

/** A channel with captions inside of its picture, which say each segment's number. */
export function captionedChannel(channelUrl: string): Promise<ChannelFront> {
  return frontChannel(channelUrl, {
    change(path, body) {
      if (/\/live\/main\.m3u8$/.test(path)) return offerCaptions(body.toString());
      const [, sequence] = /^\/live\/(?:hi|lo)\/(\d+)\.m4s$/.exec(path) ?? [];
      return sequence === undefined ? body : captionPicture(body, `Segment ${Number(sequence)}`);
    },
  });
}

function offerCaptions(multivariant: string): string {
  const rendition = '#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="English",LANGUAGE="en",INSTREAM-ID="CC1"';
  return multivariant
    .replace(/(#EXT-X-STREAM-INF:[^\n]*)/g, '$1,CLOSED-CAPTIONS="cc"')
    .replace('#EXT-X-STREAM-INF', `${rendition}\n#EXT-X-STREAM-INF`);
}

function offerSubtitles(multivariant: string, codec?: string): string {
  const rendition =
    '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="text.m3u8"';
  return multivariant
    .replace(/(#EXT-X-STREAM-INF:[^\n]*)/g, '$1,SUBTITLES="text"')
    .replace(/(CODECS="[^"]*)/g, codec ? `$1,${codec}` : '$1')
    .replace('#EXT-X-STREAM-INF', `${rendition}\n#EXT-X-STREAM-INF`);
}

/** The sound's playlist, with text in the place of its segments. */
function listText(sound: string, name: string): string {
  const map = name === 'vtt' ? '' : '#EXT-X-MAP:URI="/text/init.mp4"\n';
  return sound.replace(/#EXT-X-MAP:[^\n]*\n/g, map).replace(/\baudio[/-](\d+)\.m4s/g, `/text/$1.${name}`);
}

/** The whole title in one file. */
function listOne(sound: string): string {
  const seconds = [...sound.matchAll(/#EXTINF:([\d.]+)/g)].reduce((sum, [, length]) => sum + Number(length), 0);
  return `#EXTM3U\n#EXT-X-TARGETDURATION:${Math.ceil(seconds)}\n#EXTINF:${seconds},\n/text/all.vtt\n#EXT-X-ENDLIST\n`;
}

const WEBVTT = {
  type: 'text/vtt',
  name: 'vtt',
  segment: (cue: TextCue): string => `WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n${writeCue(cue)}`,
};

/** One cue over the whole segment, on the clock of the channel's media, whose segments begin with 0. */
function cueOf(sequence: number): TextCue {
  const ms = SEGMENT_SECONDS * 1000;
  return { sequence, startMs: sequence * ms, durationMs: ms, text: `Segment ${sequence}` };
}

function writeCue({ startMs, durationMs, text }: TextCue): string {
  const at = (ms: number): string => new Date(Math.round(ms)).toISOString().slice(11, 23);
  return `${at(startMs)} --> ${at(startMs + durationMs)}\n${text}\n`;
}

/** More than there is of any title here. */
function writeAll(): string {
  return ['WEBVTT\n', ...Array.from({ length: 100 }, (_, sequence) => writeCue(cueOf(sequence)))].join('\n');
}
