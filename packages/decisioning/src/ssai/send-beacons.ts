import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ad, AdMs, TrackingEvent, WallMs } from '@cutaway/model';
import { fillMacros } from '@cutaway/vast';
import { plainAddress } from '../beacons/plain-address.js';
import { fetch, type Dispatcher, type RequestInit } from 'undici';
import { within } from './within.js';

const TIMEOUT_MS = 3000;
/** Between one try and the next: a collector that is busy, or starts again, is back by then. */
const PAUSES_MS = [1000, 3000];
/** What a call fails with that has not left. */
const NOT_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

/** The device for which a server calls: measurers take a call without it for fraud (VAST 4.3 §1.1.3). */
export interface Device {
  readonly ip: string;
  readonly userAgent: string;
}

/** Events of one ad that are due, for a device. */
export interface DueBeacons {
  readonly ad: Ad;
  readonly events: readonly TrackingEvent[];
  readonly adMs: AdMs | null;
  readonly errorCode: number | null;
  readonly device: Device;
}

/** What is under way for one viewer, by host. */
export type Lanes = Map<string, Promise<void>>;

/**
 * Calls the trackers of a host one after the other, in order; one that does not answer holds up no other host. Never throws. A call
 * that was put off (408, 429, 5xx) or did not get there is tried twice more with the same URL. One that was not answered may have been
 * counted: as in the SDK's queue an impression is then not sent again, but to who counts each URL once.
 */
export type SendBeacons = (due: DueBeacons, lanes: Lanes) => void;

export interface BeaconSenderRoom {
  readonly closing: AbortSignal;
  readonly nowMs: () => WallMs;
  /** Who connects to a tracker. Left out or undefined: whoever connects elsewhere. */
  readonly agentFor?: (url: string) => Dispatcher | undefined;
  /** Whether a URL is counted once, however often it is called. Left out: none is. */
  readonly countsOnce?: (url: string) => boolean;
  readonly pausesMs?: readonly number[];
}

export function createBeaconSender(room: BeaconSenderRoom): SendBeacons {
  const { closing, nowMs, agentFor, countsOnce = () => false, pausesMs = PAUSES_MS } = room;
  return ({ ad, events, adMs, errorCode, device }, lanes) => {
    const headers = { 'x-device-ip': plainAddress(device.ip), 'x-device-user-agent': device.userAgent };
    for (const tracker of events.flatMap((event) => ad.trackers.filter((one) => one.event === event))) {
      const url = fillMacros(tracker.url, {
        nowMs: nowMs(),
        cacheBusting: randomInt(100_000_000),
        adPlayheadMs: adMs,
        errorCode,
        serverSide: 2,
      });
      const host = /^[^/]*\/\/[^/?#]*/.exec(url)?.[0] ?? '';
      const call = {
        how: { headers, ...agentOf(agentFor?.(url)) },
        mayRepeat: tracker.event !== 'impression' || countsOnce(url),
        ...{ closing, pausesMs },
      };
      const called = (lanes.get(host) ?? Promise.resolve()).then(() => callTracker(url, call));
      lanes.set(host, called);
      void called.then(() => lanes.get(host) === called && lanes.delete(host));
    }
  };
}

const agentOf = (dispatcher: Dispatcher | undefined): RequestInit => (dispatcher === undefined ? {} : { dispatcher });

interface Call extends Required<Pick<BeaconSenderRoom, 'closing' | 'pausesMs'>> {
  readonly how: RequestInit;
  /** Though it may have been counted. */
  readonly mayRepeat: boolean;
}

async function callTracker(url: string, { how, mayRepeat, closing, pausesMs }: Call): Promise<void> {
  for (const pauseMs of [...pausesMs, null]) {
    if (closing.aborted) return;
    try {
      const status = await within(TIMEOUT_MS, closing, async (signal) => {
        const response = await fetch(url, { ...how, signal });
        await response.body?.cancel();
        return response.status;
      });
      if (!isPutOff(status)) return;
    } catch (error) {
      if (!mayRepeat && !hasNotLeft(error)) return;
    }
    if (pauseMs !== null) await sleep(pauseMs, undefined, { signal: closing }).catch(() => undefined);
  }
}

const isPutOff = (status: number): boolean => status >= 500 || status === 429 || status === 408;

function hasNotLeft(error: unknown): boolean {
  const { cause } = error as { readonly cause?: { readonly code?: unknown } };
  return NOT_SENT.test(String(cause?.code));
}
