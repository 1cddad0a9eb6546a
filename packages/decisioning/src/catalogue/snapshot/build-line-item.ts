import type { Campaign, Creative, Goal, LineItem } from '../catalogue.js';
import { show } from '../faults.js';
import { money } from '../written/field-schemas.js';
import type { Content, Written, WrittenLineItem } from '../written/written.js';
import { buildCaps } from './build-caps.js';
import { readExpression } from './read-expression.js';
import { convert, type BuildSite } from './site.js';

/** What a line item refers to. */
export interface LineItemSite extends BuildSite {
  readonly content: Content;
  readonly campaigns: ReadonlyMap<string, Campaign>;
  readonly creatives: ReadonlyMap<string, Creative>;
}

/** All but the record itself that a line item depends on, as text. */
export function basisOf({ record }: Written<'lineItems'>, site: LineItemSite): string {
  const campaign = site.campaigns.get(record.campaignId ?? record.advertiserId ?? '') ?? null;
  const hasAdvertiser = record.advertiserId === undefined || site.content.lists.advertisers.has(record.advertiserId);
  const kinds = record.creatives.map((entry) => site.creatives.get(typeof entry === 'string' ? entry : entry.id)?.kind);
  const state = `${isPaused(record, campaign, site)} ${hasAdvertiser} ${kinds.join()}`;
  return `${campaign?.id} ${campaign?.advertiserId} ${state} ${site.money}`;
}

/** A line item with its defaults and its references checked. It is paused where its campaign or advertiser is. */
export function buildLineItem(written: Written<'lineItems'>, site: LineItemSite): LineItem {
  const { record, origin } = written;
  const type = record.type ?? 'price-priority';
  const campaign = campaignOf(written, site);
  const creatives = creativesOf(written, site);
  const goal = goalOf(written, type, site);
  const pacing = record.pacing ?? (goal.of === 'impressions' || goal.of === 'spend' ? 'even' : 'asap');
  const endsAt = toWallMs('endsAt', written, site);
  const startsAt = toWallMs('startsAt', written, site);
  if (endsAt === null && pacing !== 'asap' && goal.of !== 'nothing')
    site.refuse(origin, 'endsAt', `is missing, expected the flight's end for ${pacing} pacing, or pacing "asap"`);
  if (startsAt !== null && endsAt !== null && endsAt <= startsAt)
    site.refuse(origin, 'endsAt', `is ${show(record.endsAt)}, expected a time after startsAt ${show(record.startsAt)}`);
  return {
    id: record.id,
    campaignId: campaign?.id ?? '',
    advertiserId: campaign?.advertiserId ?? '',
    type,
    kind: kindOf(written, creatives, site),
    priceCpm: priceOf(written, type, goal, site),
    startsAt,
    endsAt,
    status: isPaused(record, campaign, site) ? 'paused' : 'live',
    goal,
    pacing,
    targeting: readExpression(record.targeting, origin, site.refuse),
    caps: buildCaps(record.caps, origin, site.refuse),
    creatives,
    position: record.position ?? 'any',
  };
}

function campaignOf({ record, origin }: Written<'lineItems'>, site: LineItemSite): Campaign | null {
  const { campaignId, advertiserId } = record;
  if (advertiserId !== undefined && !site.content.lists.advertisers.has(advertiserId)) {
    site.refuse(origin, 'advertiserId', `is ${show(advertiserId)}, expected an advertiser that is there`);
    return null;
  }
  const id = campaignId ?? advertiserId;
  if (id === undefined) {
    site.refuse(origin, 'campaignId', 'is missing, expected it, or an advertiserId for a line item without a campaign');
    return null;
  }
  const campaign = site.campaigns.get(id);
  if (campaign === undefined) site.refuse(origin, 'campaignId', `is ${show(id)}, expected a campaign that is there`);
  else if (advertiserId !== undefined && campaign.advertiserId !== advertiserId)
    site.refuse(
      origin,
      'advertiserId',
      `is ${show(advertiserId)}, expected ${show(campaign.advertiserId)} as campaign ${id} has`,
    );
  return campaign ?? null;
}

function creativesOf({ record, origin }: Written<'lineItems'>, site: LineItemSite): LineItem['creatives'] {
  const seen = new Set<string>();
  return record.creatives.map((entry, place) => {
    const { id, weight = 1 } = typeof entry === 'string' ? { id: entry } : entry;
    if (seen.has(id)) site.refuse(origin, `creatives[${place}]`, `is ${show(id)} again, expected each creative once`);
    if (!site.creatives.has(id))
      site.refuse(origin, `creatives[${place}]`, `is ${show(id)}, expected a creative that is there`);
    seen.add(id);
    return { id, weight };
  });
}

function kindOf({ record, origin }: Written<'lineItems'>, creatives: LineItem['creatives'], site: LineItemSite) {
  const kinds = creatives.map(({ id }) => site.creatives.get(id)?.kind);
  const kind = record.kind ?? kinds.find((known) => known !== undefined) ?? 'linear';
  kinds.forEach((other, place) => {
    if (other !== undefined && other !== kind)
      site.refuse(origin, `creatives[${place}]`, `is of kind ${other}, expected ${kind} as the line item is`);
  });
  return kind;
}

function goalOf({ record, origin }: Written<'lineItems'>, type: LineItem['type'], site: BuildSite): Goal {
  const { impressions, spend, share } = record.goal ?? {};
  if (impressions !== undefined) return { of: 'impressions', count: impressions };
  if (spend !== undefined) return { of: 'spend', amount: convert(spend, record.currency, origin, site) };
  if (share !== undefined) return { of: 'share', share };
  if (type === 'guaranteed')
    site.refuse(origin, 'goal', 'is missing, expected impressions, spend or share, since the line item is guaranteed');
  return type === 'sponsorship' ? { of: 'share', share: 1 } : { of: 'nothing' };
}

function priceOf(
  { record, origin }: Written<'lineItems'>,
  type: LineItem['type'],
  goal: Goal,
  site: BuildSite,
): number {
  const { priceCpm, currency } = record;
  if (priceCpm === undefined && (type === 'guaranteed' || type === 'price-priority'))
    site.refuse(origin, 'priceCpm', `is missing, expected a price, since the line item is ${type}`);
  else if (priceCpm === undefined && goal.of === 'spend')
    site.refuse(origin, 'priceCpm', 'is missing, expected more than 0, since the goal is to spend');
  if (goal.of === 'spend' && priceCpm === 0)
    site.refuse(origin, 'priceCpm', 'is 0, expected more, since the goal is to spend');
  const converted = convert(priceCpm ?? 0, currency, origin, site);
  // The schema has held it to that in its own currency; pods are solved, and tokens signed, in the catalogue's.
  if (converted > money.maximum)
    site.refuse(
      origin,
      'priceCpm',
      `is ${priceCpm} ${currency}, in ${site.currency} ${converted}, expected ${money.maximum} at most`,
    );
  return converted;
}

function isPaused(record: WrittenLineItem, campaign: Campaign | null, { content }: LineItemSite): boolean {
  const { campaigns, advertisers } = content.lists;
  return [
    record.status,
    campaigns.get(campaign?.id ?? '')?.record.status,
    advertisers.get(campaign?.advertiserId ?? '')?.record.status,
  ].includes('paused');
}

/** What the schema takes for a date and time the clock may not have: a leap second, a zone of hours alone. No such flight would ever be on. */
function toWallMs(
  field: 'startsAt' | 'endsAt',
  { record, origin }: Written<'lineItems'>,
  { refuse }: BuildSite,
): number | null {
  const said = record[field];
  if (said == null) return null;
  const ms = Date.parse(said);
  if (!Number.isNaN(ms)) return ms;
  refuse(origin, field, `is ${show(said)}, expected a date, a time and a zone such as 2026-01-31T18:00:00+01:00`);
  return null;
}
