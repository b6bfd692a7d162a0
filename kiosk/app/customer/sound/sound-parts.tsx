import { Button } from 'react-aria-components/Button';
import { useWords } from '../../words/words.tsx';
import { Icon } from '../screens/icons.tsx';
import { useServices } from '../services.tsx';
import { useCaption, useSpeakerPhase } from './use-sound.ts';

/** What is only heard, in one line at the top. Hidden from screen readers: they would read aloud what is being said. */
export function CaptionLine() {
  const { say } = useWords();
  const caption = useCaption();
  if (caption === undefined) return null;
  return (
    <p className="caption-line" data-caption={caption.kind} aria-hidden="true" title={say('caption.label')}>
      <span className="caption-sign">{caption.kind === 'sound' ? '♪' : '“'}</span>
      <span className="caption-text">{caption.text}</span>
    </p>
  );
}

/** The buttons of speech, in the bar at the bottom while it is on. The keys F2, F3 and F4 do the same. */
export function SpeechButtons({ onDark }: { readonly onDark: () => void }) {
  const { say } = useWords();
  const { sound } = useServices();
  const isPaused = useSpeakerPhase() === 'paused';
  if (sound === undefined) return null;
  const { speaker } = sound;
  return (
    <div className="speech-buttons" role="group" aria-label={say('display.speech')}>
      <Button className="button chip" data-action="speech-again" aria-label={say('speech.again')} onPress={() => { speaker.again(); }}><Icon name="again" /></Button>
      <Button
        className="button chip" data-action="speech-pause" aria-label={say(isPaused ? 'speech.resume' : 'speech.pause')}
        onPress={() => { if (isPaused) speaker.resume(); else speaker.pause(); }}
      >
        <Icon name={isPaused ? 'play' : 'pause'} />
      </Button>
      <Button className="button chip" data-action="speech-dark" aria-label={say('speech.dark')} onPress={onDark}><Icon name="eye" /></Button>
    </div>
  );
}

/** A dark screen for who listens: nobody looks over the shoulder. Any touch brings it back; keys go on working under it. It lies over dialogues too, which the attribute says to them. */
export function DarkScreen({ onTouch }: { readonly onTouch: () => void }) {
  const { say } = useWords();
  return (
    <div className="dark-screen" data-react-aria-top-layer="true" aria-hidden="true" onPointerDown={(event) => { event.stopPropagation(); onTouch(); }}>
      <p>{say('speech.darkLine')}</p>
    </div>
  );
}
