import type { StageTower } from '../../scenarios/stage.port.ts';
import type { Subject } from '../subject.port.ts';
import type { BeginningJudge } from './beginning.ts';
import type { BookingsJudge } from './bookings.ts';
import type { GoalWatch } from './goals.ts';
import type { SilenceJudge } from './silence.ts';
import type { StopsJudge } from './stops.ts';

/** What the judges hear of beside what can be seen. */
export interface Ears {
  readonly bookings: BookingsJudge;
  readonly goals: GoalWatch;
  readonly beginning: BeginningJudge;
  readonly silence: SilenceJudge;
  readonly stops: StopsJudge;
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

/** The same tower, which tells whenever anybody asks it for anything. */
function heardOfAll(tower: StageTower, asked: () => void): StageTower {
  const askers = Object.entries(tower).filter(([name]) => name !== 'snapshot' && name !== 'recovery');
  return { ...tower, ...Object.fromEntries(askers.map(([name, ask]) => [name, (...args: readonly unknown[]): unknown => {
    asked();
    return (ask as (...args: readonly unknown[]) => unknown)(...args);
  }])) };
}

/** The same start, which ends a silence, and tells of the controller that it has brought. */
const heardOfStart = (start: Subject['process']['start'], ears: () => Ears | undefined) => (): ReturnType<typeof start> => {
  ears()?.silence.ends();
  const started = start();
  void started.then(({ ok }) => { if (ok) ears()?.stops.born(); }, () => undefined);
  return started;
};

const before = (hear: () => void, act: () => void) => (): void => {
  hear();
  act();
};

/** Puts ears at a subject; who listens comes later, for they look at the same subject. */
export function listenTo(subject: Subject): Listened {
  const open = new Set<string>();
  let ears: Ears | undefined;
  let isDark = false;
  const dead = (): void => {
    ears?.beginning.died();
    ears?.silence.falls();
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
  const asked = (): void => { ears?.stops.asked(); };
  const tower: Subject['tower'] = () => {
    const port = heardOfAll(subject.tower(), asked);
    return { ...port, collect: (request, slot) => heard(request.collectionId, port.collect(request, slot)), order: (request) => heard(request.orderId, port.order(request)) };
  };
  const silence = (silent: boolean): void => {
    if (ears === undefined) return;
    ears.silent = silent;
    if (silent) ears.silence.falls();
    else ears.silence.ends();
  };
  const { process, power, journal } = subject;
  return {
    listen: (own) => { ears = own; },
    subject: {
      ...subject, tower, stage: heardOfStaff({ ...subject.stage, tower: heardOfAll(subject.stage.tower, asked) }, () => { ears?.beginning.staffActed(); }),
      process: {
        ...process, kill: before(dead, process.kill), start: heardOfStart(process.start, () => ears),
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
