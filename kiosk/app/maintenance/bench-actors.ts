import { fromCallback, fromPromise } from 'xstate';
import type { MotionLease, NewMotionLease } from '../../../controller/api/contract/index.ts';
import type { PageClock } from '../rim/rim.port.ts';
import { answered } from '../tower-client/answer.ts';
import type { Answer } from '../tower-client/answer.ts';
import type { BenchClient } from './bench-client.ts';
import type { Deed } from './deed.ts';
import type { HoldEvent } from './flow/hold.machine.ts';
import type { BenchEvent } from './flow/maintenance.machine.ts';
import { topicsOf } from './flow/readings.ts';
import type { Looking, Read, Readings } from './flow/readings.ts';

/** What is shown by asking is asked for again this long after the last answer. */
export const READ_EVERY_MS = 1000;
/** Renewals that wait for their answer at the same time: more would only queue behind a line that is too slow. */
const MOST_UNANSWERED = 2;

async function readOne(client: BenchClient, topic: keyof Readings, { motion, filter }: Looking): Promise<Read> {
  switch (topic) {
    case 'recovery':
      return { topic, answer: await client.recovery() };
    case 'io':
      return { topic, answer: await client.io() };
    case 'history':
      return { topic, answer: await client.history(filter) };
    case 'why':
      return { topic, answer: await client.why(motion) };
  }
}

/** Effects of the page, made of the client. */
export function createBenchActors({ client, clock }: { readonly client: BenchClient; readonly clock: PageClock }) {
  return {
    signIn: fromPromise<Answer<undefined>, { readonly pin: string }>(({ input }) => client.signIn(input.pin)),
    act: fromPromise<Answer<undefined>, Deed | undefined>(async ({ input }) => (input === undefined ? answered(undefined) : client.act(input))),
    stop: fromPromise<Answer<undefined>>(() => client.stop()),
    leave: fromCallback<BenchEvent>(() => {
      client.signOut();
    }),
    read: fromCallback<BenchEvent, Looking>(({ input, sendBack }) => {
      let timer: unknown;
      let isLeft = false;
      const round = async (): Promise<void> => {
        for (const topic of topicsOf(input.view)) {
          const read = await readOne(client, topic, input);
          if (isLeft) return;
          sendBack({ type: 'read', read });
        }
        timer = clock.setTimeout(() => void round(), READ_EVERY_MS);
      };
      void round();
      return () => {
        isLeft = true;
        clock.clearTimeout(timer);
      };
    }),
  };
}

/** Effects of a held motion: the lease is renewed as often as the controller has asked, from the page's own clock, until it is left. */
export function createHoldActors({ client, clock }: { readonly client: BenchClient; readonly clock: PageClock }) {
  return {
    takeLease: fromPromise<Answer<MotionLease>, NewMotionLease>(({ input }) => client.takeLease(input)),
    endLease: fromPromise<Answer<undefined>, MotionLease | undefined>(async ({ input }) => (input === undefined ? answered(undefined) : client.endLease(input.leaseId))),
    keepRenewing: fromCallback<HoldEvent, MotionLease | undefined>(({ input, sendBack }) => {
      if (input === undefined) return;
      let timer: unknown;
      let isLeft = false;
      let unanswered = 0;
      const renew = async (): Promise<void> => {
        const sentAtMs = clock.nowMs();
        unanswered += 1;
        const answer = await client.renewLease(input.leaseId);
        unanswered -= 1;
        if (isLeft) return;
        sendBack(answer.ok ? { type: 'lease.renewed', roundTripMs: clock.nowMs() - sentAtMs } : { type: 'lease.lost', refusal: answer.error });
      };
      const beat = (): void => {
        if (unanswered < MOST_UNANSWERED) void renew();
        timer = clock.setTimeout(beat, input.renewEveryMs);
      };
      beat();
      return () => {
        isLeft = true;
        clock.clearTimeout(timer);
      };
    }),
  };
}

/** What the page's two charts are provided with. */
export interface BenchActors {
  readonly bench: ReturnType<typeof createBenchActors>;
  readonly hold: ReturnType<typeof createHoldActors>;
}
