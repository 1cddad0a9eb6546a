import { GppModel } from '@iabgpp/cmpapi';
import { describe, expect, it } from 'vitest';
import { aUsSegment } from './a-consent-string.builder.js';
import { readUsSection } from './read-us-section.js';
import { US_SECTIONS } from './us-sections.js';

const SALE_LIKE = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut'];
const NOTICES = SALE_LIKE.map((field) => `${field}Notice`);
const CHILD = 'KnownChildSensitiveDataConsents';

describe.each([...US_SECTIONS].map(([id, [layout]]) => [layout?.name ?? '', id] as const))(
  'readUsSection (%s)',
  (name, id) => {
    /** The section as the reference library writes it, all fields "does not apply" but the given ones. */
    const written = (fields: Readonly<Record<string, unknown>>) => {
      const model = new GppModel();
      model.setFieldValue(name, 'SaleOptOut', 0);
      for (const [field, value] of Object.entries(fields)) model.setFieldValue(name, field, value);
      return readUsSection(id, model.encode().split('~')[1] ?? '');
    };
    const hasField = (field: string) => {
      const model = new GppModel();
      model.setFieldValue(name, 'SaleOptOut', 0);
      return model.hasField(name, field);
    };
    const nothing = { name, isOptedOut: false, lacksNotice: false, hasGpc: false, isKnownChild: false };
    const read = (more: object) => ({ isRead: true, value: { ...nothing, ...more } });

    it('objects to nothing where nothing applies, nor where nobody opted out', () => {
      expect(written({})).toEqual(read({}));
      expect(written({ SaleOptOut: 2 })).toEqual(read({}));
    });

    it.each(SALE_LIKE.filter(hasField))('sees %s', (field) => {
      expect(written({ [field]: 1 })).toEqual(read({ isOptedOut: true }));
    });

    it.each(NOTICES.filter(hasField))('sees that %s was not given', (field) => {
      expect(written({ [field]: 2 })).toEqual(read({ lacksNotice: true }));
      expect(written({ [field]: 1 })).toEqual(read({}));
    });

    it.each([CHILD].filter(hasField))('sees each field of %s', (field) => {
      const model = new GppModel();
      model.setFieldValue(name, 'SaleOptOut', 0);
      const now: unknown = model.getFieldValue(name, field);
      const places = Array.isArray(now) ? now.length : 1;
      for (let at = 0; at < places; at += 1) {
        const value = Array.isArray(now) ? now.map((_one, place) => (place === at ? 1 : 0)) : 1;
        expect(written({ [field]: value })).toEqual(read({ isKnownChild: true }));
      }
    });

    it.each(['Gpc'].filter(hasField))('sees %s', (field) => {
      expect(written({ GpcSegmentIncluded: true, [field]: true })).toEqual(read({ hasGpc: true }));
      expect(written({ GpcSegmentIncluded: true, [field]: false })).toEqual(read({}));
    });
  },
);

describe('readUsSection (what it does not know)', () => {
  it.each([
    [5, 'BAAA', 'GPP section 5 cannot be read: version 1 of it is not known'],
    [8, 'IAAA', 'GPP section 8 cannot be read: version 8 of it is not known'],
    [8, '', 'GPP section 8 cannot be read: it ends at bit 0'],
    [8, 'BAA', 'GPP section 8 cannot be read: it ends at bit 18'],
    [8, 'BAwAAAAA', 'GPP section 8 cannot be read: bit 12 of usca is 3, expected 0 to 2'],
  ])('reads nothing of section %i %j', (id, text, reason) => {
    expect(readUsSection(id, text)).toEqual({ isRead: false, reason });
  });
});

describe('readUsSection (usnat version 1, which the reference library only reads)', () => {
  it.each([0, 1])('sees field %i of a known child where version 1 has it', (place) => {
    const text = aUsSegment([6, 1], [42, 0], [2, place === 0 ? 1 : 0], [2, place === 1 ? 1 : 0], [8, 0]);
    const model = new GppModel(`DBABLA~${text}`);
    const children = place === 0 ? [1, 0] : [0, 1];
    expect(model.getFieldValue('usnat', CHILD)).toEqual(children);
    expect(readUsSection(7, text)).toMatchObject({ isRead: true, value: { isKnownChild: true, isOptedOut: false } });
  });
});
