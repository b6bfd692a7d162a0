import assert from 'node:assert/strict';
import { createSeededRng } from '../../../../sim/time/seeded-rng.ts';
import { nextDeed } from './deeds.ts';
import { createJudge } from './judge-requests.ts';
import type { Exchange } from './judge-requests.ts';

const ORIGIN = 'http://127.0.0.1:8460';
const exchange = (path: string, change: Partial<Exchange> = {}): Exchange => ({ method: 'POST', path, origin: ORIGIN, body: {}, requestKey: 'k-1', status: 200, answer: {}, ...change });
const judge = () => createJudge({ origin: ORIGIN, codes: () => new Set(['AB12CD34']), isForKiosks: (method, path) => method === 'GET' || !path.startsWith('/api/v1/resets') });
const recognised = exchange('/api/v1/recognitions', { body: { by: 'code', code: 'ab12cd34' }, answer: { ticket: 't-1' } });

describe('the judge of what a controller accepts from a kiosk', () => {
  it('lets somebody with a code bring a car down, once, however often the request is sent again', () => {
    const { judge: hear } = judge();
    const collect = exchange('/api/v1/collections', { body: { ticket: 't-1' } });
    assert.deepEqual([recognised, collect, collect].map(hear), [undefined, undefined, undefined]);
    assert.match(hear({ ...collect, requestKey: 'k-2' }) ?? '', /twice/u);
  });
  const illegal: readonly (readonly [string, readonly Exchange[]])[] = [
    ['by a code that nobody has', [exchange('/api/v1/recognitions', { body: { by: 'code', code: 'ZZ99ZZ99' } })]],
    ['without the ticket', [recognised, exchange('/api/v1/collections', { body: { ticket: 't-2' } })]],
    ['did not bring the car', [recognised, exchange('/api/v1/returns', { body: { ticket: 't-1' }, answer: { returnId: 'r-1', allClearKey: 'a-1' } }), exchange('/api/v1/returns/r-1/all-clears', { body: { allClearKey: 'a-2' } })]],
    ['not a kiosk', [exchange('/api/v1/resets')]],
    ['a session of a technician', [exchange('/api/v1/sessions', { body: { role: 'technician' } })]],
    ['https://example.org', [exchange('/', { origin: 'https://example.org' })]],
    ['answered with 500', [exchange('/api/v1/stop', { status: 500 })]],
  ];
  for (const [what, exchanges] of illegal) {
    it(`tells of what was accepted ${what}`, () => {
      const { judge: hear } = judge();
      assert.match(exchanges.map(hear).at(-1) ?? '', new RegExp(what, 'u'));
    });
  }
  it('counts what was refused, and finds nothing in it', () => {
    const judged = judge();
    assert.equal(judged.judge(exchange('/api/v1/resets', { status: 403 })), undefined);
    assert.equal(judged.refused(), 1);
  });
});

describe('the deeds of the monkey', () => {
  it('are the same for the same seed, stay on the screen, and are of every kind', () => {
    const sight = { screen: 'K01', widthPx: 720, heightPx: 1280, controls: [{ action: 'start', x: 10, y: 10 }], code: undefined };
    const [first, second] = [1, 2].map(() => {
      const rng = createSeededRng(7);
      return Array.from({ length: 20_000 }, () => nextDeed(rng, sight));
    });
    assert.deepEqual(first, second);
    assert.deepEqual([...new Set(first!.map(({ kind }) => kind))].sort(), ['click', 'drag', 'fingers', 'hold', 'key', 'tap', 'text', 'wheel']);
    for (const deed of first!) if ('at' in deed) assert.ok(deed.at.x >= 0 && deed.at.x < 720 && deed.at.y >= 0 && deed.at.y < 1280);
  });
});
