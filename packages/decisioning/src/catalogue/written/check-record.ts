import type { RawRecord } from '../changes/change.js';
import { collectFaults, show, type CatalogueFault, type Origin } from '../faults.js';
import type { CheckDocument } from './compile-document.js';
import type { Kind } from './kinds.js';

/** What is wrong with one record by itself; nothing: its schema holds and its id is the one by which it is known. */
export type CheckRecord = (kind: Kind, id: string, record: RawRecord, origin: Origin) => readonly CatalogueFault[];

/** The check of a record: that of a file which has it alone. */
export function createRecordCheck(check: CheckDocument): CheckRecord {
  return (kind, id, record, origin) => {
    const { faults, refuse } = collectFaults();
    const broken = check({ [kind]: [record] });
    for (const { field, text } of broken)
      refuse(origin, field.slice(`${kind}[0].`.length), text.slice(field.length).trimStart());
    if (broken.length === 0 && record['id'] !== id)
      refuse(origin, 'id', `is ${show(record['id'])}, expected ${show(id)}`);
    return faults;
  };
}
