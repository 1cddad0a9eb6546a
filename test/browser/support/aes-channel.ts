import { createCipheriv, createHash } from 'node:crypto';
import { frontChannel, type ChannelFront } from './front-channel.js';

/** So many segments have one key. */
const SEGMENTS_A_KEY = 4;

/** A channel whose segments are encrypted whole (RFC 8216 §4.3.2.4, AES-128). */
export interface AesChannel extends ChannelFront {
  /** The numbers of the keys that were asked for, in order. */
  readonly keysAsked: readonly number[];
}

const keyOf = (n: number): Buffer => createHash('md5').update(`key ${n}`).digest();
const keyNumberOf = (sequence: number): number => Math.floor(sequence / SEGMENTS_A_KEY);

/**
 * Encrypts a channel's programme with a key that is another one every fourth segment, and with the IV that is not told: a segment's own
 * media sequence number, which an ad that is put in renumbers. Initialization segments stay clear, so the first key stands behind the map.
 */
export async function encryptChannel(channelUrl: string): Promise<AesChannel> {
  const keysAsked: number[] = [];
  const front = await frontChannel(channelUrl, {
    change: encrypt,
    own({ pathname }) {
      const [, n] = /^\/key\/(\d+)$/.exec(pathname) ?? [];
      if (n === undefined) return null;
      keysAsked.push(Number(n));
      return { status: 200, type: 'application/octet-stream', body: keyOf(Number(n)) };
    },
  });
  return { ...front, keysAsked };
}

function encrypt(path: string, body: Buffer): Buffer | string {
  const [, number] = /^\/live\/\w+\/(\d+)\.m4s$/.exec(path) ?? [];
  if (number !== undefined) {
    const sequence = Number(number);
    const iv = Buffer.alloc(16);
    iv.writeUInt32BE(sequence, 12);
    const cipher = createCipheriv('aes-128-cbc', keyOf(keyNumberOf(sequence)), iv);
    return Buffer.concat([cipher.update(body), cipher.final()]);
  }
  return /\/live\/(?!main)\w+\.m3u8$/.test(path) ? tellKeys(body.toString()) : body;
}

function tellKeys(playlist: string): string {
  let told: number | null = null;
  return playlist.replace(/#EXTINF:[^\n]*\n\w+\/(\d+)\.m4s/g, (segment, sequence: string) => {
    const n = keyNumberOf(Number(sequence));
    const isTold = n === told;
    told = n;
    return isTold ? segment : `#EXT-X-KEY:METHOD=AES-128,URI="/key/${n}"\n${segment}`;
  });
}
