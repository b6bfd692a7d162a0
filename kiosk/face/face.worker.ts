/** The worker: takes one request after the other, answers each once, and closes every frame it was given. */
import { createStage } from './canvas-stage.ts';
import { createFrameAnalyser } from './frame-analysis.ts';
import type { FrameAnalyser } from './frame-analysis.ts';
import { loadFaceNets } from './face-nets.ts';
import { pictureProblem, refuse } from './picture-refusal.ts';
import { parseRequest } from './worker-protocol.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-protocol.ts';

let analyser: Promise<FrameAnalyser> | null = null;
let queue: Promise<void> = Promise.resolve();

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  const request = parseRequest(event.data);
  // A message without a request's shape has no id to answer to; the page's time-out reports it.
  if (request === null) return;
  queue = queue.then(async () => {
    self.postMessage(await answerTo(request));
  });
});

/** Never throws: what fails inside becomes a `failed` answer. */
async function answerTo(request: WorkerRequest): Promise<WorkerAnswer> {
  try {
    return await handle(request);
  } catch (error) {
    return { kind: 'failed', id: request.id, message: error instanceof Error ? error.message : String(error) };
  } finally {
    if (request.kind === 'look') request.frame.close();
    if (request.kind === 'picture') request.picture.close();
  }
}

async function handle(request: WorkerRequest): Promise<WorkerAnswer> {
  const { id } = request;
  if (request.kind === 'start') {
    analyser ??= loadFaceNets(request.assetsUrl).then((nets) => createFrameAnalyser(nets, createStage()));
    await analyser;
    return { kind: 'started', id };
  }
  if (analyser === null) throw new Error('a picture came before the start');
  const ready = await analyser;
  if (request.kind === 'look') return { kind: 'looked', id, reading: await ready.look(request.frame, request) };
  const reading = await ready.lookAtPicture(request.picture);
  if (reading.template !== null) return { kind: 'described', id, template: reading.template };
  const problem = pictureProblem(reading);
  if (problem === null) throw new Error('a good picture gave no template');
  return { kind: 'refused', id, ...refuse(problem) };
}
