import type { Language, WordId } from '../../../../config/words/index.ts';
import { meaningOf } from '../../look/keypad.ts';
import type { PageClock } from '../../rim/rim.port.ts';
import type { Say } from '../../words/words.tsx';
import { allTold, changesOf } from './changes.ts';
import type { Told } from './changes.ts';
import { choiceOf } from './content-parts.ts';
import type { ContentSource, ScreenContent, Sentence } from './sound.port.ts';
import type { Speaker } from './speaker.ts';
import { partsOfScreen, tellFocus, tellPart, tellScreen } from './telling.ts';
import type { Teller } from './telling.ts';

/** How the screen is to be read. */
export interface Reading {
  readonly isOn: boolean;
  readonly language: Language;
  /** Headphones are plugged in: nobody else hears it. */
  readonly isPrivate: boolean;
  /** Number of the session: what was said of one customer is forgotten with the session. */
  readonly session: number;
}

type Key = Parameters<typeof meaningOf>[0];

/** Reads the screen aloud: a new one as a whole, of the same one what has changed, and the control that a key has gone to. */
export interface ScreenReader {
  /** Takes up settings that may be new. */
  readonly set: (reading: Reading) => void;
  /** The screen may have changed. */
  readonly look: () => void;
  /** Before the page hears of a key; whether the key is one of speech itself. */
  readonly key: (key: Key) => boolean;
  /** Before the page hears of a touch. */
  readonly touch: () => void;
  readonly focus: () => void;
  /** Says something that is not on the screen. */
  readonly say: (sentence: Sentence) => void;
}

/** Keys of speech; the letters belong to what is typed. An assistive keypad sends what it is set to. */
const AGAIN = ['F2'];
const PAUSE = ['F3', 'MediaPlayPause', 'Pause'];

interface Needs {
  readonly source: ContentSource;
  readonly speaker: Speaker;
  readonly clock: PageClock;
  /** The sentences of a language. */
  readonly wordsOf: (language: Language) => Say;
}

const placeOf = (content: Pick<ScreenContent, 'screen' | 'overlay'>): string => `${content.screen} ${content.overlay ?? ''}`;

/** What has been told of the screen that stands there. */
function createTale({ source, speaker, clock, wordsOf }: Needs) {
  let place = '';
  let told: Told = new Map();
  const teller = ({ language, isPrivate }: Reading): Teller => ({ language, isPrivate, say: wordsOf(language) });
  const whole = (reading: Reading, preface: readonly Sentence[] = []): void => {
    const content = source.read();
    if (content === undefined) {
      speaker.sayNow(preface);
      return;
    }
    place = placeOf(content);
    told = allTold(partsOfScreen(content), clock.nowMs());
    speaker.sayScreen([...preface, ...tellScreen(teller(reading), content)]);
  };
  return {
    whole,
    look: (reading: Reading): void => {
      const content = source.read();
      if (content === undefined) return;
      if (placeOf(content) !== place) {
        whole(reading);
        return;
      }
      const changes = changesOf(told, partsOfScreen(content), clock.nowMs());
      told = changes.told;
      speaker.sayChange(changes.due.flatMap((part) => tellPart(teller(reading), part)));
    },
    focus: (reading: Reading): void => {
      const control = source.focused();
      const part = control === undefined ? undefined : choiceOf(control);
      if (part !== undefined && part.text !== '') speaker.sayNow(tellFocus(teller(reading), part));
    },
    end: (): void => {
      speaker.forget();
      place = '';
      told = new Map();
    },
  };
}

/** A reader of the screen; it is silent until it is told to be on. */
export function createScreenReader(needs: Needs): ScreenReader {
  const { speaker, wordsOf } = needs;
  const tale = createTale(needs);
  let reading: Reading | undefined;
  let hasMoved = false;

  function switched(before: Reading | undefined, now: Reading): void {
    const note = (id: WordId): Sentence => ({ text: wordsOf(now.language)(id), language: now.language });
    if (now.isOn && before?.isOn !== true) tale.whole(now, [note(now.isPrivate ? 'speech.onWithHeadphones' : 'speech.on')]);
    else if (!now.isOn && before?.isOn === true) {
      tale.end();
      // Who has just gone is told nothing; who has switched it off, or taken the headphones out, is.
      if (now.session === before.session) speaker.sayNow([note(before.isPrivate && !now.isPrivate ? 'speech.unplugged' : 'speech.off')]);
    } else if (now.isOn && before?.language !== now.language) tale.whole(now);
  }

  return {
    look: () => {
      if (reading?.isOn === true) tale.look(reading);
    },
    set: (now) => {
      const before = reading;
      reading = now;
      // What was said of one customer is not left for the next, and what was private not for everybody.
      if (before !== undefined && (before.session !== now.session || (before.isPrivate && !now.isPrivate))) speaker.forget();
      switched(before, now);
    },
    key: (key) => {
      if (reading?.isOn !== true) return false;
      if (PAUSE.includes(key.key)) {
        if (speaker.read().phase === 'paused') speaker.resume();
        else speaker.pause();
        return true;
      }
      speaker.cut();
      const meaning = meaningOf(key);
      hasMoved = meaning === 'next' || meaning === 'previous';
      if (!AGAIN.includes(key.key)) return false;
      tale.whole(reading);
      return true;
    },
    touch: () => {
      hasMoved = false;
      speaker.cut();
    },
    focus: () => {
      // A new screen puts the focus on its heading, a dialogue on its first control: those are told as part of the whole.
      if (reading?.isOn === true && hasMoved) tale.focus(reading);
    },
    say: (sentence) => {
      if (reading?.isOn === true) speaker.sayChange([sentence]);
    },
  };
}
