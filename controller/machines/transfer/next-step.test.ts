import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Place } from '../../../config/places.ts';
import type { PalletPlace } from '../../journal/journal.port.ts';
import { nextStep, type Step, type TransferVerb } from './next-step.ts';
import type { Situation } from './situation.ts';

const CELL: Place = { id: 'cell:2-1R', kind: 'cell', name: '2-1R', level: '2', position: '1', side: 'right', zMm: 3000, xMm: 500, reachMm: 5800 };
const BAY: Place = { id: 'bay:A', kind: 'bay', name: 'A', level: '1', position: '1', side: 'left', zMm: 600, xMm: 500, reachMm: -5800 };
const TAG = 7006;

/** A carriage on paper: as much of the mechanics as the decisions are about. */
interface Paper {
  atPlace: boolean;
  pin: number;
  fork: number;
  lock: number;
  /** 0 centred to 1 at the place. */
  shuttle: number;
  /** Where the pallet is: 0 on the carriage to 1 in the place. */
  pallet: number;
  door: number;
  journal: PalletPlace;
}

const ends = (value: number): Situation['fork'] => (value === 1 ? 'here' : value === 0 ? 'there' : 'between');

function look(paper: Paper, place: Place): Situation {
  const out = place.side === 'left' ? 'atLeft' : 'atRight';
  return {
    atPlace: paper.atPlace,
    shuttle: paper.shuttle === 0 ? 'centred' : paper.shuttle === 1 ? out : 'between',
    lockPin: ends(paper.pin), fork: ends(paper.fork), palletLock: ends(paper.lock),
    carriage: paper.pallet === 0 ? 'loaded' : paper.pallet === 1 || paper.shuttle > 0.2 ? 'empty' : 'partly',
    placeHolds: paper.pallet === 1,
    innerDoor: place.kind === 'cell' ? undefined : paper.door === 1 ? 'open' : paper.door === 0 ? 'closedLocked' : 'between',
    tag: paper.pallet === 0 ? TAG : undefined,
    // A car that is partly in the bay keeps its envelope from being clear.
    mayReach: place.kind === 'cell' || paper.pallet === 0 || paper.pallet === 1,
    journal: paper.journal,
  };
}

/** Does a step, or only `share` of it when it is interrupted. Checks what must hold whenever something moves. */
function take(paper: Paper, step: Step, place: Place, share: number): void {
  const to = (from: number, target: number) => from + (target - from) * share;
  const whole = share === 1;
  switch (step.kind) {
    case 'moveCarriage':
      assert.equal(paper.shuttle, 0, 'the carriage goes with the shuttle out');
      assert.equal(paper.pin, 0, 'the carriage goes with the lock pin in');
      assert.equal(place.kind === 'bay' ? paper.door : 0, 0, 'the carriage goes with the inner door open');
      assert.ok(paper.pallet !== 0 || paper.lock === 1, 'the carriage goes with its pallet loose');
      paper.atPlace = whole;
      return;
    case 'lockPin': paper.pin = to(paper.pin, step.on ? 1 : 0); return;
    case 'fork':
      assert.equal(paper.pin, 1, 'the fork moves with the lock pin out');
      if (!step.on && paper.pallet !== 1) assert.equal(paper.pallet === 0 ? paper.lock : 0, 1, 'the fork lets go of a loose pallet');
      paper.fork = to(paper.fork, step.on ? 1 : 0);
      return;
    case 'palletLock':
      if (!step.on && paper.pallet === 0) assert.equal(paper.fork, 1, 'the lock lets go of a pallet that the fork does not hold');
      paper.lock = to(paper.lock, step.on ? 1 : 0);
      return;
    case 'innerDoor':
      assert.equal(paper.shuttle, 0, 'the inner door moves with the shuttle through it');
      paper.door = to(paper.door, step.open ? 1 : 0);
      if (step.palletLock !== undefined) take(paper, { kind: 'palletLock', on: step.palletLock }, place, share);
      return;
    case 'reach':
    case 'retract': {
      assert.equal(paper.pin, 1, 'the shuttle moves with the lock pin out');
      assert.ok(paper.atPlace, 'the shuttle moves away from its place');
      assert.ok(place.kind === 'cell' || paper.door === 1, 'the shuttle crosses a closed door');
      assert.ok(!step.loaded || paper.fork === 1, 'a pallet is moved that the fork does not hold');
      const target = step.kind === 'reach' ? 1 : 0;
      if (step.kind === 'reach' && step.loaded) assert.equal(paper.pallet === 0 ? paper.lock : 0, 0, 'a locked pallet is pushed');
      paper.shuttle = to(paper.shuttle, target);
      if (paper.fork === 1) {
        paper.pallet = paper.shuttle;
        const [from, end]: [PalletPlace, PalletPlace] = step.kind === 'reach' ? ['carriage', place.id] : [place.id, 'carriage'];
        paper.journal = whole ? end : `transfer:${from}>${end}`;
      }
    }
  }
}

/** Lets decisions and mechanics run; `cuts` interrupts the n-th step after a share of it. */
function run(verb: TransferVerb, place: Place, paper: Paper, cuts: readonly number[]): { readonly steps: readonly string[]; readonly end: string } {
  const steps: string[] = [];
  for (let count = 0; count < 60; count += 1) {
    const decision = nextStep(verb, place, TAG, look(paper, place));
    if (decision.kind !== 'step') return { steps, end: decision.kind === 'stuck' ? decision.code : decision.kind };
    const { step } = decision;
    steps.push(`${step.kind}${'on' in step ? `:${step.on}` : 'open' in step ? `:${step.open}` : 'loaded' in step ? `:${step.loaded}` : ''}${'palletLock' in step ? `+palletLock:${String(step.palletLock)}` : ''}`);
    take(paper, step, place, cuts[count] ?? 1);
  }
  return { steps, end: 'endless' };
}

const inPlace = (place: Place): Paper => ({ atPlace: false, pin: 1, fork: 0, lock: 0, shuttle: 0, pallet: 1, door: 0, journal: place.id });
const onCarriage = (): Paper => ({ atPlace: false, pin: 1, fork: 1, lock: 1, shuttle: 0, pallet: 0, door: 0, journal: 'carriage' });

describe('next step of a transfer', () => {
  it('takes a pallet out of a cell', () => {
    assert.deepEqual(run('pick', CELL, inPlace(CELL), []), {
      end: 'reached',
      steps: ['lockPin:false', 'moveCarriage', 'lockPin:true', 'reach:false', 'fork:true', 'retract:true', 'palletLock:true'],
    });
  });

  it('puts a pallet into a bay through its inner door, which opens while the pallet is unlocked, and shuts it', () => {
    assert.deepEqual(run('place', BAY, onCarriage(), []), {
      end: 'reached',
      steps: ['lockPin:false', 'moveCarriage', 'lockPin:true', 'innerDoor:true+palletLock:false', 'reach:true', 'fork:false', 'retract:false', 'innerDoor:false'],
    });
  });

  it('fetches the empty pallet from a bay, whose door shuts while the pallet is locked', () => {
    const paper = { ...inPlace(BAY), atPlace: true };
    assert.deepEqual(run('pick', BAY, paper, []), { end: 'reached', steps: ['innerDoor:true', 'reach:false', 'fork:true', 'retract:true', 'innerDoor:false+palletLock:true'] });
  });

  it('takes no pallet that is not there, and leaves the carriage empty', () => {
    const paper = inPlace(CELL);
    const empty = { ...look({ ...paper, atPlace: true }, CELL), placeHolds: false };
    const decision = nextStep('pick', CELL, TAG, empty);
    assert.ok(decision.kind === 'stuck' && decision.code === 'phantomCar');
  });

  it('does not open the bay for a pallet with another tag', () => {
    const now = { ...look({ ...onCarriage(), atPlace: true }, BAY), tag: TAG + 1 };
    const decision = nextStep('place', BAY, TAG, now);
    assert.ok(decision.kind === 'stuck' && decision.code === 'wrongPallet');
  });

  it('does not open the bay for a pallet whose tag is not read', () => {
    const decision = nextStep('place', BAY, TAG, { ...look({ ...onCarriage(), atPlace: true }, BAY), tag: undefined });
    assert.equal(decision.kind, 'unclear');
  });

  it('puts nothing into a place that is taken', () => {
    const decision = nextStep('place', BAY, TAG, { ...look({ ...onCarriage(), atPlace: true }, BAY), placeHolds: true });
    assert.ok(decision.kind === 'stuck' && decision.code === 'placeTaken');
  });

  it('takes the pallet back when it was stopped half-way into a bay, and then begins anew', () => {
    const paper: Paper = { ...onCarriage(), atPlace: true, lock: 0, shuttle: 0.4, pallet: 0.4, door: 1, journal: 'transfer:carriage>bay:A' };
    assert.deepEqual(run('place', BAY, paper, []).steps.slice(0, 2), ['retract:true', 'reach:true']);
  });

  it('completes when it was stopped half-way into a cell', () => {
    const paper: Paper = { ...onCarriage(), atPlace: true, lock: 0, shuttle: 0.4, pallet: 0.4, journal: 'transfer:carriage>cell:2-1R' };
    assert.deepEqual(run('place', CELL, paper, []).steps, ['reach:true', 'fork:false', 'retract:false']);
  });

  it('comes back with a raised fork, and does not reach on, when people have put the pallet into its cell by hand', () => {
    const byHand = { ...look(inPlace(CELL), CELL), shuttle: 'between', fork: 'here', atPlace: true, lockPin: 'here', journal: CELL.id } as const;
    for (const verb of ['pick', 'place'] as const) assert.deepEqual(nextStep(verb, CELL, TAG, byHand), { kind: 'step', step: { kind: 'retract', loaded: false } });
  });

  it('neither raises nor lowers a fork that stands half-way with nothing on its way: a technician brings the shuttle back', () => {
    const under = { ...look(inPlace(CELL), CELL), shuttle: 'between', fork: 'between', atPlace: true, lockPin: 'here' } as const;
    for (const verb of ['pick', 'place'] as const) {
      const decision = nextStep(verb, CELL, TAG, { ...under, journal: CELL.id });
      assert.ok(decision.kind === 'stuck' && decision.code === 'shuttleElsewhere');
      assert.deepEqual(nextStep(verb, CELL, TAG, { ...under, journal: `transfer:${CELL.id}>carriage` }), { kind: 'step', step: { kind: 'fork', on: true } });
    }
  });
  it('goes no further with a pallet that the fork has let go of between a cell and the carriage, whatever the probe of the cell sees of it', () => {
    for (const placeHolds of [true, false]) {
      const lost = { ...look({ ...onCarriage(), atPlace: true }, CELL), carriage: 'empty', tag: undefined, placeHolds } as const;
      for (const [verb, journal] of [['place', `transfer:carriage>${CELL.id}`], ['pick', `transfer:${CELL.id}>carriage`]] as const) {
        const decision = nextStep(verb, CELL, TAG, { ...lost, journal });
        assert.ok(decision.kind === 'stuck' && decision.code === 'palletBetween', JSON.stringify(decision));
      }
    }
  });

  it('believes the seats of a bay that a pallet stands in it', () => {
    const arrived = { ...look({ ...onCarriage(), atPlace: true }, BAY), carriage: 'empty', tag: undefined, placeHolds: true, journal: `transfer:carriage>${BAY.id}` } as const;
    assert.deepEqual(nextStep('place', BAY, TAG, arrived), { kind: 'reached' });
  });

  it('moves nothing while the shuttle is out and the carriage does not stand at the place', () => {
    const decision = nextStep('pick', CELL, TAG, { ...look(inPlace(CELL), CELL), shuttle: 'between' });
    assert.ok(decision.kind === 'stuck' && decision.code === 'shuttleElsewhere');
  });

  it('waits while a sensor it needs is silent, whatever the others say', () => {
    const silent = fc.constantFrom<Partial<Situation>>({ shuttle: 'unknown' }, { lockPin: 'unknown' }, { fork: 'unknown' }, { palletLock: 'unknown' });
    const verb = fc.constantFrom<TransferVerb>('pick', 'place');
    fc.assert(fc.property(silent, verb, fc.constantFrom(CELL, BAY), fc.boolean(), (gap, which, place, atPlace) => {
      const paper = which === 'pick' ? inPlace(place) : onCarriage();
      assert.equal(nextStep(which, place, TAG, { ...look({ ...paper, atPlace }, place), ...gap }).kind, 'unclear');
    }));
  });

  it('reaches its goal however often it is interrupted, and never moves anything unsafely', () => {
    const cuts = fc.array(fc.oneof(fc.constant(1), fc.constantFrom(0, 0.05, 0.4, 0.7, 0.95)), { maxLength: 12 });
    const verb = fc.constantFrom<TransferVerb>('pick', 'place');
    fc.assert(fc.property(verb, fc.constantFrom(CELL, BAY), cuts, (which, place, shares) => {
      const paper = which === 'pick' ? inPlace(place) : onCarriage();
      const { end, steps } = run(which, place, paper, shares);
      assert.equal(end, 'reached', steps.join(' '));
      assert.equal(paper.pallet, which === 'pick' ? 0 : 1);
      assert.equal(paper.shuttle, 0);
      assert.equal(paper.door, 0);
    }), { numRuns: 2000 });
  });
});
