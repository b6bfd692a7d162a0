import { useEffect, useRef, useSyncExternalStore } from 'react';
import { placesOf } from '../../../../config/places.ts';
import { useWords } from '../../words/words.tsx';
import type { CustomerView } from '../flow/customer-view.ts';
import type { Display } from '../flow/session-context.ts';
import { isStale } from '../scene/shown-position.ts';
import { sceneMoments, sceneStateOf } from '../scene/scene-moments.ts';
import type { SceneMoment, SceneState } from '../scene/scene-moments.ts';
import { useServices } from '../services.tsx';
import type { Services } from '../services.tsx';
import { earconFor, heardOf } from './earcon-choice.ts';
import type { Heard } from './earcon-choice.ts';
import { headphonesAmong } from './headphones.ts';
import type { SoundRoom } from './sound-room.ts';

/** What of the frame is heard. */
export interface Audible {
  readonly view: CustomerView;
  readonly display: Display;
  readonly hasHeadphones: boolean;
  readonly isAsking: boolean;
  readonly session: number;
  readonly followedCarId: string | undefined;
}

/** Keys and touches, before the page hears of them. */
function useInputs(room: SoundRoom | undefined, onDark: () => void): void {
  const dark = useRef(onDark);
  dark.current = onDark;
  useEffect(() => {
    if (room === undefined) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'F4') dark.current();
      if (room.key(event)) event.preventDefault();
    };
    const onTouch = ({ target }: PointerEvent): void => {
      const touched = target instanceof Element ? target : undefined;
      // The buttons of speech act on what is being said.
      if ((touched?.closest('.speech-buttons') ?? null) === null) room.reader.touch();
      if ((touched?.closest('button:not([disabled]), [role="button"]') ?? null) !== null) room.play('touch');
    };
    const onFocus = (): void => { room.reader.focus(); };
    globalThis.addEventListener('keydown', onKey, { capture: true });
    globalThis.addEventListener('pointerdown', onTouch, { capture: true });
    globalThis.addEventListener('focusin', onFocus);
    return () => {
      globalThis.removeEventListener('keydown', onKey, { capture: true });
      globalThis.removeEventListener('pointerdown', onTouch, { capture: true });
      globalThis.removeEventListener('focusin', onFocus);
    };
  }, [room]);
}

/** Headphones that are plugged in begin a session that is spoken; taking them out ends speech. */
function useHeadphones({ sound: room, site, send }: Services): void {
  useEffect(() => {
    if (room === undefined) return;
    let are = false;
    let hasLooked = false;
    const tell = (areIn: boolean, isPlugged: boolean): void => {
      if (are === areIn) return;
      are = areIn;
      send({ type: 'headphones.changed', areIn });
      if (areIn && isPlugged) send({ type: 'start' });
    };
    const stop = room.outputs((outputs) => {
      const now = headphonesAmong(outputs, site.sound.ownOutputs);
      // What is in from the beginning was plugged in by nobody who stands here.
      if (now !== 'unknown') tell(now === 'in', hasLooked);
      hasLooked = true;
    });
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === site.sound.jackKeys?.pluggedIn) tell(true, true);
      if (key === site.sound.jackKeys?.takenOut) tell(false, true);
    };
    globalThis.addEventListener('keydown', onKey);
    return () => {
      stop();
      globalThis.removeEventListener('keydown', onKey);
    };
  }, [room, site, send]);
}

/** Moments that no text of the screen tells: the others are told by the screen itself. */
const TOLD: readonly SceneMoment['id'][] = ['phase', 'level', 'resumed', 'measured'];

/** The moments of the scene: a sound and a caption each, and words for who listens. */
function useSceneSounds({ sound: room, live, site, clock }: Services, { view, followedCarId }: Audible): void {
  const { say, language } = useWords();
  const isComing = view.screen === 'K21';
  useEffect(() => {
    if (room === undefined || followedCarId === undefined) return;
    const followed = { site, places: placesOf(site), carId: followedCarId };
    let state: SceneState | undefined;
    const look = (): void => {
      const now = live.read();
      if (now.tower === undefined) return;
      const next = sceneStateOf(now.tower, followed, isStale(now, clock.nowMs()), state);
      const moments = state === undefined ? [] : sceneMoments(state, next);
      state = next;
      for (const { id, word, values, earcon } of moments) {
        const text = say(word, values);
        // What the screen's own change sounds like is not sounded a second time.
        if (earcon !== undefined && TOLD.includes(id)) room.play(earcon, text);
        if (isComing && TOLD.includes(id)) room.reader.say({ text, language });
      }
    };
    look();
    return live.subscribe(look);
  }, [room, live, site, clock, followedCarId, isComing, say, language]);
}

const noSubscription = (): (() => void) => () => undefined;
const nothing = (): undefined => undefined;

/** Makes a frame heard. Without a room, as in a gallery, it is silent. */
export function useSound(audible: Audible, onDark: () => void): void {
  const services = useServices();
  const { language } = useWords();
  const { sound: room } = services;
  const { view, display, hasHeadphones, isAsking, session } = audible;
  const isOn = display.isSpoken === true;
  const pace = display.pace ?? 'normal';
  useInputs(room, onDark);
  useHeadphones(services);
  useSceneSounds(services, audible);

  useEffect(() => {
    room?.set({ isOn, language, isPrivate: hasHeadphones, session, pace });
  }, [room, isOn, language, hasHeadphones, session, pace]);
  useEffect(() => {
    if (room === undefined || !isOn) return;
    room.reader.look();
    return room.content.onChanged(() => { room.reader.look(); });
  }, [room, isOn]);

  const before = useRef<Heard>(undefined);
  const { screen, refusal } = heardOf(view, isAsking);
  useEffect(() => {
    const heard = { screen, refusal, isAsking };
    const earcon = earconFor(before.current, heard);
    const isFirst = before.current === undefined;
    before.current = heard;
    if (earcon !== undefined && !isFirst) room?.play(earcon);
  }, [room, screen, refusal, isAsking]);
}

/** The caption that stands on the screen. */
export function useCaption(): ReturnType<SoundRoom['captions']['read']> {
  const { sound } = useServices();
  const read = sound?.captions.read ?? nothing;
  return useSyncExternalStore(sound?.captions.subscribe ?? noSubscription, read, read);
}

/** What speech is at. */
export function useSpeakerPhase(): ReturnType<SoundRoom['speaker']['read']>['phase'] {
  const { sound } = useServices();
  const read = sound?.speaker.read ?? nothing;
  const state = useSyncExternalStore(sound?.speaker.subscribe ?? noSubscription, read, read);
  return state?.phase ?? 'silent';
}
