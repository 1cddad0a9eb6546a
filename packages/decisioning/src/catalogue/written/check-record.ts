import { collectFaults, show, type CatalogueFault, type Origin } from '../faults.js';
import { compileFaults } from '../../schema/compile-check.js';
import type { RawRecord } from '../changes/change.js';
import { KINDS, type Kind } from './kinds.js';
import { RECORD_SCHEMAS } from './record-schemas.js';

/** What is wrong with one record by itself; nothing: its schema holds and its id is the one by which it is known. */
export type CheckRecord = (kind: Kind, id: string, record: RawRecord, origin: Origin) => readonly CatalogueFault[];

export async function compileRecordCheck(): Promise<CheckRecord> {
  const checks = new Map(
    await Promise.all(KINDS.map(async (kind) => [kind, await compileFaults(RECORD_SCHEMAS[kind])] as const)),
  );
  return (kind, id, record, origin) => {
    const { faults, refuse } = collectFaults();
    const broken = checks.get(kind)?.(record) ?? [];
    for (const { field, text } of broken) refuse(origin, field, text.slice(field.length).trimStart());
    if (broken.length === 0 && record['id'] !== id)
      refuse(origin, 'id', `is ${show(record['id'])}, expected ${show(id)}`);
    return faults;
  };
}
