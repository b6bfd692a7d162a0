import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isWordId } from '../../config/words/index.ts';
import { bayFactNames, towerFactNames, type Fact, type FactName, type Facts, type Truth } from '../sensing/fact.ts';
import { INTERLOCKS } from './interlocks.ts';
import { kindOf, type Motion } from './motion.ts';
import type { Broken } from './permit.port.ts';
import { createInterlockBook } from './permit.ts';

const bays = ['A', 'B'];
const motions: readonly Motion[] = [
  'lift.move', 'travel.move', 'lift.home', 'travel.home', 'shuttle.home', 'shuttle.cell', 'shuttle.retract',
  'lockPin.in', 'lockPin.out', 'fork.engage', 'fork.release', 'palletLock.lock', 'palletLock.unlock',
  ...bays.flatMap((bay): Motion[] => [`shuttle.bay:${bay}`, `inner.open:${bay}`, `inner.close:${bay}`, `outer.open:${bay}`, `outer.close:${bay}`]),
];
const allFacts: readonly FactName[] = [...towerFactNames, ...bays.flatMap((bay) => bayFactNames.map((name): FactName => `${bay}.${name}`))];

function factsFrom(values: ReadonlyMap<FactName, Truth>): Facts {
  const fact = (name: FactName): Fact => ({ value: values.get(name), cause: 'confirmed', confirmedAtMs: 0, sinceMs: 0, sources: [name] });
  return { get: fact, revision: 1, updatedAtMs: 0 };
}

const everythingTrue = new Map<FactName, Truth>(allFacts.map((name) => [name, true]));

describe('interlock table', () => {
  const book = createInterlockBook(bays);

  it('grants every motion when every fact is as it should be', () => {
    for (const motion of motions) assert.deepEqual(book.permit(motion, factsFrom(everythingTrue)), { granted: true }, motion);
  });

  it('refuses every motion when nothing is known', () => {
    for (const motion of motions) assert.equal(book.permit(motion, factsFrom(new Map())).granted, false, motion);
  });

  it('refuses a motion towards a bay that does not exist', () => {
    assert.equal(book.permit('shuttle.bay:Z', factsFrom(everythingTrue)).granted, false);
    assert.equal(book.permit('outer.open:Z', factsFrom(everythingTrue)).granted, false);
  });

  it('refuses a motion that the table does not know', () => {
    assert.equal(book.permit('lift.up' as Motion, factsFrom(everythingTrue)).granted, false);
  });

  it('does not close the street door through an emergency stop', () => {
    assert.equal(book.permitRunning('outer.close:A', factsFrom(new Map(everythingTrue).set('safetyChainClosed', false))).granted, false);
  });

  it('does not believe a single laser that a bay is empty', () => {
    assert.equal(book.permit('shuttle.bay:A', factsFrom(new Map(everythingTrue).set('A.contentsProven', undefined))).granted, false);
  });

  it('never permits what an unknown fact forbids, and names exactly the broken rows', () => {
    const truth = fc.constantFrom<Truth>(true, false, undefined);
    fc.assert(
      fc.property(fc.constantFrom(...motions), fc.array(truth, { minLength: allFacts.length, maxLength: allFacts.length }), (motion, values) => {
        const facts = factsFrom(new Map(allFacts.map((name, i) => [name, values[i]])));
        const wrong = book.rowsOf(motion).filter((row) => facts.get(row.fact).value !== row.interlock.expects);
        const permit = book.permit(motion, facts);
        assert.equal(permit.granted, wrong.length === 0);
        if (!permit.granted) assert.deepEqual(permit.broken.map((b) => [b.interlockId, b.fact]), wrong.map((row) => [row.interlock.id, row.fact]));
      }),
      { numRuns: 2000 },
    );
  });

  it('lets a running motion go on when only a starting condition is lost', () => {
    const facts = factsFrom(new Map(everythingTrue).set('A.contentsProven', false).set('journalWritable', undefined));
    assert.equal(book.permit('shuttle.bay:A', facts).granted, false);
    assert.equal(book.permitRunning('shuttle.bay:A', facts).granted, true);
  });

  it('lets the outer door open for a trapped person while the safety chain is open', () => {
    const facts = factsFrom(new Map(everythingTrue).set('safetyChainClosed', false).set('runEnabled', false).set('keyInAuto', false));
    assert.equal(book.permit('outer.open:A', facts).granted, true);
  });

  it('has unique ids, a hazard behind each row, and all three sentences in both languages', () => {
    assert.equal(new Set(INTERLOCKS.map((row) => row.id)).size, INTERLOCKS.length);
    for (const row of INTERLOCKS) {
      assert.ok(row.hazards.length > 0 && row.hazards.every((hazard) => hazard >= 1 && hazard <= 64), row.id);
      for (const who of ['customer', 'operator', 'technician']) assert.ok(isWordId(`interlock.${row.id}.${who}`), `${row.id}.${who}`);
    }
  });

  it('lets a reset pass over a carriage that stands beside its place: only its own motions bring it back, and do not ask for the place', () => {
    const levelled = INTERLOCKS.filter((row) => row.mendedBy === 'levelling').map(({ fact }) => fact.name);
    assert.deepEqual(levelled, ['turnAtAngle', 'liftAtLevel', 'travelAtPosition', 'carriageHere']);
    for (const motion of ['lift.move', 'lift.home', 'travel.move', 'travel.home', 'turn.move', 'turn.home', 'lockPin.out'] as const) {
      assert.ok(!INTERLOCKS.some((row) => row.motions.includes(motion) && levelled.includes(row.fact.name)), motion);
    }
  });

  it('lets a reset pass over a fork that has left its end: only the fork itself comes back to one', () => {
    assert.deepEqual(INTERLOCKS.filter((row) => row.mendedBy === 'engaging').map(({ id }) => id), ['IL-39']);
    for (const motion of ['fork.engage', 'fork.release'] as const) assert.ok(!book.rowsOf(motion).some(({ fact }) => fact === 'forkAtEnd'), motion);
  });

  it('lets a reset pass over nothing else but a lost reference, whose homing does not ask for it', () => {
    const mended = INTERLOCKS.filter((row) => row.mendedBy === 'homing');
    const names = mended.map((row) => row.fact.name);
    assert.deepEqual(names.filter((name) => name.endsWith('Homed')), ['liftHomed', 'travelHomed', 'shuttleHomed', 'turnHomed']);
    // A slipped encoder is a lost reference that the drive does not know of.
    assert.deepEqual(names.filter((name) => !name.endsWith('Homed')), ['liftPositionAgrees', 'travelPositionAgrees', 'turnPositionAgrees']);
    for (const row of mended) {
      const home = `${row.fact.name.replace(/Homed|PositionAgrees/u, '')}.home` as Motion;
      assert.ok(!book.rowsOf(home).some(({ interlock }) => interlock.id === row.id), row.id);
      const { broken } = book.permit(row.motions[0] as Motion, factsFrom(new Map(everythingTrue).set(row.fact.name as FactName, false))) as { broken: readonly Broken[] };
      assert.deepEqual(broken.map(({ mendedBy }) => mendedBy), ['homing']);
    }
  });

  it('covers every motion with the safety chain, except the way out', () => {
    for (const motion of motions) {
      const guarded = book.rowsOf(motion).some((row) => row.fact === 'safetyChainClosed');
      assert.equal(guarded, kindOf(motion).kind !== 'outer.open', motion);
    }
  });
});
