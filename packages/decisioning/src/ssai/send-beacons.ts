import { randomInt } from 'node:crypto';
import type { Ad, AdMs, TrackingEvent, WallMs } from '@cutaway/model';
import { fillMacros } from '@cutaway/vast';
import { fetch, type Dispatcher, type RequestInit } from 'undici';

const TIMEOUT_MS = 3000;
const TRIES = 3;

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
 * Calls the trackers of a host one after the other, in order; one that does not answer holds up no other host. Never throws; a call that
 * fails is tried again with the same URL.
 */
export type SendBeacons = (due: DueBeacons, lanes: Lanes) => void;

export interface BeaconSenderRoom {
  readonly closing: AbortSignal;
  readonly nowMs: () => WallMs;
  /** Who connects to a tracker. Left out or undefined: whoever connects elsewhere. */
  readonly agentFor?: (url: string) => Dispatcher | undefined;
}

export function createBeaconSender({ closing, nowMs, agentFor }: BeaconSenderRoom): SendBeacons {
  return ({ ad, events, adMs, errorCode, device }, lanes) => {
    const headers = { 'x-device-ip': device.ip, 'x-device-user-agent': device.userAgent };
    for (const tracker of events.flatMap((event) => ad.trackers.filter((one) => one.event === event))) {
      const url = fillMacros(tracker.url, {
        nowMs: nowMs(),
        cacheBusting: randomInt(100_000_000),
        adPlayheadMs: adMs,
        errorCode,
        serverSide: 2,
      });
      const host = /^[^/]*\/\/[^/?#]*/.exec(url)?.[0] ?? '';
      const called = (lanes.get(host) ?? Promise.resolve()).then(() =>
        callTracker(url, { headers, ...agentOf(agentFor?.(url)) }, closing),
      );
      lanes.set(host, called);
      void called.then(() => lanes.get(host) === called && lanes.delete(host));
    }
  };
}

const agentOf = (dispatcher: Dispatcher | undefined): RequestInit => (dispatcher === undefined ? {} : { dispatcher });

async function callTracker(url: string, how: RequestInit, closing: AbortSignal): Promise<void> {
  for (let tries = 0; tries < TRIES && !closing.aborted; tries += 1) {
    try {
      const signal = AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]);
      const response = await fetch(url, { ...how, signal });
      await response.body?.cancel();
      return; // any answer is an answer
    } catch {
      // no answer: again
    }
  }
}
