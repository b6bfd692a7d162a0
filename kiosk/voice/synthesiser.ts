import type { SpokenSound, VoiceAnswer, VoiceName, VoiceRequest } from './voice-protocol.ts';

/** A worker as this needs it. */
export interface VoiceWorkerLink {
  readonly send: (request: VoiceRequest) => void;
  readonly listen: (listeners: { readonly answer: (answer: VoiceAnswer) => void; readonly failure: (message: string) => void }) => void;
  readonly terminate: () => void;
}

/** Timers of the page. */
interface VoiceClock {
  readonly setTimeout: (fn: () => void, delayMs: number) => unknown;
  readonly clearTimeout: (id: unknown) => void;
}

/** Sound of a sentence, or why there is none: `missing`, the program is not there; `failed`, it broke off; `timeout`, it did not answer. */
export type SynthesisOutcome =
  | { readonly ok: true; readonly value: SpokenSound }
  | { readonly ok: false; readonly error: { readonly code: 'missing' | 'failed' | 'timeout'; readonly message: string } };

/** Turns sentences into sound. */
export interface Synthesiser {
  /** Never rejects. `wordsPerMinute`: 80 to 450. */
  readonly synthesise: (text: string, voice: VoiceName, wordsPerMinute: number) => Promise<SynthesisOutcome>;
  /** Ends the worker and frees what the program takes; the next sentence starts a new one. */
  readonly close: () => void;
}

/** The program is 18 MB, from a disk of the same machine; a sentence takes a tenth of a second after that. */
const PATIENCE_MS = 15_000;

/** Sentences in the order in which they are asked for. The worker starts with the first one; one that hangs or breaks is replaced by a fresh one. */
export function createSynthesiser(needs: { readonly spawn: () => VoiceWorkerLink; readonly clock: VoiceClock; readonly assetsUrl: string }): Synthesiser {
  const { spawn, clock, assetsUrl } = needs;
  const waiting = new Map<number, (outcome: SynthesisOutcome) => void>();
  let worker: VoiceWorkerLink | undefined;
  let lastId = 0;

  const close = (): void => {
    worker?.terminate();
    worker = undefined;
  };
  const giveUp = (code: 'missing' | 'failed' | 'timeout', message: string): void => {
    close();
    const all = [...waiting.values()];
    waiting.clear();
    for (const settle of all) settle({ ok: false, error: { code, message } });
  };
  const started = (): VoiceWorkerLink => {
    if (worker !== undefined) return worker;
    const fresh = spawn();
    fresh.listen({
      answer: (answer) => {
        const settle = waiting.get(answer.id);
        waiting.delete(answer.id);
        settle?.(answer.kind === 'sound' ? { ok: true, value: answer.sound } : { ok: false, error: { code: answer.code, message: answer.message } });
      },
      failure: (message) => {
        if (worker === fresh) giveUp('missing', message);
      },
    });
    worker = fresh;
    return fresh;
  };

  return {
    synthesise: (text, voice, wordsPerMinute) =>
      new Promise((resolve) => {
        lastId += 1;
        const id = lastId;
        const timer = clock.setTimeout(() => {
          giveUp('timeout', 'the synthesiser did not answer');
        }, PATIENCE_MS);
        waiting.set(id, (outcome) => {
          clock.clearTimeout(timer);
          resolve(outcome);
        });
        started().send({ id, text, voice, wordsPerMinute, assetsUrl });
      }),
    close: () => {
      giveUp('failed', 'the synthesiser was closed');
    },
  };
}
