import { Button } from 'react-aria-components/Button';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useState } from 'react';
import type { WordId } from '../../../../config/words/index.ts';
import type { PhotoMoment, PhotoPosition } from '../../../../controller/api/contract/index.ts';
import { ActionButton } from '../../look/button.tsx';
import { useWords } from '../../words/words.tsx';
import type { BookingPageProps } from '../pages/mounted-page.ts';
import { Step } from '../screens/step.tsx';
import { spotState, unsentCount } from './flow/photo-spots.ts';
import type { SpotState } from './flow/photo-spots.ts';
import { OfflineNote } from './page-parts.tsx';
import { PositionPicture } from './position-picture.tsx';
import { usePhoneRim, usePhotoQueue } from './phone-rim.tsx';
import { useReading } from './use-tower-asks.ts';

const POSITIONS: readonly PhotoPosition[] = ['front', 'rear', 'left', 'right', 'inside', 'dashboard'];
const MOMENTS: readonly PhotoMoment[] = ['handOver', 'return'];

function Spot({ position, state, onPhoto }: { readonly position: PhotoPosition; readonly state: SpotState; readonly onPhoto: (photo: Blob) => void }) {
  const { say } = useWords();
  const word: WordId = state.kind === 'refused' && state.code !== undefined ? `problem.${state.code}` : `photos.${state.kind}`;
  return (
    <FileTrigger
      acceptedFileTypes={['image/*']}
      onSelect={(files) => {
        const photo = files?.[0];
        if (photo !== undefined) onPhoto(photo);
      }}
    >
      <Button className="photo-spot" data-action={`photo-${position}`} data-state={state.kind}>
        <PositionPicture position={position} />
        <span className="spot-name">{say(`photos.${position}`)}</span>
        <span className="spot-state">{say(word)}</span>
      </Button>
    </FileTrigger>
  );
}

/** P12. Six places around the car; any of them may be left out. What cannot be sent now is sent later. */
export function PhotosPage({ booking, client, clock, onBack }: BookingPageProps) {
  const { say } = useWords();
  const { photos: queue } = usePhoneRim();
  const queued = usePhotoQueue();
  const [moment, setMoment] = useState<PhotoMoment>(booking.state === 'closed' ? 'return' : 'handOver');
  const kept = useReading(clock, () => client.photos(booking.bookingId));
  const states = POSITIONS.map((position) => ({ position, state: spotState({ bookingId: booking.bookingId, moment, position }, queued, kept.value ?? []) }));
  const sent = states.filter(({ state }) => state.kind === 'sent').length;
  const unsent = unsentCount(queued);
  return (
    <Step title={say('photos.title')} line={say('photos.line')}>
      {booking.state !== 'collecting' && (
        <div className="segments" role="group" aria-label={say('photos.moment')}>
          {MOMENTS.map((each) => (
            <Button key={each} className="pick" data-action={`moment-${each}`} aria-pressed={each === moment} {...(each === moment && { 'data-selected': true })} onPress={() => { setMoment(each); }}>
              {say(`photos.${each}`)}
            </Button>
          ))}
        </div>
      )}
      <OfflineNote refusal={kept.refusal} />
      <div className="photo-spots">
        {states.map(({ position, state }) => <Spot key={position} position={position} state={state} onPhoto={(photo) => { queue.add({ bookingId: booking.bookingId, moment, position }, photo); }} />)}
      </div>
      <p role="status">{say('photos.progress', { sent })}{unsent > 0 && ` ${say('photos.waitNote', { count: unsent })}`}</p>
      <ActionButton kind={sent > 0 ? 'main' : 'side'} id="photos-done" onPress={onBack}>{say(sent > 0 || unsent > 0 ? 'photos.done' : 'photos.skip')}</ActionButton>
    </Step>
  );
}
