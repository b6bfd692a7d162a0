import assert from 'node:assert/strict';
import type { Subject } from '../subject.port.ts';
import { listenTo, type Ears } from './listen.ts';

/** A controller whose answer a hand gives. */
function createAsked() {
  const answers: ((answer: { readonly ok: true }) => void)[] = [];
  const subject = {
    stage: { tower: {} }, power: {}, journal: {}, process: { isAlive: () => true, kill: () => undefined },
    tower: () => ({ collect: () => new Promise((resolve) => { answers.push(resolve); }) }),
  } as unknown as Subject;
  const accepted: string[] = [];
  const listened = listenTo(subject);
  listened.listen({
    bookings: { accepted: (orderId: string) => { accepted.push(orderId); }, isDurable: () => false }, beginning: { died: () => undefined }, goals: { dead: () => undefined },
    stops: { asked: () => undefined }, silence: { falls: () => undefined },
  } as unknown as Ears);
  const ask = (collectionId: string) => listened.subject.tower().collect({ collectionId, bookingId: undefined, carId: 'C1' });
  return { accepted, ask, kill: listened.subject.process.kill, answer: () => { for (const resolve of answers.splice(0)) resolve({ ok: true }); } };
}

describe('who hears what a tower answers', () => {
  it('hears that it has accepted something', async () => {
    const { accepted, ask, answer } = createAsked();
    const asked = ask('one');
    answer();
    assert.ok((await asked).ok);
    assert.deepEqual(accepted, ['one']);
  });

  it('hears nothing from a controller that died in the write of what it was asked for', async () => {
    const { accepted, ask, answer, kill } = createAsked();
    const asked = ask('one');
    kill();
    answer();
    assert.ok((await asked).ok);
    assert.deepEqual(accepted, []);
  });
});
