import type { WallMs } from '@cutaway/model';
import type { Catalogue } from '../catalogue/catalogue.js';
import { createCohortMoney } from '../cohort/cohort-money.js';
import type { CompiledCaps } from '../caps/caps-for.js';
import { createCohortRoom, type CohortRoom, type CohortRoomOptions } from '../decide/create-cohort-room.js';
import { askOfAll, type CohortRooms } from '../decide/decide-cohort.js';
import type { EligibilityIndex } from '../eligibility/targeting/index-catalogue.js';
import { showsAt } from '../eligibility/facts.js';
import type { LiveRoom } from '../live/live-room.js';
import type { Meters } from '../ops/meters.js';
import type { Pacing } from '../pacing/create-pacing.js';
import { takenUntil } from './promise-terms.js';

/** What a node has for decisions that many share. */
export interface CohortWiring extends Pick<CohortRoomOptions, 'keys' | 'collector' | 'solve' | 'score'> {
  /** Of the catalogue that is published now. */
  view(): { readonly catalogue: Catalogue; readonly index: EligibilityIndex; readonly compiled: CompiledCaps };
  readonly pacing: Pick<Pacing, 'forMany' | 'left' | 'take'>;
  readonly live: Pick<LiveRoom, 'viewers'>;
  readonly meters: Pick<Meters, 'count'>;
  readonly nowMs: () => WallMs;
}

/** Most players that ask stay until the break begins. */
const SHOWN_SHARE = 0.9;

/** The cohort room over this node's budgets, and over the viewers that its channels were counted to have. */
export function openCohorts({ view, pacing, live, meters, nowMs, ...rest }: CohortWiring): CohortRoom {
  const worth = (id: string) => pacing.forMany(id, nowMs());
  const match: CohortRooms['match'] = (ask, kind) => view().index.match(ask, { kind, atMs: showsAt(ask) });
  const room = createCohortRoom({
    ...rest,
    ...{ match, nowMs, random: Math.random },
    catalogue: () => view().catalogue,
    sellable: (item, publisherId) => view().index.creativesOf(item, publisherId),
    capsOf: (item, creative) => view().compiled.of(item, creative),
    paced(id) {
      const said = worth(id);
      return said.isHeld ? { held: said.reason, detail: said.detail } : said;
    },
    take: (id, issuedAtMs) => pacing.take(id, { nowMs: nowMs(), expiresAtMs: takenUntil(issuedAtMs) }) === 'ok',
    money: createCohortMoney({
      matched: (cohort, brk) => match(askOfAll(cohort, brk, nowMs(), view().catalogue.version), brk.kind),
      partOf(id) {
        const said = worth(id);
        return said.isHeld ? 1 : said.part; // what holds it is said when it is decided
      },
      ...{ nowMs, left: pacing.left },
    }),
    viewersOf: (channel) => live.viewers(channel).now,
    pPlayOf: () => SHOWN_SHARE,
    onFault: () => meters.count('decision_failed_total', { where: 'events' }),
  });
  room.publish(view().catalogue.version, view().index.dimensions());
  return room;
}
