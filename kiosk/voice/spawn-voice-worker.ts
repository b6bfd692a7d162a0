/** Starts the real worker. Apart, because only a bundler understands the address it is started from. */
import type { VoiceWorkerLink } from './synthesiser.ts';
import type { VoiceAnswer } from './voice-protocol.ts';

/** A new worker, its program not yet loaded. */
export function spawnVoiceWorker(): VoiceWorkerLink {
  const worker = new Worker(new URL('./voice.worker.ts', import.meta.url), { type: 'module', name: 'carillon-voice' });
  return {
    send: (request) => {
      worker.postMessage(request);
    },
    listen: ({ answer, failure }) => {
      // The worker is a file of ours: its answers are what the protocol says.
      worker.addEventListener('message', (event: MessageEvent<VoiceAnswer>) => {
        answer(event.data);
      });
      worker.addEventListener('error', (event) => {
        // A worker whose file is missing or refused says nothing more than that.
        failure(event.message === '' ? "the worker's program could not be loaded" : event.message);
      });
    },
    terminate: () => {
      worker.terminate();
    },
  };
}
