import type { Language } from '../../../../config/words/index.ts';
import type { SpeechPace } from '../flow/session-context.ts';
import type { ContentNode } from './content-parts.ts';
import type { Tone } from './earcons.ts';

/** A sentence in its language. */
export interface Sentence {
  readonly text: string;
  readonly language: Language;
}

/** How it is spoken: how fast, and how loud from 0 to 1. */
export interface Manner {
  readonly pace: SpeechPace;
  readonly level: number;
}

/** How a sentence ended: to its end, cut off, or not at all because there is no voice for it. */
export type UtteranceEnd = 'spoken' | 'cut' | 'unable';

/** A sentence being spoken. */
export interface Utterance {
  /** Never rejects. */
  readonly ended: Promise<UtteranceEnd>;
  readonly cut: () => void;
}

/** Speaks one sentence at a time. */
export interface Voice {
  readonly speak: (sentence: Sentence, manner: Manner) => Utterance;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Whether there is a voice for the language, without loading it. */
  readonly isAble: (language: Language) => Promise<boolean>;
}

/** Plays tones at once, `level` from 0 to 1. */
export type TonePlayer = (tones: readonly Tone[], level: number) => void;

/** Something that sound comes out of. The label is empty where the browser keeps it to itself. */
export interface AudioOutput {
  readonly id: string;
  readonly label: string;
}

/** Calls back with the outputs that there are, at once and whenever one is plugged in or taken out. Returns the function that ends it. */
export type AudioOutputs = (listener: (outputs: readonly AudioOutput[]) => void) => () => void;

/** What is on the screen and can be seen, as a tree. */
export interface ScreenContent {
  /** Id of the screen, and of what lies over it: with either, the screen is another one. */
  readonly screen: string;
  readonly overlay: string | undefined;
  readonly panel: ContentNode;
  readonly stage: ContentNode;
  readonly footer: ContentNode;
}

/** The screen, to be read by who cannot see it. */
export interface ContentSource {
  readonly read: () => ScreenContent | undefined;
  /** Calls back soon after something on it has changed. Returns the function that ends it. */
  readonly onChanged: (listener: () => void) => () => void;
  /** The control in focus, as a tree of its own. */
  readonly focused: () => ContentNode | undefined;
}
