import { captionPicture } from './caption-picture.js';
import { frontChannel, type ChannelFront } from './front-channel.js';

const SEGMENT_SECONDS = 1.92;

/** A channel with a rendition of subtitles: a cue for each segment, which says the segment's number. */
export function subtitleChannel(channelUrl: string): Promise<ChannelFront> {
  return frontChannel(channelUrl, {
    change(path, body) {
      if (/\/live\/main\.m3u8$/.test(path)) return offerSubtitles(body.toString());
      return body;
    },
    async own({ pathname }) {
      const [, sequence] = /^\/text\/(\d+)\.vtt$/.exec(pathname) ?? [];
      if (sequence !== undefined) return { status: 200, type: 'text/vtt', body: writeCue(Number(sequence)) };
      if (pathname !== '/live/text.m3u8') return null;
      const sound = await (await fetch(`${channelUrl}/live/audio.m3u8`)).text();
      return { status: 200, type: 'application/vnd.apple.mpegurl', body: listText(sound) };
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
  return sound.replace(/#EXT-X-MAP:[^\n]*\n/g, '').replace(/\baudio\/(\d+)\.m4s/g, '/text/$1.vtt');
}

/** One cue over the whole segment, on the clock of the channel's media, whose segments begin with 0. */
function writeCue(sequence: number): string {
  const at = (n: number): string => new Date(Math.round(n * SEGMENT_SECONDS * 1000)).toISOString().slice(11, 23);
  return `WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n${at(sequence)} --> ${at(sequence + 1)}\nSegment ${sequence}\n`;
}
