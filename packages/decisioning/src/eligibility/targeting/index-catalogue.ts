import type { BreakKind } from '@cutaway/model';
import type { Catalogue, Deal, LineItem, Publisher } from '../../catalogue/catalogue.js';
import type { Ask } from '../facts.js';
import { addBit, createBitset, keepOnly, type Bitset } from './bitset.js';
import { blockOf, sellableCreatives, type SellableCreative } from './blocks.js';
import { dimensionsOf, type UsedDimension } from './dimensions-of.js';
import { isMatch } from './evaluate.js';
import { createFlightMask } from './flight-mask.js';
import { indexExpressions, ownersIn } from './index-expressions.js';
import type { Opening } from './opening.js';
import { whyNot, type Skip } from './why-not.js';

/** What of a catalogue may be shown to whom. Built once for each catalogue; a match costs microseconds. */
export interface EligibilityIndex {
  /**
   * Line items that may be shown, in the catalogue's order: live, of the kind, in flight, allowed by the publisher, with a creative
   * that is ready, and targeted at these facts. Caps, pacing and budgets are looked at later.
   */
  match(ask: Ask, opening: Opening): readonly LineItem[];
  /** Why a line item is not among them. null: it is. */
  why(lineItemId: string, ask: Ask, opening: Opening): Skip | null;
  /** What of a line item may be shown at a publisher. Empty: nothing. */
  creativesOf(lineItem: LineItem, publisherId: string): readonly SellableCreative[];
  /** Deals whose targeting holds, in the catalogue's order. */
  deals(ask: Ask): readonly Deal[];
  /** All that live line items and deals look at, flights and publishers apart: what a cohort's key is made of. */
  dimensions(): readonly UsedDimension[];
}

/** What one publisher makes of the catalogue. */
interface House {
  readonly publisher: Publisher;
  readonly allowed: Bitset;
  /** By line item, as they are asked for. */
  readonly creatives: Map<string, readonly SellableCreative[]>;
}

export function indexCatalogue(catalogue: Catalogue): EligibilityIndex {
  const live = catalogue.lineItems.filter(({ status }) => status === 'live');
  const byId = new Map(catalogue.lineItems.map((lineItem) => [lineItem.id, lineItem]));
  const deals = [...catalogue.deals.values()];
  const expressions = indexExpressions(live.map(({ targeting }) => targeting));
  const { rowCount, ownerOf } = expressions;
  const ownerAt = (row: number) => live[ownerOf[row] as number] as LineItem;
  const rowsWhere = (holds: (lineItem: LineItem) => boolean): Bitset => {
    const rows = createBitset(rowCount);
    for (let row = 0; row < rowCount; row += 1) if (holds(ownerAt(row))) addBit(rows, row);
    return rows;
  };
  const ofKind = { linear: rowsWhere(isOfKind('linear')), overlay: rowsWhere(isOfKind('overlay')) };
  const inFlight = createFlightMask(Array.from({ length: rowCount }, (_none, row) => ownerAt(row)));
  const houses = new Map([...catalogue.publishers.values()].map((publisher) => [publisher.id, houseOf(publisher)]));
  const byDefault = houses.get('default');
  if (byDefault === undefined) {
    throw new Error('Cannot index catalogue: none of its publishers is named default, expected one');
  }
  const houseAt = (publisherId: string) => houses.get(publisherId) ?? byDefault;
  const used = dimensionsOf([...live, ...deals].map(({ targeting }) => targeting));
  const rows = createBitset(rowCount);

  function houseOf(publisher: Publisher): House {
    const fine = new Set(live.filter((lineItem) => blockOf(lineItem, catalogue, publisher) === null));
    return { publisher, allowed: rowsWhere((lineItem) => fine.has(lineItem)), creatives: new Map() };
  }

  return {
    match: (ask, { kind, atMs }) => {
      rows.set(ofKind[kind]);
      keepOnly(rows, inFlight(atMs));
      keepOnly(rows, houseAt(ask.publisherId).allowed);
      expressions.keepMatches(rows, ask.facts);
      return ownersIn(rows, ownerOf).map((owner) => live[owner] as LineItem);
    },
    why: (lineItemId, ask, opening) =>
      whyNot(byId.get(lineItemId), catalogue, houseAt(ask.publisherId).publisher, ask, opening),
    creativesOf: (lineItem, publisherId) => {
      const { publisher, creatives } = houseAt(publisherId);
      const found = creatives.get(lineItem.id) ?? sellableCreatives(lineItem, catalogue, publisher);
      creatives.set(lineItem.id, found);
      return found;
    },
    // A catalogue has tens of deals, not thousands: an index of them would be slower.
    deals: (ask) => deals.filter(({ targeting }) => isMatch(targeting, ask.facts)),
    dimensions: () => used,
  };
}

const isOfKind =
  (kind: BreakKind) =>
  (lineItem: LineItem): boolean =>
    lineItem.kind === kind;
