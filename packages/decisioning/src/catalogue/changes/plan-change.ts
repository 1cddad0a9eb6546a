import { REQUEST, compose, type ComposeSite, type ShelfState } from './compose.js';
import type { ChangeOutcome, ChangeRequest, RecordView } from '../shelf.js';
import { canonicalJson, versionOnce } from '../snapshot/version-of.js';
import type { Kind } from '../written/kinds.js';
import type { RawRecord } from './change.js';
import { stepOverrides } from './overrides.js';

/** A change that may be made, and what comes of it. */
interface Planned {
  readonly type: 'planned';
  readonly next: ShelfState;
  readonly before: RawRecord | null;
  readonly after: RawRecord | null;
  readonly view: RecordView | null;
}

/** Tries a change on a state. Pure: nothing is done yet. */
export function planChange(
  state: ShelfState,
  { kind, id, change, ifVersion, ifNew }: ChangeRequest,
  site: ComposeSite,
): Planned | ChangeOutcome {
  const before = viewOf(state, kind, id);
  const versions = before === null ? [] : [before.version, state.catalogue.version, '*'];
  if (ifVersion !== null && !ifVersion.some((version) => versions.includes(version)))
    return { type: 'stale', version: before?.version ?? null };
  if (ifNew && before !== null) return { type: 'stale', version: before.version };
  if (before === null && (change.act === 'patch' || change.act === 'delete')) return { type: 'not-there' };
  if (change.act === 'reset' && !state.overrides[kind].has(id)) return { type: 'not-there' };

  const overrides = stepOverrides(state.overrides, kind, id, change);
  // Whoever asks again (a webhook that is retried) changes nothing.
  if (canonicalJson(overrides[kind].get(id)) === canonicalJson(state.overrides[kind].get(id)))
    return { type: 'done', version: state.catalogue.version, record: before, seq: null };
  const composed = compose({ files: state.files, overrides, before: state }, { kind, id }, site);
  if (composed.type === 'faulty') {
    const { faults } = composed;
    const own = faults.filter(({ file }) => file === REQUEST.file);
    return { type: 'refused', because: own.length > 0 ? 'record' : 'others', faults: own.length > 0 ? own : faults };
  }
  const view = viewOf(composed.state, kind, id);
  return { type: 'planned', next: composed.state, before: before?.record ?? null, after: view?.record ?? null, view };
}

/** A record of a state as the API shows it; null: there is none. */
export function viewOf({ content }: Pick<ShelfState, 'content'>, kind: Kind, id: string): RecordView | null {
  const written = content.lists[kind].get(id);
  if (written === undefined) return null;
  const { file, path } = written.origin;
  const record = { ...written.record } as unknown as RawRecord;
  return { id, version: versionOnce(written.record), from: path === '' ? file : `${file}: ${path}`, record };
}
