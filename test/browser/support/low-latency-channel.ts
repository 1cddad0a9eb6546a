import { frontChannel, type ChannelFront } from './front-channel.js';

/** A channel that offers parts, blocking reloads and delta updates. */
export interface LowLatencyChannel extends ChannelFront {
  /** Delivery directives and parts that were asked for. */
  directives(): readonly string[];
}

const HEADER = [
  '#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0,PART-HOLD-BACK=3.0',
  '#EXT-X-PART-INF:PART-TARGET=1.92',
].join('\n');

/** Says of a channel what a low-latency one says: each segment is one part, and the next one is hinted (RFC 8216bis §4.4.3.8, §4.4.4.9). */
export async function lowLatencyChannel(channelUrl: string): Promise<LowLatencyChannel> {
  const asked: string[] = [];
  const front = await frontChannel(channelUrl, {
    own(url) {
      if (/_HLS_|part/.test(url.search)) asked.push(url.pathname + url.search);
      return null;
    },
    change(path, body) {
      const text = body.toString();
      if (!/\.m3u8$/.test(path) || !text.includes('#EXTINF')) return body;
      const withParts = text.replace(
        /#EXTINF:([\d.]+),\n(.+)/g,
        (segment, seconds: string, uri: string) =>
          `#EXT-X-PART:DURATION=${seconds},URI="${uri}?part=0",INDEPENDENT=YES\n${segment}`,
      );
      const [, folder = '', last = '0'] = /(\w+)\/(\d+)\.m4s\s*$/.exec(text) ?? [];
      const hint = `#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${folder}/${Number(last) + 1}.m4s?part=0"\n`;
      return withParts.replace(/#EXT-X-VERSION:\d+/, `#EXT-X-VERSION:9\n${HEADER}`) + hint;
    },
  });
  return { ...front, directives: () => asked };
}
