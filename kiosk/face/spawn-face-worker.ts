/** Starts the real worker. Apart, because only a bundler understands the address it is started from. */
import type { FaceWorkerLink } from './worker-session.ts';

/** A new worker, not yet started on its nets. */
export function spawnFaceWorker(): FaceWorkerLink {
  const worker = new Worker(new URL('./face.worker.ts', import.meta.url), { type: 'module', name: 'carillon-face' });
  return {
    send: (request, transfer) => {
      worker.postMessage(request, [...transfer]);
    },
    listen: ({ answer, failure }) => {
      worker.addEventListener('message', (event: MessageEvent<unknown>) => {
        answer(event.data);
      });
      worker.addEventListener('messageerror', () => {
        failure('an answer of the worker could not be read');
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
