import type { CustomerView } from '../flow/customer-view.ts';
import type { Earcon } from './earcons.ts';

/** What of a screen is heard beside speech. */
export interface Heard {
  readonly screen: CustomerView['screen'];
  /** A refusal stands on it: its code, since the same one twice in a row is a second one only with another screen between. */
  readonly refusal: string | undefined;
  /** It is asked whether somebody is still there. */
  readonly isAsking: boolean;
}

/** Screens whose coming is heard. Coming to any other one is not: the touch that leads there was. */
const BY_SCREEN: Readonly<Partial<Record<CustomerView['screen'], Earcon>>> = {
  K14: 'error', K18: 'attention', K37: 'attention',
  K17: 'ok', K30: 'ok', K27: 'ok', K36: 'ok',
  K22: 'attention', K23: 'attention', K24: 'arrival', K33: 'attention',
  K74: 'alarm', K75: 'alarm',
};

/** The refusal that a view shows, if it shows one. */
export function heardOf(view: CustomerView, isAsking: boolean): Heard {
  const refusal = 'refusal' in view ? view.refusal?.code : undefined;
  return { screen: view.screen, refusal, isAsking };
}

/** The sound of a change, if it has one: the more urgent one where two come together. */
export function earconFor(before: Heard | undefined, after: Heard): Earcon | undefined {
  const isNew = before?.screen !== after.screen;
  const ofScreen = isNew ? BY_SCREEN[after.screen] : undefined;
  if (ofScreen === 'alarm') return ofScreen;
  if (after.isAsking && before?.isAsking !== true) return 'attention';
  if (after.refusal !== undefined && (isNew || before.refusal === undefined)) return ofScreen ?? 'error';
  return ofScreen;
}
