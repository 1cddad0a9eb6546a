import { boxBy, type Mp4Box } from './mp4-boxes.js';

/** Fields of a sample entry ahead of its boxes (ISO/IEC 14496-12 §12.1.3, §12.2.3). */
const PICTURE_FIELDS = 78;
const SOUND_FIELDS = 28;
/** What QuickTime adds to those of sound, by their version. */
const MORE_OF_SOUND = [0, 16, 36];
const VERSION_AT = 8;

const ES_DESCRIPTOR = 3;
const DECODER_CONFIG = 4;
const DECODER_SPECIFIC = 5;
const ES_FIELDS = 3;
const DECODER_FIELDS = 13;

/**
 * The codec of a sample entry as a `codecs` parameter has it (RFC 6381 §3.3): all of it of AVC and of MPEG-4 audio, and of others their
 * four characters, which say whether a device has a decoder at all.
 */
export function codecOf(view: DataView, { type, at, end }: Mp4Box): string {
  if (type === 'avc1' || type === 'avc3') {
    const config = boxBy(view, ['avcC'], at + PICTURE_FIELDS, end);
    const profile =
      config &&
      [1, 2, 3]
        .map((i) =>
          view
            .getUint8(config.at + i)
            .toString(16)
            .padStart(2, '0'),
        )
        .join('');
    return profile === null ? type : `${type}.${profile}`;
  }
  if (type !== 'mp4a') return type;
  const more = MORE_OF_SOUND[view.getUint16(at + VERSION_AT)] ?? 0;
  const esds = boxBy(view, ['esds'], at + SOUND_FIELDS + more, end);
  return [type, ...(esds ? objectTypes(view, esds) : [])].join('.');
}

/** Object type and, of MPEG-4 audio, its own (ISO/IEC 14496-1 §7.2.6.5, 14496-3 §1.6.2.1). */
function objectTypes(view: DataView, { at, end }: Mp4Box): readonly string[] {
  let objectType = '';
  for (let place = at + 4; place + 2 <= end;) {
    const tag = view.getUint8(place);
    let length = 0;
    do {
      place += 1;
      length = (length << 7) | (view.getUint8(place) & 0x7f);
    } while (view.getUint8(place) & 0x80 && place + 1 < end);
    place += 1;
    if (tag === ES_DESCRIPTOR) place += ES_FIELDS;
    else if (tag === DECODER_CONFIG) {
      objectType = view.getUint8(place).toString(16);
      place += DECODER_FIELDS;
    } else if (tag === DECODER_SPECIFIC && place < end) {
      return objectType === '40' ? [objectType, String(view.getUint8(place) >> 3)] : [objectType];
    } else place += length;
  }
  return objectType === '' ? [] : [objectType];
}
