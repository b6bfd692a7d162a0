import assert from 'node:assert/strict';
import { createManualClock } from '../testing/manual-clock.ts';
import { createSynthesiser } from './synthesiser.ts';
import type { VoiceWorkerLink } from './synthesiser.ts';
import type { VoiceAnswer, VoiceRequest } from './voice-protocol.ts';
import { parseRequest } from './voice-protocol.ts';

const sound = { samples: new Float32Array(4), sampleRateHz: 22_050 };

function bench() {
  const clock = createManualClock();
  const workers: { sent: VoiceRequest[]; isEnded: boolean; answer: (answer: VoiceAnswer) => void; fail: (message: string) => void }[] = [];
  const spawn = (): VoiceWorkerLink => {
    const worker: (typeof workers)[number] = { sent: [], isEnded: false, answer: () => undefined, fail: () => undefined };
    workers.push(worker);
    return {
      send: (request) => worker.sent.push(request),
      listen: ({ answer, failure }) => {
        worker.answer = answer;
        worker.fail = failure;
      },
      terminate: () => {
        worker.isEnded = true;
      },
    };
  };
  return { clock, workers, synthesiser: createSynthesiser({ spawn, clock, assetsUrl: 'http://127.0.0.1/voice/' }) };
}

describe('synthesiser', () => {
  it('starts its worker with the first sentence, and keeps it', async () => {
    const { workers, synthesiser } = bench();
    assert.equal(workers.length, 0);
    const [one, two] = [synthesiser.synthesise('Hello', 'en', 150), synthesiser.synthesise('您好', 'cmn', 150)];
    assert.equal(workers.length, 1);
    assert.deepEqual(workers[0]!.sent.map(({ text, voice }) => [text, voice]), [['Hello', 'en'], ['您好', 'cmn']]);
    workers[0]!.answer({ kind: 'sound', id: workers[0]!.sent[1]!.id, sound });
    workers[0]!.answer({ kind: 'failed', id: workers[0]!.sent[0]!.id, code: 'failed', message: 'no' });
    assert.deepEqual(await two, { ok: true, value: sound });
    assert.equal((await one).ok, false);
  });

  it('says that the program is missing when the worker cannot load it, and tries again with the next sentence', async () => {
    const { workers, synthesiser } = bench();
    const first = synthesiser.synthesise('Hello', 'en', 150);
    workers[0]!.fail('404');
    const outcome = await first;
    assert.equal(!outcome.ok && outcome.error.code, 'missing');
    const second = synthesiser.synthesise('Hello', 'en', 150);
    assert.equal(workers.length, 2);
    workers[1]!.answer({ kind: 'sound', id: workers[1]!.sent[0]!.id, sound });
    assert.equal((await second).ok, true);
  });

  it('replaces a worker that hangs, and leaves nobody waiting for it', async () => {
    const { clock, workers, synthesiser } = bench();
    const both = [synthesiser.synthesise('one', 'en', 150), synthesiser.synthesise('two', 'en', 150)];
    clock.advance(15_000);
    const outcomes = await Promise.all(both);
    assert.deepEqual(outcomes.map((outcome) => !outcome.ok && outcome.error.code), ['timeout', 'timeout']);
    assert.equal(workers[0]!.isEnded, true);
    assert.equal(clock.pendingTimers(), 0);
  });

  it('frees the program when it is closed', async () => {
    const { workers, synthesiser } = bench();
    const first = synthesiser.synthesise('one', 'en', 150);
    synthesiser.close();
    assert.equal((await first).ok, false);
    assert.equal(workers[0]!.isEnded, true);
  });
});

describe('a message to the voice worker', () => {
  const request = { id: 1, text: 'Hello', voice: 'en', wordsPerMinute: 150, assetsUrl: 'http://127.0.0.1/voice/' };
  it('is a request when it has its shape', () => assert.deepEqual(parseRequest(request), request));
  it('is none in another shape, or with a voice that is not shipped', () => {
    for (const other of [null, 'speak', {}, { ...request, voice: 'de' }, { ...request, id: '1' }, { ...request, wordsPerMinute: undefined }]) assert.equal(parseRequest(other), null);
  });
});
