import { encryptInit, encryptSegment, type ContentKey } from './encrypt-cenc.js';
import { frontChannel, type ChannelFront } from './front-channel.js';

const KEY: ContentKey = {
  id: Buffer.from('00112233445566778899aabbccddeeff', 'hex'),
  key: Buffer.from('8ba0c1d2e3f405162738495a6b7c8d9e', 'hex'),
};

/** A channel behind encryption, and the licence server of its ClearKey. */
export interface ProtectedChannel extends ChannelFront {
  readonly licenceUrl: string;
  /** Licence requests: what each was answered with. */
  readonly licences: readonly number[];
}

/** `org.w3.clearkey` for hls.js, whose URI is the key's id; `identity` for Shaka, whose licence server the application names. */
const KEY_TAGS = [
  `#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI="data:text/plain;base64,${KEY.id.toString('base64')}",KEYFORMAT="org.w3.clearkey",KEYFORMATVERSIONS="1"`,
  `#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI="data:text/plain;base64,${KEY.key.toString('base64')}",KEYFORMAT="identity"`,
].join('\n');

/** How a programme is protected. */
export interface Protection {
  /** What the first licence requests are answered with; then it is 200. */
  readonly statuses: readonly number[];
  /** Whether playlists tell the key. */
  readonly hasTags: boolean;
}

/** Serves a channel's programme encrypted with ClearKey. */
export async function protectChannel(channelUrl: string, { statuses, hasTags }: Protection): Promise<ProtectedChannel> {
  const licences: number[] = [];
  const front = await frontChannel(channelUrl, {
    change: (path, body) => protect(path, body, hasTags),
    own(url) {
      if (url.pathname !== '/licence') return null;
      const status = statuses[licences.length] ?? 200;
      licences.push(status);
      return { status, type: 'application/json', body: status === 200 ? LICENCE : '' };
    },
  });
  return { ...front, licenceUrl: `${front.url}/licence`, licences };
}

/** A licence of ClearKey (EME §9.1.4). */
const LICENCE = JSON.stringify({
  keys: [{ kty: 'oct', kid: KEY.id.toString('base64url'), k: KEY.key.toString('base64url') }],
  type: 'temporary',
});

function protect(path: string, body: Buffer, hasTags: boolean): Buffer | string {
  const [, rendition = '', number] = /^\/live\/(hi|lo|audio)\/(\d+)\.m4s/.exec(path) ?? [];
  if (number !== undefined)
    return encryptSegment(body, KEY, { isVideo: rendition !== 'audio', firstIv: BigInt(number) << 16n });
  if (/\/init\.mp4/.test(path)) return encryptInit(body, KEY);
  return hasTags && /\.m3u8/.test(path) ? body.toString().replace('#EXT-X-MAP', `${KEY_TAGS}\n#EXT-X-MAP`) : body;
}
