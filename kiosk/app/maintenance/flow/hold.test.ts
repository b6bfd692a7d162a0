import assert from 'node:assert/strict';
import { createActor } from 'xstate';
import type { MotionLease } from '../../../../controller/api/contract/index.ts';
import { createManualClock } from '../../../testing/manual-clock.ts';
import { answered, refused } from '../../tower-client/answer.ts';
import type { Answer } from '../../tower-client/answer.ts';
import { createHoldActors } from '../bench-actors.ts';
import type { BenchClient } from '../bench-client.ts';
import { holdMachine } from './hold.machine.ts';
import { holdReadiness, mayHold } from './hold-readiness.ts';
import { holdViewOf } from './hold-view.ts';
import { manualTower } from '../../testing/bench-tower.ts';

const lease: MotionLease = { leaseId: 'l-1', motion: 'lift.jog', renewEveryMs: 50, silentAfterMs: 150, longestMs: 30_000 };
const wish = { motion: 'lift.jog', direction: 'plus' } as const;
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** A finger on the button, and a controller that answers when it is told to. */
function bench() {
  const clock = createManualClock();
  const asked: string[] = [];
  let give: (answer: Answer<MotionLease>) => void = () => undefined;
  let renewal: (() => Promise<Answer<undefined>>) = () => Promise.resolve(answered(undefined));
  const client: Pick<BenchClient, 'takeLease' | 'renewLease' | 'endLease'> = {
    takeLease: ({ motion, direction }) => {
      asked.push(`take ${motion} ${String(direction)}`);
      return new Promise((resolve) => { give = resolve; });
    },
    renewLease: (id) => {
      asked.push(`renew ${id}`);
      return renewal();
    },
    endLease: (id) => {
      asked.push(`end ${id}`);
      return Promise.resolve(answered(undefined));
    },
  };
  const actor = createActor(holdMachine.provide({ actors: createHoldActors({ client: client as BenchClient, clock }) }), { clock });
  actor.start();
  return {
    actor, clock, asked,
    press: () => { actor.send({ type: 'press', wish }); },
    release: () => { actor.send({ type: 'release' }); },
    give: async (answer: Answer<MotionLease> = answered(lease)) => {
      give(answer);
      await settle();
    },
    renewals: () => asked.filter((each) => each.startsWith('renew')).length,
    answerRenewals: (how: () => Promise<Answer<undefined>>) => { renewal = how; },
    state: () => holdViewOf(actor.getSnapshot()).state,
    /** Lets time pass in the rhythm of renewals, so that answers come between them. */
    pass: async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 10) {
        clock.advance(10);
        await settle();
      }
    },
  };
}

describe('a held motion', () => {
  it('is renewed every 50 ms while the finger is down, and never after it', async () => {
    const b = bench();
    b.press();
    assert.equal(b.state(), 'asking');
    await b.give();
    await b.pass(1000);
    assert.equal(b.renewals(), 21);
    b.release();
    await b.pass(1000);
    assert.deepEqual([b.state(), b.renewals(), b.asked.at(-1)], ['released', 21, 'end l-1']);
  });
  it('gives the lease back when the finger has left before it came', async () => {
    const b = bench();
    b.press();
    b.release();
    await b.give();
    assert.deepEqual([b.state(), b.renewals(), b.asked.at(-1)], ['released', 0, 'end l-1']);
  });
  it('says why it was refused, and begins again only with a new press', async () => {
    const b = bench();
    b.press();
    await b.give(refused('leaseTaken', 'another motion is held'));
    b.press();
    assert.equal(b.state(), 'lost');
    assert.equal(holdViewOf(b.actor.getSnapshot()).refusal?.code, 'leaseTaken');
    b.release();
    b.press();
    assert.equal(b.state(), 'asking');
  });
  it('ends under the finger when the controller has dropped it', async () => {
    const b = bench();
    b.press();
    await b.give();
    b.answerRenewals(() => Promise.resolve(refused('leaseEnded', 'the enabling device was released')));
    await b.pass(60);
    const sent = b.renewals();
    await b.pass(500);
    assert.deepEqual([b.state(), b.renewals()], ['lost', sent]);
    assert.equal(holdViewOf(b.actor.getSnapshot()).refusal?.message, 'the enabling device was released');
  });
  it('piles no renewals up on a line that does not answer', async () => {
    const b = bench();
    b.press();
    await b.give();
    b.answerRenewals(() => new Promise(() => undefined));
    await b.pass(1000);
    assert.ok(b.renewals() <= 3, String(b.renewals()));
  });
  it('takes no second motion while one is held', async () => {
    const b = bench();
    b.press();
    await b.give();
    b.actor.send({ type: 'press', wish: { motion: 'shuttle.jog', direction: 'minus' } });
    assert.equal(b.asked.filter((each) => each.startsWith('take')).length, 1);
  });
});

describe('whether a motion may be held', () => {
  const ready = holdReadiness(manualTower, 'live', undefined);
  it('asks for key, manual mode, enabling device, connection and nobody else', () => {
    assert.ok(mayHold(ready));
    const { maintenance } = manualTower;
    const other = { leaseId: 'l-2', motion: 'lift.jog', by: 'Li', alive: true };
    const lacking = [
      holdReadiness({ ...manualTower, maintenance: { ...maintenance!, key: 'unknown' } }, 'live', undefined),
      holdReadiness({ ...manualTower, mode: 'maintenance' }, 'live', undefined),
      holdReadiness({ ...manualTower, maintenance: { ...maintenance!, enabling: 'stale' } }, 'live', undefined),
      holdReadiness({ ...manualTower, motionLease: other }, 'live', undefined),
      holdReadiness(manualTower, 'lost', undefined),
    ];
    assert.deepEqual(lacking.map(mayHold), [false, false, false, false, false]);
    assert.ok(mayHold(holdReadiness({ ...manualTower, motionLease: other }, 'live', 'l-2')), 'its own lease is no obstacle');
  });
});
