import { writeBits, type BitSink } from '../bit-sink.js';
import { readWord, type Bytes } from '../bytes.js';
import type { DescriptorHead } from './descriptor-head.js';

/** avail_descriptor(): the provider's own number of an avail, with splice_insert (SCTE 35 §10.3.1). */
export interface AvailDescriptor extends DescriptorHead {
  readonly type: 'avail';
  readonly tag: 0;
  readonly providerAvailId: number;
}

export function readAvail(from: Bytes): AvailDescriptor {
  return { type: 'avail', tag: 0, identifier: 'CUEI', providerAvailId: readWord(from) };
}

export function writeAvail(to: BitSink, { providerAvailId }: AvailDescriptor): void {
  writeBits(to, 'provider_avail_id', providerAvailId, 32);
}
