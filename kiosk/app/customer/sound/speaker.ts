import type { Manner, Sentence, UtteranceEnd, Utterance, Voice } from './sound.port.ts';

/** What speech is at, for the screen. `unable`: something was to be spoken and there is no voice for it. */
export interface SpeakerState {
  readonly phase: 'silent' | 'speaking' | 'paused' | 'unable';
  /** The sentence that is being spoken. */
  readonly sentence: Sentence | undefined;
}

/** Speech as a queue that can be cut off, paused and said again. */
export interface Speaker {
  /** A screen as a whole: cuts off what is being said, and is what is said again. */
  readonly sayScreen: (sentences: readonly Sentence[]) => void;
  /** Something that has just changed, after what is being said. What waits already is not said twice. */
  readonly sayChange: (sentences: readonly Sentence[]) => void;
  /** The answer to a key or a touch: at once, in place of everything. */
  readonly sayNow: (sentences: readonly Sentence[]) => void;
  readonly cut: () => void;
  /** The last screen once more, from its beginning. */
  readonly again: () => void;
  /** Silent, and nothing is left to say again: what was said of one customer is not said to the next. */
  readonly forget: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly read: () => SpeakerState;
  /** Calls back after each change. Returns the function that ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

const SILENT: SpeakerState = { phase: 'silent', sentence: undefined };
const isSame = (one: Sentence, other: Sentence | undefined): boolean => one.text === other?.text && one.language === other.language;

/** What is being said and what waits. `manner` is asked with each sentence, so that a change of speed is heard with the next one. */
function createQueue(voice: Voice, manner: () => Manner) {
  let waiting: readonly Sentence[] = [];
  let current: Utterance | undefined;
  let state: SpeakerState = SILENT;
  const listeners = new Set<() => void>();
  const show = (next: SpeakerState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  function next(): void {
    const [sentence, ...rest] = waiting;
    waiting = rest;
    current = sentence === undefined ? undefined : voice.speak(sentence, manner());
    show(sentence === undefined ? SILENT : { phase: 'speaking', sentence });
    const utterance = current;
    if (utterance !== undefined) void utterance.ended.then((end) => { ended(utterance, end); });
  }
  function ended(utterance: Utterance, end: UtteranceEnd): void {
    // One that was cut off makes way for what was put in its place.
    if (current !== utterance) return;
    if (end === 'spoken') {
      next();
      return;
    }
    waiting = [];
    current = undefined;
    show(end === 'unable' ? { phase: 'unable', sentence: undefined } : SILENT);
  }
  return {
    read: () => state,
    show,
    put: (sentences: readonly Sentence[]): void => {
      waiting = [...waiting, ...sentences];
      if (current === undefined && waiting.length > 0) next();
    },
    isKnown: (sentence: Sentence): boolean => isSame(sentence, state.sentence) || waiting.some((other) => isSame(sentence, other)),
    cut: (): void => {
      const was = current;
      waiting = [];
      current = undefined;
      was?.cut();
      if (state.phase === 'paused') voice.resume();
      if (state.phase === 'speaking' || state.phase === 'paused') show(SILENT);
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** A speaker with this voice. */
export function createSpeaker(voice: Voice, manner: () => Manner): Speaker {
  const queue = createQueue(voice, manner);
  let screen: readonly Sentence[] = [];
  const sayNow = (sentences: readonly Sentence[]): void => {
    queue.cut();
    queue.put(sentences);
  };
  return {
    sayNow,
    cut: queue.cut,
    read: queue.read,
    subscribe: queue.subscribe,
    sayScreen: (sentences) => {
      screen = sentences;
      sayNow(sentences);
    },
    sayChange: (sentences) => {
      queue.put(sentences.filter((each) => !queue.isKnown(each)));
    },
    again: () => {
      sayNow(screen);
    },
    forget: () => {
      queue.cut();
      screen = [];
    },
    pause: () => {
      if (queue.read().phase !== 'speaking') return;
      voice.pause();
      queue.show({ ...queue.read(), phase: 'paused' });
    },
    resume: () => {
      if (queue.read().phase !== 'paused') return;
      voice.resume();
      queue.show({ ...queue.read(), phase: 'speaking' });
    },
  };
}
