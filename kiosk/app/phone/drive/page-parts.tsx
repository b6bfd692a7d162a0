import { useEffect, useRef, useState } from 'react';
import type { BookingView } from '../../../../controller/api/contract/index.ts';
import type { WordId } from '../../../../config/words/index.ts';
import { ActionButton } from '../../look/button.tsx';
import type { PageClock } from '../../rim/rim.port.ts';
import type { Answer, Refusal } from '../../tower-client/answer.ts';
import { useWords } from '../../words/words.tsx';
import type { BookingPageProps } from '../pages/mounted-page.ts';
import { useReading } from './use-tower-asks.ts';

/** How often a booking that may change by itself is looked at. */
const LOOK_MS = 5000;

/** Keeps the booking true while its page is open, and tells the shell what is new. */
export function useFreshBooking({ booking, client, clock, onChanged }: Pick<BookingPageProps, 'booking' | 'client' | 'clock' | 'onChanged'>): { readonly refusal: Refusal | undefined; readonly again: () => void } {
  const { value, refusal, again } = useReading<BookingView>(clock, () => client.booking(booking.bookingId), LOOK_MS);
  useEffect(() => {
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(booking)) onChanged(value);
    // Only what the tower has said anew is told on: the booking itself is no reason.
  }, [value]);
  return { refusal, again };
}

/** Does something, then reads the booking: what the deed answers is not the truth about it. */
export async function thenBooking({ client, onChanged }: Pick<BookingPageProps, 'client' | 'onChanged'>, bookingId: string, deed: Promise<Answer<unknown>>): Promise<Answer<BookingView>> {
  const done = await deed;
  if (!done.ok) return done;
  const booking = await client.booking(bookingId);
  if (booking.ok) onChanged(booking.value);
  return booking;
}

/** Says when nothing is heard of the tower; read out when it comes. */
export function OfflineNote({ refusal }: { readonly refusal: Refusal | undefined }) {
  const { say } = useWords();
  return <p className="told" role="status">{refusal?.code === 'offline' && say('phone.offline')}</p>;
}

/** A refusal that is not about the network. */
export const ofTower = (refusal: Refusal | undefined): Refusal | undefined => (refusal?.code === 'offline' ? undefined : refusal);

/** The time of the page, told anew every so often. */
export function useNow(clock: PageClock, everyMs: number): number {
  const [now, setNow] = useState(() => clock.utcMs());
  useEffect(() => {
    const timer = clock.setTimeout(() => { setNow(clock.utcMs()); }, everyMs);
    return () => { clock.clearTimeout(timer); };
  }, [clock, everyMs, now]);
  return now;
}

/** Something that cannot be taken back: the first press asks, the second does it. */
export function AskTwice({ id, words, isBusy, onYes }: {
  readonly id: string;
  readonly words: { readonly open: WordId; readonly ask: WordId; readonly line?: WordId; readonly yes: WordId; readonly no: WordId };
  readonly isBusy: boolean;
  readonly onYes: () => void;
}) {
  const { say } = useWords();
  const [isAsking, setAsking] = useState(false);
  const question = useRef<HTMLElement>(null);
  // The button that was pressed is gone: who uses keys or listens goes on at the question.
  useEffect(() => { if (isAsking) question.current?.focus(); }, [isAsking]);
  if (!isAsking) return <ActionButton id={id} onPress={() => { setAsking(true); }}>{say(words.open)}</ActionButton>;
  return (
    <section ref={question} tabIndex={-1} className="ask-twice" role="alertdialog" aria-label={say(words.ask)}>
      <p className="asked">{say(words.ask)}</p>
      {words.line !== undefined && <p>{say(words.line)}</p>}
      <ActionButton kind="main" id={`${id}-no`} onPress={() => { setAsking(false); }}>{say(words.no)}</ActionButton>
      <ActionButton id={`${id}-yes`} isDisabled={isBusy} onPress={onYes}>{say(isBusy ? 'phone.sending' : words.yes)}</ActionButton>
    </section>
  );
}

/** A reference that people can read to each other: the end of the id. */
export const shortReference = (id: string): string => id.replaceAll(/[^\w]|_/gu, '').slice(-6).toUpperCase();
