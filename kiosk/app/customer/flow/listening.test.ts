import assert from 'node:assert/strict';
import { createSessionBench, recognition, screenAfter } from '../../testing/session-bench.ts';
import { answered } from '../../tower-client/answer.ts';

const preferences = { language: 'en', textSize: 'xl', contrast: 'hc-dark', audio: false, reach: 'low', reducedMotion: true } as const;

describe('somebody who listens', () => {
  const heard = ({ actor }: ReturnType<typeof createSessionBench>) => {
    const { display, hasHeadphones } = actor.getSnapshot().context;
    return { isSpoken: display.isSpoken === true, hasHeadphones };
  };
  const plugIn = { type: 'headphones.changed', areIn: true } as const;

  it('is spoken to from when headphones are plugged in until they are taken out', () => {
    const b = createSessionBench();
    b.send(plugIn);
    assert.deepEqual(heard(b), { isSpoken: true, hasHeadphones: true });
    b.send({ type: 'headphones.changed', areIn: false });
    assert.deepEqual(heard(b), { isSpoken: false, hasHeadphones: false });
  });

  it('keeps speech when the look that the phone asked for comes, which says nothing of it', async () => {
    const b = createSessionBench();
    b.recognise.resolves(answered({ ...recognition, preferences }));
    b.toKeypad();
    b.send(plugIn);
    await b.enterCode();
    assert.equal(screenAfter(b), 'K17');
    assert.equal(b.actor.getSnapshot().context.display.size, 'xl');
    assert.equal(heard(b).isSpoken, true);
    b.send({ type: 'car.denied' });
    assert.equal(heard(b).isSpoken, true);
  });

  it('is spoken to as the phone asked, without headphones', async () => {
    const b = createSessionBench();
    b.recognise.resolves(answered({ ...recognition, preferences: { ...preferences, audio: true } }));
    b.toKeypad();
    await b.enterCode();
    assert.deepEqual(heard(b), { isSpoken: true, hasHeadphones: false });
  });

  it('still has the headphones in when the session is over, so that the first screen speaks', () => {
    const b = createSessionBench();
    b.send({ type: 'start' }, plugIn, { type: 'session.abandoned' });
    assert.deepEqual(heard(b), { isSpoken: true, hasHeadphones: true });
  });

  it('may switch speech off all the same', () => {
    const b = createSessionBench();
    b.send({ type: 'start' }, plugIn, { type: 'display.set', display: { size: 'm', skin: 'auto', isSpoken: false } });
    assert.deepEqual(heard(b), { isSpoken: false, hasHeadphones: true });
  });
});
