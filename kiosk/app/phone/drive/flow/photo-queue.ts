import type { PhotoMoment, PhotoPosition } from '../../../../../controller/api/contract/index.ts';
import type { PageClock, ShrinkPhoto } from '../../../rim/rim.port.ts';
import type { Answer, RefusalCode } from '../../../tower-client/answer.ts';

/** Where a photo belongs. */
export interface PhotoSpot {
  readonly bookingId: string;
  readonly moment: PhotoMoment;
  readonly position: PhotoPosition;
}

/** A photo that the member has taken on this page. */
export interface QueuedPhoto extends PhotoSpot {
  /** preparing: it is made smaller · waiting: its turn or the network has not come · sending · sent · unreadable: no picture · refused: `code` says why. */
  readonly state: 'preparing' | 'waiting' | 'sending' | 'sent' | 'unreadable' | 'refused';
  readonly code?: RefusalCode;
}

/** Photos on their way. It outlives the page that took them, and forgets them with the page of the browser: nothing is stored on the phone. */
export interface PhotoQueue {
  readonly read: () => readonly QueuedPhoto[];
  readonly subscribe: (listener: () => void) => () => void;
  /** Another photo of the same spot takes the place of the first. */
  readonly add: (spot: PhotoSpot, photo: Blob) => void;
  readonly clear: () => void;
}

/** Enough to see a scratch, little enough for a poor network: some 300 kB. */
const LONGEST_PX = 1600;
/** Pause before a photo is sent again that the network did not take. */
export const RESEND_MS = 4000;

const sameSpot = (a: PhotoSpot, b: PhotoSpot): boolean => a.bookingId === b.bookingId && a.moment === b.moment && a.position === b.position;

/** The photos with their states, and the pictures that are still to be sent. */
function createShelf() {
  const listeners = new Set<() => void>();
  const pictures = new Map<QueuedPhoto, Blob>();
  let photos: readonly QueuedPhoto[] = [];
  const publish = (next: readonly QueuedPhoto[]): void => {
    photos = next;
    for (const listener of listeners) listener();
  };
  return {
    read: () => photos,
    pictureOf: (photo: QueuedPhoto) => pictures.get(photo),
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    put: (photo: QueuedPhoto) => {
      publish([...photos.filter((each) => !sameSpot(each, photo)), photo]);
    },
    /** Gives a photo another state, unless another one has taken its place meanwhile. */
    turn: (photo: QueuedPhoto, change: Pick<QueuedPhoto, 'state' | 'code'>, picture?: Blob): QueuedPhoto => {
      const next: QueuedPhoto = { bookingId: photo.bookingId, moment: photo.moment, position: photo.position, ...change };
      pictures.delete(photo);
      if (!photos.includes(photo)) return next;
      if (picture !== undefined) pictures.set(next, picture);
      publish(photos.map((each) => (each === photo ? next : each)));
      return next;
    },
    clear: () => {
      pictures.clear();
      publish([]);
    },
  };
}

/** One photo at a time, in the order in which they were taken. What is refused is said and not sent again; what is not heard of is. */
export function createPhotoQueue(needs: {
  readonly clock: PageClock;
  readonly shrink: ShrinkPhoto;
  readonly send: (spot: PhotoSpot, picture: Blob) => Promise<Answer<unknown>>;
}): PhotoQueue {
  const { clock, shrink, send } = needs;
  const shelf = createShelf();
  let isBusy = false;
  let resend: unknown;

  /** Sends one photo; answers whether the network took it. */
  const sendOne = async (photo: QueuedPhoto, picture: Blob): Promise<boolean> => {
    const sending = shelf.turn(photo, { state: 'sending' }, picture);
    const answer = await send(photo, picture);
    if (answer.ok) shelf.turn(sending, { state: 'sent' });
    else if (answer.error.code === 'offline') shelf.turn(sending, { state: 'waiting' }, picture);
    else shelf.turn(sending, { state: 'refused', code: answer.error.code });
    return answer.ok || answer.error.code !== 'offline';
  };
  async function work(): Promise<void> {
    if (isBusy) return;
    const photo = shelf.read().find(({ state }) => state === 'waiting');
    const picture = photo === undefined ? undefined : shelf.pictureOf(photo);
    if (photo === undefined || picture === undefined) return;
    isBusy = true;
    const isHeard = await sendOne(photo, picture);
    isBusy = false;
    clock.clearTimeout(resend);
    if (isHeard) void work();
    else resend = clock.setTimeout(() => void work(), RESEND_MS);
  }

  return {
    read: shelf.read,
    subscribe: shelf.subscribe,
    add: (spot, photo) => {
      const fresh: QueuedPhoto = { ...spot, state: 'preparing' };
      shelf.put(fresh);
      void shrink(photo, LONGEST_PX).then((picture) => {
        if (picture === undefined) shelf.turn(fresh, { state: 'unreadable' });
        else shelf.turn(fresh, { state: 'waiting' }, picture);
        void work();
      });
    },
    clear: () => {
      clock.clearTimeout(resend);
      shelf.clear();
    },
  };
}
