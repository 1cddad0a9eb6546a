import { captionPicture } from './caption-picture.js';
import { frontChannel, type ChannelFront } from './front-channel.js';

const SEGMENT_SECONDS = 1.92;

/**
 * A channel with a rendition of subtitles: a cue for each segment, which says the segment's number. `one file`: that of VOD is one for the
 * whole title, whose playlist has no date and which does not say what time it is of; else as the picture is cut.
 */
export function subtitleChannel(channelUrl: string, cut: 'segments' | 'one file' = 'segments'): Promise<ChannelFront> {
  return frontChannel(channelUrl, {
    change(path, body) {
      if (/\/(live|vod)\/main\.m3u8$/.test(path)) return offerSubtitles(body.toString());
      return body;
    },
    async own({ pathname }) {
      const [, sequence] = /^\/text\/(\d+)\.vtt$/.exec(pathname) ?? [];
      if (sequence !== undefined)
        return { status: 200, type: 'text/vtt', body: `${MAPPED}\n${writeCue(Number(sequence))}` };
      if (pathname === '/text/all.vtt') return { status: 200, type: 'text/vtt', body: writeAll() };
      const [, stream] = /^\/(live|vod)\/text\.m3u8$/.exec(pathname) ?? [];
      if (stream === undefined) return null;
      const sound = await (await fetch(`${channelUrl}/${stream}/audio.m3u8`)).text();
      const body = cut === 'one file' && stream === 'vod' ? listOne(sound) : listText(sound);
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

function offerSubtitles(multivariant: string): string {
  const rendition =
    '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="text.m3u8"';
  return multivariant
    .replace(/(#EXT-X-STREAM-INF:[^\n]*)/g, '$1,SUBTITLES="text"')
    .replace('#EXT-X-STREAM-INF', `${rendition}\n#EXT-X-STREAM-INF`);
}

/** The sound's playlist, with text in the place of its segments. */
function listText(sound: string): string {
  return sound.replace(/#EXT-X-MAP:[^\n]*\n/g, '').replace(/\baudio[/-](\d+)\.m4s/g, '/text/$1.vtt');
}

/** The whole title in one file. */
function listOne(sound: string): string {
  const seconds = [...sound.matchAll(/#EXTINF:([\d.]+)/g)].reduce((sum, [, length]) => sum + Number(length), 0);
  return `#EXTM3U\n#EXT-X-TARGETDURATION:${Math.ceil(seconds)}\n#EXTINF:${seconds},\n/text/all.vtt\n#EXT-X-ENDLIST\n`;
}

const MAPPED = 'WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n';

/** One cue over the whole segment, on the clock of the channel's media, whose segments begin with 0. */
function writeCue(sequence: number): string {
  const at = (n: number): string => new Date(Math.round(n * SEGMENT_SECONDS * 1000)).toISOString().slice(11, 23);
  return `${at(sequence)} --> ${at(sequence + 1)}\nSegment ${sequence}\n`;
}

/** More than there is of any title here. */
function writeAll(): string {
  return ['WEBVTT\n', ...Array.from({ length: 100 }, (_, sequence) => writeCue(sequence))].join('\n');
}
