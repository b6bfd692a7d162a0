/** The worker in which the synthesiser runs: one sentence after the other, each in a fresh run of the program. */
import { DATA_FILE } from './voice-assets.ts';
import { parseRequest } from './voice-protocol.ts';
import type { VoiceAnswer, VoiceRequest } from './voice-protocol.ts';
import { readWav } from './wav.ts';

const SOUND_FILE = 'sentence.wav';

interface Program {
  readonly run: typeof import('espeak-ng').default;
  readonly compiled: WebAssembly.Module;
}

let program: Promise<Program> | undefined;
let queue: Promise<void> = Promise.resolve();

async function load(assetsUrl: string): Promise<Program> {
  const [{ default: run }, compiled] = await Promise.all([import('espeak-ng'), WebAssembly.compileStreaming(fetch(new URL(DATA_FILE, assetsUrl)))]);
  return { run, compiled };
}

/** Loaded once; what did not come is asked for again with the next sentence. */
async function loaded(assetsUrl: string): Promise<Program> {
  program ??= load(assetsUrl);
  try {
    return await program;
  } catch (error) {
    program = undefined;
    throw error;
  }
}

async function synthesise({ run, compiled }: Program, { text, voice, wordsPerMinute }: VoiceRequest): Promise<Uint8Array> {
  const ran = await run({
    arguments: ['-w', SOUND_FILE, '-v', voice, '-s', String(wordsPerMinute), '--', text],
    // Compiling takes longer than speaking: every run gets the module that was compiled once.
    instantiateWasm: (imports, done) => {
      void WebAssembly.instantiate(compiled, imports).then((instance) => {
        done(instance, compiled);
      });
      return {};
    },
  });
  return ran.FS.readFile(SOUND_FILE);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Never throws: what fails inside becomes a `failed` answer. */
async function answerTo(request: VoiceRequest): Promise<VoiceAnswer> {
  const { id } = request;
  let ready: Program;
  try {
    ready = await loaded(request.assetsUrl);
  } catch (error) {
    return { kind: 'failed', id, code: 'missing', message: messageOf(error) };
  }
  try {
    const sound = readWav(await synthesise(ready, request));
    return sound === undefined ? { kind: 'failed', id, code: 'failed', message: 'the program wrote no sound' } : { kind: 'sound', id, sound };
  } catch (error) {
    return { kind: 'failed', id, code: 'failed', message: messageOf(error) };
  }
}

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  const request = parseRequest(event.data);
  // A message without a request's shape has no number to answer to; the page's time-out reports it.
  if (request === null) return;
  queue = queue.then(async () => {
    const answer = await answerTo(request);
    self.postMessage(answer, answer.kind === 'sound' ? [answer.sound.samples.buffer] : []);
  });
});
