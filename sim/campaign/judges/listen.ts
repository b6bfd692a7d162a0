import type { Subject } from '../subject.port.ts';
import type { BeginningJudge } from './beginning.ts';
import type { BookingsJudge } from './bookings.ts';
import type { GoalWatch } from './goals.ts';

/** What the judges hear of beside what can be seen. */
export interface Ears {
  readonly bookings: BookingsJudge;
  readonly goals: GoalWatch;
  readonly beginning: BeginningJudge;
  /** No screen says anything at the moment. */
  silent: boolean;
}

/** The subject, with ears at what is done to it and asked of it. */
export interface Listened {
  readonly subject: Subject;
  readonly listen: (ears: Ears) => void;
}

/** The same stage, which tells whatever the staff ask of the tower. */
function heardOfStaff(stage: Subject['stage'], acted: () => void): Subject['stage'] {
  const by = <A extends readonly unknown[], R>(act: (...args: A) => R) => (...args: A): R => {
    acted();
    return act(...args);
  };
  const { choose, settle, home, maintain, reset, resume, reverse, cancel } = stage.tower;
  return { ...stage, tower: { ...stage.tower, choose: by(choose), settle: by(settle), home: by(home), maintain: by(maintain), reset: by(reset), resume: by(resume), reverse: by(reverse), cancel: by(cancel) } };
}

/** Puts ears at a subject; who listens comes later, for they look at the same subject. */
export function listenTo(subject: Subject): Listened {
  const open = new Set<string>();
  let ears: Ears | undefined;
  let isDark = false;
  const dead = (): void => {
    ears?.beginning.died();
    if (subject.process.isAlive()) ears?.goals.dead({ isDark, unanswered: [...open].some((orderId) => ears?.bookings.isDurable(orderId) === true) });
    open.clear();
  };
  const heard = <T extends { readonly ok: boolean }>(orderId: string, answer: Promise<T>): Promise<T> => {
    // Whoever asks a dead controller asks nobody, whatever its remains say.
    if (subject.process.isAlive()) open.add(orderId);
    void answer.then(({ ok }) => {
      // The answer of a controller that has died meanwhile reaches nobody.
      if (open.delete(orderId) && ok) ears?.bookings.accepted(orderId);
    }, () => undefined);
    return answer;
  };
  const tower: Subject['tower'] = () => {
    const port = subject.tower();
    return { ...port, collect: (request, slot) => heard(request.collectionId, port.collect(request, slot)), order: (request) => heard(request.orderId, port.order(request)) };
  };
  const silence = (silent: boolean): void => { if (ears !== undefined) ears.silent = silent; };
  const before = (hear: () => void, act: () => void) => (): void => {
    hear();
    act();
  };
  const { process, power, journal } = subject;
  return {
    listen: (own) => { ears = own; },
    subject: {
      ...subject, tower, stage: heardOfStaff(subject.stage, () => { ears?.beginning.staffActed(); }),
      process: {
        ...process, kill: before(dead, process.kill),
        freeze: before(() => { silence(true); }, process.freeze), thaw: before(() => { silence(false); }, process.thaw),
      },
      power: {
        off: before(() => {
          isDark = true;
          ears?.goals.dark();
        }, power.off),
        on: before(() => { isDark = false; }, power.on),
      },
      journal: {
        ...journal,
        killTorn: (dice) => {
          dead();
          ears?.bookings.torn();
          journal.killTorn(dice);
        },
      },
    },
  };
}
