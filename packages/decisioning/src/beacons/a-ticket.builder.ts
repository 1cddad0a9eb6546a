import type { PodTicket, TicketAd } from './pod-ticket.js';

/** 2026-11-26T12:00:00Z */
export const NOON = 1_795_694_400_000;

export const aTicketAd = (more: Partial<TicketAd> = {}): TicketAd => ({
  lineItemId: 'li-10001',
  bidderId: null,
  creativeTag: null,
  durationMs: 20_000,
  cpmMicros: 12_500_000,
  ...more,
});

/** A viewer's pod of one ad of 20 s, for an hour from noon. */
export const aTicket = (more: Partial<PodTicket> = {}): PodTicket => ({
  eventId: 'channel-7',
  breakId: 'brk-4711',
  cohort: null,
  podSeed: 0x1234_5678,
  issuedAtMs: NOON,
  expiresAtMs: NOON + 3_600_000,
  agentClass: 0,
  networkClass: 0,
  placed: more.ads?.length ?? 1,
  ads: [aTicketAd()],
  ...more,
});
