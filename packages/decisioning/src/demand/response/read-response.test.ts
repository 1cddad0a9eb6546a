import { describe, expect, it } from 'vitest';
import { readResponse } from './read-response.js';

describe('readResponse', () => {
  it.each(['{}', '{"id":"r","seatbid":[]}', '{"id":"r","seatbid":[],"nbr":2}'])('hears no bid in %s (§7.1)', (body) => {
    expect(readResponse(body, 'r')).toMatchObject({ type: 'response', response: { bids: [] } });
  });

  it.each(['', 'null', '[]', '{"seatbid":{}}', '{"id":"other","seatbid":[{"bid":[]}]}', '{"id":"r","seat'])(
    'refuses %s',
    (body) => {
      expect(readResponse(body, 'r').type).toBe('malformed');
    },
  );

  it('takes fields of a wrong type for none', () => {
    const bid = { id: '1', impid: 'i', price: 2, adomain: 'brand.test', attr: ['3', 4], dur: '30', exp: null };
    const reading = readResponse(JSON.stringify({ id: 'r', seatbid: [{ bid: [bid, null, 7] }, 'x'] }), 'r');
    expect(reading).toMatchObject({
      response: { cur: 'USD', bids: [{ adomain: [], attr: [4], dur: null, exp: null, seat: null }] },
    });
  });

  it('reads names as they are compared: domains without what is around them, categories in one case', () => {
    const bid = {
      id: '1',
      impid: 'i',
      price: 2,
      adomain: ['https://www.Bad.example/', 'http://'],
      cat: ['iab7-39', '53'],
    };
    expect(readResponse(JSON.stringify({ id: 'r', seatbid: [{ bid: [bid] }] }), 'r')).toMatchObject({
      response: { bids: [{ adomain: ['bad.example'], cat: ['IAB7-39', '53'] }] },
    });
  });

  it('reads ids that are numbers: bids and films without one could not be told apart', () => {
    const bid = { id: 17, impid: 1, price: 2, crid: 4711, adid: 0 };
    expect(readResponse(JSON.stringify({ id: 'r', seatbid: [{ seat: 9, bid: [bid] }] }), 'r')).toMatchObject({
      response: { bids: [{ id: '17', impid: '1', crid: '4711', adid: '0', seat: '9' }] },
    });
  });

  it('reads a currency in small letters as the one it is (ISO 4217)', () => {
    expect(readResponse('{"id":"r","cur":"eur","seatbid":[]}', 'r')).toMatchObject({ response: { cur: 'EUR' } });
  });

  it('reads a deal whose id is a number as that deal, not as none', () => {
    const bid = { id: '1', impid: 'i', price: 2, dealid: 4711 };
    expect(readResponse(JSON.stringify({ id: 'r', seatbid: [{ bid: [bid] }] }), 'r')).toMatchObject({
      response: { bids: [{ dealid: '4711' }] },
    });
  });
});
