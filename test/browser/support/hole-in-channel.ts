import { readTimescales, retime } from '../../../packages/testkit/src/channel/retime.js';
import { frontChannel, type ChannelFront } from './front-channel.js';

/** A channel in whose picture there comes a hole. */
export interface HoledChannel extends ChannelFront {
  /** The next segment of picture that is asked for begins too late. */
  dig(): void;
  /** Whether that segment was asked for. */
  dug(): boolean;
}

/** Between two segments of the picture nothing is for so long, once it is dug; the sound has none. */
export async function holeInChannel(channelUrl: string, holeMs: number): Promise<HoledChannel> {
  const init = Buffer.from(await (await fetch(`${channelUrl}/live/hi/init.mp4`)).arrayBuffer());
  const timescales = readTimescales(init);
  let isWanted = false;
  let holed = NaN;
  const front = await frontChannel(channelUrl, {
    change(path, body) {
      const [, number = NaN] = /^\/live\/(?:hi|lo)\/(\d+)\.m4s$/.exec(path) ?? [];
      if (isWanted && isNaN(holed)) holed = Number(number);
      return Number(number) === holed ? retime(body, timescales, holeMs, holed) : body;
    },
  });
  return { ...front, dig: () => void (isWanted = true), dug: () => !isNaN(holed) };
}
