import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HandOffView, WalkUp } from '../../../../controller/api/contract/index.ts';
import { createSessionBench, OPEN, recognition, screenAfter, settle } from '../../testing/session-bench.ts';
import { sampleHandOff, agreedTerms, sampleWalkUp, sampleWindows } from '../../testing/sample-walk-up.ts';
import { answered, refused } from '../../tower-client/answer.ts';
import type { CarFilter } from './car-filter.ts';
import { filtered, optionsOf, turned } from './car-filter.ts';
import type { WalkUpView } from './walk-up-view.ts';

const [first, second] = sampleWalkUp.cars;
const CAR = first?.carId ?? '';
const UNTIL = sampleWindows[0]?.untilUtcMs ?? 0;

describe('choosing a car now', () => {
  let bench: ReturnType<typeof createSessionBench>;
  beforeEach(() => { bench = createSessionBench(); });
  afterEach(() => { bench.actor.stop(); });

  const offer = (change: Partial<WalkUp> = {}): void => bench.send({ type: 'offer.told', answer: answered({ ...sampleWalkUp, ...change }) });
  const tell = (change: Partial<HandOffView>): void => bench.send({ type: 'handOff.told', answer: answered({ ...sampleHandOff, ...change }) });
  const view = <Id extends WalkUpView['screen']>(screen: Id): Extract<WalkUpView, { readonly screen: Id }> => {
    const shown = bench.view();
    assert.equal(shown.screen, screen);
    return shown as Extract<WalkUpView, { readonly screen: Id }>;
  };
  const toWall = (): void => {
    bench.send({ type: 'start' }, { type: 'takeNow.chosen' });
    offer();
  };
  const toHowLong = (): void => {
    toWall();
    bench.send({ type: 'wallCar.chosen', carId: CAR }, { type: 'wallCar.taken' });
  };
  const toWaiting = async (): Promise<void> => {
    toHowLong();
    bench.send({ type: 'until.chosen', untilUtcMs: UNTIL });
    await settle();
  };
  const toTerms = async (): Promise<void> => {
    await toWaiting();
    tell({ state: 'done', maskedName: 'J. W.', bookingId: 'b-1', terms: agreedTerms });
  };

  it('leads over the wall, one car, how long and the phone to the terms, and from there to the press', async () => {
    await toTerms();
    assert.deepEqual([view('K44').maskedName, view('K44').terms], ['J. W.', agreedTerms]);
    bench.send({ type: 'terms.accepted' });
    await settle();
    assert.deepEqual(bench.recognise.lastCall.args, [{ by: 'handOff', handOffId: sampleHandOff.handOffId }]);
    assert.equal(screenAfter(bench), 'K19');
    bench.send({ type: 'hold.completed' });
    await settle();
    assert.deepEqual(bench.collect.lastCall.args, [recognition.ticket]);
    assert.deepEqual(bench.beginHandOff.lastCall.args[0].wish, { errand: 'walkUp', carId: CAR, untilUtcMs: UNTIL, language: 'en' });
  });
  it('shows nothing as free before the tower has said so', () => {
    bench.send({ type: 'start' }, { type: 'takeNow.chosen' });
    assert.equal(view('K40').cars, undefined);
    bench.send({ type: 'offer.told', answer: refused('storeUnavailable', '') });
    assert.equal(view('K40').code, 'storeUnavailable');
    offer();
    assert.deepEqual([view('K40').code, view('K40').cars?.length], [undefined, sampleWalkUp.cars.length]);
  });
  it('takes a car from the wall that somebody has booked, and keeps the wall when one answer is lost', () => {
    toWall();
    offer({ cars: sampleWalkUp.cars.slice(1) });
    assert.ok(view('K40').cars?.every(({ carId }) => carId !== CAR));
    bench.send({ type: 'wallCar.chosen', carId: CAR });
    assert.equal(screenAfter(bench), 'K40');
    bench.send({ type: 'offer.told', answer: refused('offline', '') });
    assert.equal(view('K40').cars?.length, sampleWalkUp.cars.length - 1);
  });
  it('says that the car on the screen is gone, and lets nobody take it', () => {
    toWall();
    bench.send({ type: 'wallCar.chosen', carId: CAR });
    offer({ cars: second === undefined ? [] : [second] });
    assert.deepEqual([view('K41').isGone, view('K41').car.carId], [true, CAR]);
    bench.send({ type: 'wallCar.taken' });
    assert.equal(screenAfter(bench), 'K41');
    offer();
    bench.send({ type: 'wallCar.taken' });
    offer({ cars: [] });
    assert.equal(view('K42').isGone, true);
    bench.send({ type: 'until.chosen', untilUtcMs: UNTIL });
    assert.equal(bench.beginHandOff.callCount, 0);
  });
  it('offers no window for which the car is booked', () => {
    toHowLong();
    offer({ cars: sampleWalkUp.cars.map((car) => ({ ...car, free: [UNTIL] })) });
    assert.deepEqual(view('K42').windows.map(({ isFree }) => isFree), [true, false, false]);
    bench.send({ type: 'until.chosen', untilUtcMs: sampleWindows[2]?.untilUtcMs ?? 0 });
    assert.equal(bench.beginHandOff.callCount, 0);
  });
  it('tells it when the tower refuses the code, at the place where something else can be chosen', async () => {
    bench.beginHandOff.resolves(refused('carTaken', ''));
    await toWaiting();
    assert.equal(view('K42').refusal?.code, 'carTaken');
    bench.beginHandOff.rejects(new Error('broke'));
    bench.send({ type: 'until.chosen', untilUtcMs: UNTIL });
    await settle();
    assert.equal(view('K42').refusal?.code, 'internal');
  });
  it('tells what the phone does as the tower finds it', async () => {
    await toWaiting();
    assert.deepEqual([view('K43').stage, view('K43').link], ['waiting', sampleHandOff.link]);
    for (const state of ['opened', 'claimed', 'paying'] as const) {
      tell({ state });
      assert.equal(view('K43').stage, state);
    }
    tell({ state: 'refused', codes: ['licenceExpires'], maskedName: 'J. W.' });
    assert.deepEqual([view('K43').stage, view('K43').codes, view('K43').maskedName], ['refused', ['licenceExpires'], 'J. W.']);
    bench.send({ type: 'handOff.told', answer: refused('offline', '') });
    assert.equal(view('K43').stage, 'refused', 'a lost answer changes nothing');
  });
  it('says that a code has run out, and shows another one on request with a key of its own', async () => {
    await toWaiting();
    bench.send({ type: 'handOff.told', answer: refused('handOffUnknown', '') });
    assert.deepEqual([view('K43').stage, view('K43').link], ['over', undefined]);
    bench.send({ type: 'newCode.chosen' });
    assert.equal(view('K43').stage, 'asking');
    await settle();
    assert.equal(view('K43').stage, 'waiting');
    const [one, other] = bench.beginHandOff.args;
    assert.notEqual(one?.[0].key, other?.[0].key);
  });
  it('gives the hand-off up on the way back', async () => {
    await toWaiting();
    bench.send({ type: 'back' });
    assert.equal(screenAfter(bench), 'K42');
    assert.deepEqual(bench.givenUp.args, [[sampleHandOff.handOffId]]);
    bench.send({ type: 'back' }, { type: 'back' }, { type: 'back' });
    assert.equal(screenAfter(bench), 'K02');
  });
  it('waits for nobody as long as nobody has scanned, and for a member as long as the hand-off may last', async () => {
    await toWaiting();
    bench.clock.advance(45_000 + 20_000);
    assert.equal(screenAfter(bench), 'K81');
    bench.clock.advance(2000);
    await toWaiting();
    tell({ state: 'opened' });
    bench.clock.advance(40_000);
    tell({ state: 'claimed' });
    bench.clock.advance(13 * 60_000);
    assert.equal(screenAfter(bench), 'K43');
    tell({ state: 'paying' });
    bench.clock.advance(13 * 60_000);
    assert.equal(screenAfter(bench), 'K43');
    bench.clock.advance(60_000 + 30_000);
    assert.equal(screenAfter(bench), 'K81');
    assert.equal(bench.givenUp.callCount, 2);
  });
  it('forgets car, code and name with the session', async () => {
    await toTerms();
    bench.send({ type: 'session.end' });
    assert.equal(screenAfter(bench), 'K81');
    const { walkUp } = bench.actor.getSnapshot().context;
    assert.deepEqual([walkUp.car, walkUp.handOff, walkUp.untilUtcMs, walkUp.filter], [undefined, undefined, undefined, {}]);
  });
  it('shows the whole text and comes back from it; without the tower nothing is accepted', async () => {
    await toTerms();
    bench.send({ type: 'terms.read' });
    assert.equal(view('K44').isWhole, true);
    bench.send({ type: 'terms.closed' });
    bench.recognise.resolves(refused('offline', ''));
    bench.send({ type: 'terms.accepted' });
    await settle();
    assert.deepEqual([view('K44').refusal?.code, view('K44').isWhole], ['offline', false]);
  });
  it('tells it when the car must not be handed over after all', async () => {
    await toTerms();
    bench.recognise.resolves(refused('depositMissing', ''));
    bench.send({ type: 'terms.accepted' });
    await settle();
    assert.equal(screenAfter(bench), 'K18');
  });
  it('makes way for a tower that does not serve, and is there again afterwards', async () => {
    await toWaiting();
    bench.tower({ ...OPEN, service: 'stopped' });
    assert.equal(screenAfter(bench), 'K79');
    tell({ state: 'claimed' });
    bench.tower(OPEN);
    assert.equal(view('K43').stage, 'claimed');
  });
});

describe('the filter of the wall', () => {
  const car = fc.record({ seats: fc.constantFrom(2, 4, 5, 7), powertrain: fc.constantFrom('BEV' as const, 'PHEV' as const, 'ICE' as const), priceMinor: fc.integer({ min: 5_000_000, max: 90_000_000 }) });

  it('is at every car again after each of its values, and each of them shows some car', () => {
    fc.assert(fc.property(fc.array(car, { minLength: 1, maxLength: 20 }), fc.constantFrom('seats' as const, 'energy' as const, 'price' as const), (cars, name) => {
      const values = optionsOf(name, cars);
      let filter: CarFilter = {};
      for (const value of values) {
        filter = turned(filter, name, cars);
        assert.deepEqual(filter[name], value);
        assert.ok(filtered(cars, filter).length > 0);
      }
      assert.deepEqual(turned(filter, name, cars), {});
    }));
  });
  it('parts the cars by each knob: every car has exactly one of its values', () => {
    fc.assert(fc.property(fc.array(car, { minLength: 1, maxLength: 20 }), fc.constantFrom('seats' as const, 'energy' as const), (cars, name) => {
      const parts = optionsOf(name, cars).map((value) => filtered(cars, { [name]: value }).length);
      assert.equal(parts.reduce((sum, count) => sum + count, 0), cars.length);
    }));
  });
  it('comes back to every car when what was chosen is not there any more', () => {
    assert.deepEqual(turned({ seats: 7 }, 'seats', [{ seats: 5, powertrain: 'BEV' }]), {});
  });
});
