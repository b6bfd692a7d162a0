import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createActor } from 'xstate';
import { towerStateSchema } from '../../api/contract/index.ts';
import { modeMachine, type ModeEvent, type ModeSigns } from './mode.machine.ts';
import { PACKML, stateIn, waits } from './packml.ts';

const SIGNS: ModeSigns = { key: 'auto', waiting: true, blocks: [] };

function bench(first: Partial<ModeSigns> = {}) {
  const actor = createActor(modeMachine, { input: { signs: { ...SIGNS, ...first } } }).start();
  const mode = () => actor.getSnapshot().value;
  const see = (change: Partial<ModeSigns>) => { actor.send({ type: 'signs.changed', signs: { ...actor.getSnapshot().context.signs, ...change } }); };
  return { actor, mode, see, ask: (wanted: 'production' | 'maintenance' | 'manual') => { actor.send({ type: 'mode.asked', mode: wanted }); }, press: () => { actor.send({ type: 'panel.reset' }); } };
}

describe('modes of the tower', () => {
  it('follow the key, and wait until the tower waits', () => {
    const { mode, see } = bench();
    assert.equal(mode(), 'production');
    see({ key: 'maintenance', waiting: false });
    assert.equal(mode(), 'production');
    see({ waiting: true });
    assert.equal(mode(), 'maintenance');
  });

  it('give manual to whoever asks with the key on maintenance, and to nobody else', () => {
    const { mode, see, ask } = bench();
    ask('manual');
    assert.equal(mode(), 'production');
    see({ key: 'maintenance' });
    see({ waiting: false });
    ask('manual');
    assert.equal(mode(), 'maintenance', 'not while something moves');
    see({ waiting: true });
    ask('production');
    assert.equal(mode(), 'maintenance');
    ask('manual');
    assert.equal(mode(), 'manual');
  });

  it('give production back only after the exit check and a fresh edge at the panel, in this order', () => {
    const { mode, see, press } = bench();
    see({ key: 'maintenance' });
    press();
    see({ key: 'auto', blocks: ['hatchOpen'] });
    assert.equal(mode(), 'unproven');
    press();
    see({ blocks: [] });
    assert.equal(mode(), 'unproven', 'an edge from before counts no more');
    press();
    assert.equal(mode(), 'production');
  });

  it('are none while the key says nothing, and after it the way back leads over the panel', () => {
    const { mode, see, press } = bench();
    see({ key: 'unknown' });
    assert.equal(mode(), 'unproven');
    see({ key: 'auto' });
    assert.equal(mode(), 'unproven');
    press();
    assert.equal(mode(), 'production');
  });

  it('leave production when somebody hangs up a tag, key or no key', () => {
    const { mode, see, press } = bench();
    see({ blocks: ['lockedOut'] });
    assert.equal(mode(), 'unproven');
    press();
    assert.equal(mode(), 'unproven');
  });

  it('never are production with the key elsewhere and the tower waiting, whatever happens', () => {
    const signs = fc.record({ key: fc.constantFrom<ModeSigns['key']>('auto', 'maintenance', 'unknown'), waiting: fc.boolean(), blocks: fc.constantFrom<ModeSigns['blocks']>([], ['hatchOpen'], ['lockedOut']) });
    const event = fc.oneof<fc.Arbitrary<ModeEvent>[]>(
      signs.map((one) => ({ type: 'signs.changed', signs: one })), fc.constantFrom<ModeEvent>({ type: 'panel.reset' }, { type: 'mode.asked', mode: 'manual' }, { type: 'mode.asked', mode: 'production' }, { type: 'mode.asked', mode: 'maintenance' }),
    );
    fc.assert(fc.property(fc.array(event), (events) => {
      const { actor, mode } = bench();
      let pressedOutside = true;
      for (const one of events) {
        const before = mode();
        actor.send(one);
        const now = actor.getSnapshot().context.signs;
        if (now.waiting && now.key !== 'auto') assert.notEqual(mode(), 'production');
        if (mode() === 'maintenance' || mode() === 'manual') pressedOutside = false;
        if (one.type === 'panel.reset' && before === 'unproven' && now.key === 'auto' && now.blocks.length === 0) pressedOutside = true;
        if (mode() === 'production') assert.ok(pressedOutside, 'production without a fresh edge since somebody was inside');
      }
    }));
  });
});

describe('states of PackML', () => {
  it('are all there, each of one kind, and no acting state lets the mode change', () => {
    assert.deepEqual(Object.keys(PACKML).toSorted(), [...towerStateSchema.options].toSorted());
    assert.deepEqual(towerStateSchema.options.filter(waits).toSorted(), ['aborted', 'complete', 'held', 'idle', 'recovering', 'stopped', 'suspended']);
  });

  it('know no suspended and no complete outside production', () => {
    assert.deepEqual([stateIn('maintenance', 'suspended'), stateIn('manual', 'suspending'), stateIn('production', 'suspended'), stateIn('manual', 'execute')], ['held', 'holding', 'suspended', 'execute']);
  });
});
