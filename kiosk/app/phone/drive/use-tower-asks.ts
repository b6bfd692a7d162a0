import { useMachine } from '@xstate/react';
import { useEffect, useMemo, useRef } from 'react';
import { fromPromise } from 'xstate';
import type { NewRequestId, PageClock } from '../../rim/rim.port.ts';
import type { Answer, Refusal } from '../../tower-client/answer.ts';
import { requestKeys } from '../../tower-client/request-keys.ts';
import { createDeedMachine } from './flow/deed.machine.ts';
import type { Wish } from './flow/deed.machine.ts';
import { createReadingMachine } from './flow/reading.machine.ts';
import { usePhoneRim } from './phone-rim.tsx';

/** What is known of something that the tower was asked. */
export interface Reading<T> {
  readonly value: T | undefined;
  readonly refusal: Refusal | undefined;
  readonly isAsking: boolean;
  readonly again: () => void;
}

/** Asks the tower when the page opens, when it is seen again after another page, and every `everyMs` where it is given. */
export function useReading<T>(clock: PageClock, read: () => Promise<Answer<T>>, everyMs?: number): Reading<T> {
  const latest = useRef(read);
  latest.current = read;
  const machine = useMemo(() => createReadingMachine<T>(everyMs).provide({ actors: { read: fromPromise<Answer<T>>(() => latest.current()) } }), [everyMs]);
  const [snapshot, send] = useMachine(machine, { clock });
  const { shown } = usePhoneRim();
  useEffect(() => shown(() => { send({ type: 'again' }); }), [shown, send]);
  const { value, refusal } = snapshot.context;
  return { value, refusal, isAsking: snapshot.matches('asking'), again: () => { send({ type: 'again' }); } };
}

/** Something that a member can have done. */
export interface Deed<I, O> {
  readonly ask: (input: I) => void;
  readonly forget: () => void;
  /** The wish that is under way or was done last. */
  readonly input: I | undefined;
  readonly value: O | undefined;
  readonly refusal: Refusal | undefined;
  /** Under way, also while the network is away. */
  readonly isBusy: boolean;
  readonly isDone: boolean;
}

/** Does one wish at a time, each under a key of its own that it keeps until its outcome is known. */
export function useDeed<I, O>(needs: { readonly clock: PageClock; readonly newRequestId: NewRequestId }, perform: (input: I, requestId: string) => Promise<Answer<O>>): Deed<I, O> {
  const { clock, newRequestId } = needs;
  const latest = useRef(perform);
  latest.current = perform;
  const machine = useMemo(() => {
    const keys = requestKeys(newRequestId);
    return createDeedMachine<I, O>().provide({
      actors: {
        perform: fromPromise<Answer<O>, Wish<I>>(async ({ input: { wish } }) => {
          const text = JSON.stringify(wish ?? null);
          const answer = await latest.current(wish, keys.keyFor(text));
          if (answer.ok) keys.forget(text);
          return answer;
        }),
      },
    });
  }, [newRequestId]);
  const [snapshot, send] = useMachine(machine, { clock });
  const { input, value, refusal } = snapshot.context;
  return {
    input,
    ask: (input) => { send({ type: 'do', input }); },
    forget: () => { send({ type: 'forget' }); },
    value, refusal,
    isBusy: snapshot.matches('doing') || snapshot.matches('unheard'),
    isDone: snapshot.matches('done'),
  };
}
