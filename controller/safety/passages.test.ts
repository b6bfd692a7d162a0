import assert from 'node:assert/strict';
import { done, fault, ok } from '../ports.ts';
import type { Journal, NewIntent } from '../journal/journal.port.ts';
import { createPassages } from './passages.ts';

const INTENT: NewIntent = { motion: 'outer.open:A', detail: '', orderId: 'order-1' };

/** A journal that takes nothing while `refuses` says so, and the books over it. */
function createBench() {
  const written: string[] = [];
  const state = { refuses: undefined as 'readOnly' | 'conflict' | undefined, last: 0 };
  const refusal = (): ReturnType<typeof fault<'readOnly' | 'conflict'>> | undefined => (state.refuses === undefined ? undefined : fault(state.refuses, 'no'));
  const journal = {
    intend: async () => {
      const refused = refusal();
      if (refused !== undefined) return refused;
      state.last += 1;
      written.push(`intent ${String(state.last)}`);
      return ok(state.last);
    },
    conclude: async (intentId: number, { kind }: { kind: string }) => {
      const refused = refusal();
      if (refused === undefined) written.push(`${kind} ${String(intentId)}`);
      return refused ?? done;
    },
  } as unknown as Journal;
  const passages = createPassages(journal, () => 0);
  const open = (intent: NewIntent = INTENT) => passages.enter(intent.motion, intent, 'A.outer', () => undefined);
  /** Opens the door, whose end the journal does not take. */
  const openUnheard = async (): Promise<void> => {
    const entered = await open();
    assert.ok(entered.ok);
    const passed = passages.pass(entered.value, 1);
    assert.ok(passed.ok);
    state.refuses = 'readOnly';
    assert.equal((await passed.value.conclude({ kind: 'done' })).ok, false);
  };
  return { written, state, open, openUnheard };
}

describe('the books of the gate', () => {
  it('write how a motion ended that the journal did not take, as unknown, before the next one is intended', async () => {
    const { written, state, open, openUnheard } = createBench();
    await openUnheard();
    state.refuses = undefined;
    assert.ok((await open()).ok);
    assert.deepEqual(written, ['intent 1', 'unknown 1', 'intent 2']);
  });
  it('let nothing move while that is still owed, but the door that lets somebody out', async () => {
    const { written, open, openUnheard } = createBench();
    await openUnheard();
    const refused = await open();
    assert.ok(!refused.ok && refused.error.code === 'journalUnavailable');
    assert.ok((await open({ ...INTENT, letsOut: true })).ok);
    assert.deepEqual(written, ['intent 1']);
  });
  it('owe nothing for what somebody has settled meanwhile', async () => {
    const { written, state, open, openUnheard } = createBench();
    await openUnheard();
    state.refuses = 'conflict';
    assert.equal((await open()).ok, false);
    state.refuses = undefined;
    assert.ok((await open()).ok);
    assert.deepEqual(written, ['intent 1', 'intent 2']);
  });
});
