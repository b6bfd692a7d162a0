import type { JudgedRule, ProblemCode } from '../../api/contract/index.ts';
import { done } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { judgeWindow } from '../window-rules.ts';
import type { Judged } from './judging.ts';

/** What a broken rule means to the person who asked, and what helps. The sentences of the window carry its numbers and stand there. */
const SENTENCES: Partial<Readonly<Record<ProblemCode, string>>> = {
  clockDoubtful: 'The tower does not trust its clock just now, so nothing new is promised. Cars that are booked still come. Please try again later.',
  carUnknown: 'This tower does not know the car. Please choose one of its cars.',
  carNotHere: 'The car is not in the tower. Please choose another car.',
  carReserved: 'The car is reserved for a buyer. Please choose another car.',
  carTaken: 'Somebody else has booked this car at that time. Please choose another car or another time.',
  standingUnknown: 'The operator has not confirmed your membership to this tower. Please ask the operator, then try again.',
  memberBlocked: 'The operator has paused your membership. Please ask the operator.',
  tierTooLow: 'Your membership does not include test drives here. The operator can tell you how to change that.',
  licenceMissing: 'No driving licence of yours is on file. Please show it to the operator first.',
  licenceExpires: 'Your driving licence ends before the car must be back. Please renew it, or choose an earlier time.',
  paymentUnavailable: 'Nobody can hold the deposit or take the fee just now. Nothing was charged. Please try again later.',
  depositMissing: 'The deposit of this booking is not held yet. Please finish the payment on your phone.',
  carsExhausted: 'You have had as many different cars as the rules allow in this time. Please choose a later day.',
  carHadBefore: 'You have had this very car before. Please choose another one.',
  oneAtATime: 'You have another drive then. Please end it first, or swap the cars.',
  bookingUnknown: 'There is no such booking of yours.',
  notOut: 'The drive that this one should follow has ended. Please book without a swap.',
  swapNotReady: 'The other car must be back first. Please bring it back; then this one comes.',
};

function refusalOf({ rule, code = 'internal' }: JudgedRule, { facts }: Judged): { readonly ok: false; readonly error: Refusal } {
  const window = rule === 'window' ? judgeWindow(facts.wish, facts.rules, facts.timezone, facts.nowUtcMs) : done;
  return window.ok ? refuse(code, SENTENCES[code] ?? 'The rules of this site do not allow it.') : window;
}

/** Codes of every broken rule, each once, in the order in which rules are told. */
export const brokenCodes = ({ rules }: Judged): readonly ProblemCode[] => [...new Set(rules.filter(({ holds }) => !holds).map(({ code = 'internal' }) => code))];

/** The first broken rule as a refusal that names all the others as well; done when all hold. */
export function firstBroken(judged: Judged): Result<void, Refusal> {
  const broken = judged.rules.find(({ holds }) => !holds);
  if (broken === undefined) return done;
  const { error } = refusalOf(broken, judged);
  return { ok: false, error: { ...error, also: brokenCodes(judged).filter((code) => code !== error.code) } };
}
