/** The lists of a catalogue, in the order in which they refer to each other. */
export const KINDS = ['advertisers', 'campaigns', 'creatives', 'lineItems', 'bidders', 'deals', 'publishers'] as const;

export type Kind = (typeof KINDS)[number];

/** What one of them is called. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  advertisers: 'advertiser',
  campaigns: 'campaign',
  creatives: 'creative',
  lineItems: 'line item',
  bidders: 'bidder',
  deals: 'deal',
  publishers: 'publisher',
};
