import { writeBits, writeHex, writeReserved, type BitSink } from '../bit-sink.js';
import { readByte, readHex, type Bytes } from '../bytes.js';
import { keepReserved, type WithReserved } from '../reserved-bits.js';

/** DVB_DAS_descriptor(): what a splice_insert would be as a segmentation (ETSI TS 103 752-1 §5.3.5.16). */
export interface DvbDasDescriptor extends WithReserved {
  readonly type: 'dvb_das';
  readonly tag: 0xf0;
  readonly identifier: 'DVB_';
  readonly breakNum: number;
  readonly breaksExpected: number;
  /** 1 distributor placement opportunity, 2 provider placement opportunity, 3 distributor ad, 4 provider ad; 4 bits. */
  readonly equivalentSegmentationType: number;
  /** Lower-case hex. */
  readonly upid: string;
}

export function readDvbDas(from: Bytes): DvbDasDescriptor {
  const breakNum = readByte(from);
  const breaksExpected = readByte(from);
  const type = readByte(from);
  const das: DvbDasDescriptor = {
    type: 'dvb_das',
    tag: 0xf0,
    identifier: 'DVB_',
    breakNum,
    breaksExpected,
    equivalentSegmentationType: type & 15,
    upid: readHex(from),
  };
  return keepReserved(das, type, 0xf0);
}

export function writeDvbDas(to: BitSink, das: DvbDasDescriptor): void {
  writeBits(to, 'break_num', das.breakNum, 8);
  writeBits(to, 'breaks_expected', das.breaksExpected, 8);
  writeReserved(to, 4, (das.reserved ?? -1) >> 4);
  writeBits(to, 'equivalent_segmentation_type', das.equivalentSegmentationType, 4);
  writeHex(to, 'upid', das.upid);
}
