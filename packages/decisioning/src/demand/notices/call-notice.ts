import { request } from 'undici';
import { openAgent, type IsOurs } from '../call/open-agent.js';
import type { Notice } from '../settle-notices.js';

/** A bidder's notice is waited for so long, in milliseconds. */
const TIMEOUT_MS = 2000;
const CONNECTIONS_PER_ORIGIN = 8;
/** What a notice answers with is nobody's to read: so much is let through to keep the connection. */
const READ_BYTES = 16 * 1024;

/** Calls notices over HTTP. */
export interface NoticeCaller {
  /** True: answered with 200 or 204 (OpenRTB 2.6 §7.8). Never rejects; redirects are not followed. */
  call(notice: Notice): Promise<boolean>;
  close(): Promise<void>;
}

/** A private address that is not ours is not called. With each call go the device's address and agent, as far as the bidder was told them when it was asked. */
export function createNoticeCaller(isOurs: IsOurs, timeoutMs = TIMEOUT_MS): NoticeCaller {
  const agent = openAgent({ connections: CONNECTIONS_PER_ORIGIN, connectMs: timeoutMs, isOurs });
  return {
    async call({ url, device }) {
      const { ip = null, userAgent = null } = device ?? {};
      try {
        const { statusCode, body } = await request(url, {
          dispatcher: agent,
          signal: AbortSignal.timeout(timeoutMs),
          headers: {
            ...(ip !== null && { 'x-device-ip': ip, 'x-forwarded-for': ip }),
            ...(userAgent !== null && { 'x-device-user-agent': userAgent }),
          },
        });
        await body.dump({ limit: READ_BYTES });
        return statusCode === 200 || statusCode === 204;
      } catch {
        return false;
      }
    },
    close: () => agent.destroy(),
  };
}
