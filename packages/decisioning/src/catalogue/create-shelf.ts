import type { WallMs } from '@cutaway/model';
import type { Catalogue } from './catalogue.js';
import type { Act, AuditEntry, ChangeEntry, ChangeStore } from './changes/change.js';
import { compose, type ComposeSite, type ShelfState } from './changes/compose.js';
import { planChange, viewOf } from './changes/plan-change.js';
import { CatalogueError, type CatalogueFault } from './faults.js';
import type { ChangeOutcome, ChangeRequest, CatalogueShelf } from './shelf.js';
import type { Content } from './written/written.js';

/** What happened on the shelf. */
export type CatalogueNews =
  | { readonly type: 'published'; readonly version: string; readonly by: 'files' | 'change' }
  /** The files have a fault: what was published before stays. */
  | { readonly type: 'kept-old'; readonly error: CatalogueError }
  | { readonly type: 'listener-failed'; readonly error: unknown }
  | { readonly type: 'journal-cut'; readonly file: string; readonly bytes: number }
  | { readonly type: 'not-watched'; readonly reason: string };

interface ShelfParts {
  readonly first: ShelfState;
  readonly entries: readonly AuditEntry[];
  readonly store: ChangeStore;
  readonly site: ComposeSite;
  readonly read: () => Promise<{ readonly content: Content; readonly faults: readonly CatalogueFault[] }>;
  readonly nowMs: () => WallMs;
  readonly tell: (news: CatalogueNews) => void;
}

/** So many changes can be asked for; the journal has all of them. */
const MAX_AUDIT = 10_000;

/** The shelf over a state that is sound. Whatever changes it waits for what was asked before. */
export function createShelf({ first, entries, store, site, read, nowMs, tell }: ShelfParts): CatalogueShelf {
  let state = first;
  let problem: CatalogueError | null = null;
  let seq = entries.length;
  let audit = entries.slice(-MAX_AUDIT);
  let queue: Promise<unknown> = Promise.resolve();
  const listeners = new Set<(catalogue: Catalogue) => void>();

  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const done = queue.then(task);
    queue = done.catch(() => {});
    return done;
  };

  function publish(next: ShelfState, by: 'files' | 'change'): void {
    const isNew = next.catalogue.version !== state.catalogue.version;
    // What was shown under a version stays the same object, for who compares.
    state = isNew ? next : { ...next, catalogue: state.catalogue };
    if (!isNew) return;
    tell({ type: 'published', version: next.catalogue.version, by });
    for (const listener of [...listeners])
      try {
        listener(next.catalogue);
      } catch (error) {
        tell({ type: 'listener-failed', error });
      }
  }

  async function reload(): Promise<CatalogueError | null> {
    const { content, faults } = await read();
    const composed =
      faults.length > 0
        ? ({ type: 'faulty', faults } as const)
        : compose({ files: content, overrides: state.overrides, before: state }, null, site);
    problem = composed.type === 'faulty' ? new CatalogueError(composed.faults) : null;
    if (composed.type === 'composed') publish(composed.state, 'files');
    else if (problem !== null) tell({ type: 'kept-old', error: problem });
    return problem;
  }

  /** null: it is in the audit. */
  async function keep(entry: AuditEntry): Promise<string | null> {
    try {
      await store.append(entry);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    seq = entry.seq;
    audit = [...audit.slice(-(MAX_AUDIT - 1)), entry];
    return null;
  }

  async function change(request: ChangeRequest): Promise<ChangeOutcome> {
    const plan = planChange(state, request, site);
    if (plan.type !== 'planned') return plan;
    const { version } = plan.next.catalogue;
    if (request.dryRun) return { type: 'done', version, record: plan.view, seq: null };
    const { kind, id, change: made, action, actor, reason } = request;
    const order = { kind, id, change: made, action, actor, reason };
    const entry: ChangeEntry = { seq: seq + 1, atMs: nowMs(), ...order, before: plan.before, after: plan.after };
    const fault = await keep(entry);
    if (fault !== null) return { type: 'not-kept', reason: fault };
    publish(plan.next, 'change');
    if (problem !== null) await reload(); // it may have been what stood in the files' way
    return { type: 'done', version: state.catalogue.version, record: viewOf(state, kind, id), seq };
  }

  return {
    current: () => state.catalogue,
    onPublish(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    problem: () => problem,
    reload: () => inTurn(reload),
    records: (kind) => [...state.content.lists[kind].keys()].sort().flatMap((id) => viewOf(state, kind, id) ?? []),
    record: (kind, id) => viewOf(state, kind, id),
    change: (request) => inTurn(() => change(request)),
    note: ({ kind, id, action, actor, reason, before, after }: Act) =>
      inTurn(() => keep({ seq: seq + 1, atMs: nowMs(), kind, id, action, actor, reason, before, after })),
    audit: ({ kind, id, actor, beforeSeq = Infinity, limit }) =>
      audit
        .filter((entry) => entry.seq < beforeSeq && (kind ?? entry.kind) === entry.kind)
        .filter((entry) => (id ?? entry.id) === entry.id && (actor ?? entry.actor) === entry.actor)
        .slice(-limit)
        .reverse(),
    close: () => inTurn(() => store.close()),
  };
}
