/** How one of the places is where a node keeps things. */
export interface StoreReport {
  readonly store: string;
  /** What is wrong with it, in words. null: it answers. */
  readonly fault: string | null;
  /** What goes on all the same. null: too little for requests to be sent here. */
  readonly goesOn: string | null;
}

/** What is seen of each place; left out: it is not configured. */
export interface StoreSight {
  readonly redis?: string | null;
  readonly nats?: string | null;
  /** Of the event log, or of the spool before JetStream. */
  readonly disk: string | null;
}

/**
 * What the state of each store means. Redis may be away: each node answers from what it knows. JetStream may be away as long as the
 * disk takes events, and the disk as long as JetStream does; an event that neither takes would be lost, so then others are to be asked.
 */
export function reportStores({ redis, nats, disk }: StoreSight): readonly StoreReport[] {
  const canKeepEvents = disk === null || nats === null;
  const reports: StoreReport[] = [];
  if (redis !== undefined)
    reports.push({
      ...{ store: 'redis', fault: redis },
      goesOn: 'caps count by what this node knows, one exposure of each more at most; budgets end with what was lent',
    });
  if (nats !== undefined)
    reports.push({
      ...{ store: 'nats', fault: nats },
      goesOn: canKeepEvents ? "events are kept on this node's disk, and counted when it is back" : null,
    });
  const byJetStream = nats === null ? 'events are kept in JetStream alone' : null;
  return [...reports, { store: 'disk', fault: disk, goesOn: byJetStream }];
}
