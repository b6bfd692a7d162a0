import type { ConditionView, Declaration, GuideStep, Way, WayOn } from '../../../api/contract/index.ts';
import type { Motion, OrderMotion } from '../../../interlocks/motion.ts';
import type { Broken } from '../../../interlocks/permit.port.ts';
import type { QuarantinedPlace } from '../../../journal/recovery-journal.port.ts';
import type { FactName } from '../../../sensing/fact.ts';
import { reasonOf } from '../../tower/reasons.ts';
import type { Signs } from './signs.ts';

type Need =
  | 'standing' | 'noStop' | 'settled' | 'nothingRuns' | 'permitted' | 'referenced' | 'proven' | 'sensorsAnswer' | 'brakeHolds' | 'keyMaintenance' | 'placeFree' | 'fitsThere'
  | 'seenThere' | 'seenNotThere' | 'unseen' | 'carriageEmpty' | 'seated' | 'tagRead' | 'bayEmpty' | 'bayShut' | 'forkEnds' | 'forkOff' | 'seenByPeople' | 'inService' | 'agrees' | 'secondTechnician';
type StepName =
  | 'look' | 'clearPeople' | 'resetAtPanel' | 'confirm' | 'pushOn' | 'pullBack' | 'goesOn' | 'accept' | 'byHand' | 'sayWhere' | 'sign' | 'staysOut' | 'homes'
  | 'putsAway' | 'shuttleBack' | 'levels' | 'turnKey' | 'readyToHold' | 'jog' | 'keyBack' | 'outOfService' | 'liftsIt' | 'goesLooking' | 'mendSensor' | 'callMaker' | 'shutDoor';

/** Something that a way needs, with the id of its sentence. */
export function need(name: Need, green: boolean, fact = ''): ConditionView {
  return { word: `way.needs.${name}`, green, fact };
}

/** A fact that a way needs to be so. Unknown is red. */
export function needFact(name: Need, { facts }: Pick<Signs, 'facts'>, fact: FactName, is = true): ConditionView {
  return need(name, facts().get(fact).value === is, fact);
}

/** One red condition for each broken rule, or a green one. */
export function needRules(name: 'permitted' | 'referenced', broken: readonly Broken[]): readonly ConditionView[] {
  if (broken.length === 0) return [need(name, true)];
  return broken.map((rule) => ({ ...need(name, false, rule.fact), rule: reasonOf(rule) }));
}

/** The interlock table permits these motions, apart from rules about facts that the way itself brings about first. */
export function needPermits({ permit, facts }: Signs, motions: readonly Motion[], prepared: (fact: FactName) => boolean = () => false): readonly ConditionView[] {
  const broken = motions.flatMap((motion) => {
    const answer = permit(motion, facts());
    return answer.granted ? [] : answer.broken.filter((rule) => !prepared(rule.fact));
  });
  return needRules('permitted', broken);
}

/** Motions that share no more than what every motion of the machine needs. */
const UNLIKE: readonly Motion[] = ['lift.move', 'shuttle.retract', 'lockPin.in'];

/** What an order needs to begin or to go on, and what the gate asks of every motion: whatever the order did first, it would be refused. */
export function needGate(signs: Signs, order: OrderMotion): readonly ConditionView[] {
  const { permit, facts } = signs;
  const brokenBy = (motion: Motion): readonly Broken[] => {
    const answer = permit(motion, facts());
    return answer.granted ? [] : answer.broken;
  };
  const [first = [], ...others] = UNLIKE.map(brokenBy);
  const always = first.filter((rule) => others.every((broken) => broken.some(({ interlockId, bay }) => interlockId === rule.interlockId && bay === rule.bay)));
  const asked = brokenBy(order).filter(({ fact }) => !always.some((rule) => rule.fact === fact));
  return needRules('permitted', [...asked, ...always]);
}

/**
 * What every way needs that moves something: settled, reset, and nobody else at it. `besideWaiting`: another order may wait for people, or for
 * the carriage, which it gets only when this one has given it back.
 */
export function needCalm({ settled, latched, busy, homing, orders }: Signs, besideWaiting = false): readonly ConditionView[] {
  const runs = busy || homing !== undefined || orders.some(({ stage, waits }) => stage === 'running' && !(besideWaiting && waits));
  return [need('settled', settled), need('noStop', latched === undefined, latched?.code ?? ''), need('nothingRuns', !runs)];
}

/** Every one of these places is in service. */
export function needInService({ isOutOfService }: Signs, places: readonly QuarantinedPlace[]): readonly ConditionView[] {
  return places.map((place) => need('inService', !isOutOfService(place), place));
}

/** One step of a guide. */
export function step(name: StepName, values: Readonly<Record<string, string>> = {}): GuideStep {
  return { word: `way.step.${name}`, values: { ...values } };
}

/** A way with what it needs; ready when all of it is green. */
export function wayOn(way: Way, conditions: readonly ConditionView[], steps: readonly GuideStep[], declarations?: readonly Declaration[]): WayOn {
  return {
    way,
    ready: conditions.every((condition) => condition.green),
    conditions: [...conditions],
    steps: [...steps],
    by: 'technician',
    ...(declarations && { declarations: [...declarations] }),
  };
}

/** Taking a place out of service is always possible: it moves nothing. */
export function quarantineWay(place: QuarantinedPlace, { isOutOfService }: Signs): readonly WayOn[] {
  if (isOutOfService(place)) return [];
  return [wayOn('quarantine', [], [step('look', { object: place }), step('outOfService', { place }), step('liftsIt')])];
}
