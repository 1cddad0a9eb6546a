import type { Publisher, PublisherSlot } from '../catalogue.js';
import { show, type Origin } from '../faults.js';
import type { WrittenPublisher } from '../written/written.js';
import { convert, type BuildSite } from './site.js';

/** How a publisher sells to bidders. */
type Sale = Pick<Publisher, 'durfloors' | 'mincpmpersec' | 'slots'>;

/** Imps of open time, and of the slots that are made of it. */
const OF_OPEN_TIME = /^open(-\d+)?$/;

/** Floors in the catalogue's currency, and slots with what they leave out. What was not written is not there. */
export function buildSale(
  { durfloors, mincpmpersec, slots, currency }: WrittenPublisher,
  origin: Origin,
  site: BuildSite,
): Sale {
  const toMoney = (amount: number): number => convert(amount, currency, origin, site);
  durfloors?.forEach(({ mindur = 0, maxdur = Infinity }, place) => {
    if (mindur > maxdur)
      site.refuse(
        origin,
        `durfloors[${place}].mindur`,
        `is ${mindur}, expected at most its maxdur, which is ${maxdur}`,
      );
  });
  const offered = slots?.map((slot, place): PublisherSlot => {
    const { id = `slot-${place + 1}`, position = 'any', minMs, maxMs, floorCpm } = slot;
    if (minMs !== undefined && minMs > maxMs)
      site.refuse(origin, `slots[${place}].minMs`, `is ${minMs}, expected at most its maxMs, which is ${maxMs}`);
    const floor = floorCpm === undefined ? {} : { floorCpm: toMoney(floorCpm) };
    return { id, position, maxMs, ...(minMs !== undefined && { minMs }), ...floor };
  });
  offered?.forEach((slot, place) => {
    const others = offered.slice(0, place);
    if (OF_OPEN_TIME.test(slot.id))
      site.refuse(origin, `slots[${place}].id`, `is ${show(slot.id)}, expected another, since open time is called so`);
    if (others.some(({ id }) => id === slot.id))
      site.refuse(origin, `slots[${place}].id`, `is ${show(slot.id)} once more, expected one that no other slot has`);
    if (slot.position !== 'any' && others.some(({ position }) => position === slot.position))
      site.refuse(origin, `slots[${place}].position`, `is ${show(slot.position)} once more, expected one slot with it`);
  });
  return {
    ...(durfloors && { durfloors: durfloors.map((floor) => ({ ...floor, bidfloor: toMoney(floor.bidfloor) })) }),
    ...(mincpmpersec !== undefined && { mincpmpersec: mincpmpersec === null ? null : toMoney(mincpmpersec) }),
    ...(offered && { slots: offered }),
  };
}
