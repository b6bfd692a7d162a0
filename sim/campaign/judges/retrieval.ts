import { createSeededRng } from '../../time/seeded-rng.ts';
import { carsInCells } from '../../scenarios/plays.ts';
import { anyOf } from '../dice.ts';
import type { Plan } from '../plan.ts';
import type { Subject } from '../subject.port.ts';
import type { Judge, Report } from './judge.port.ts';

const AT_SLOT_MS = 500;
/** A car stands in its open bay within this time. */
const OPENS_MS = 600_000;
const LOOK_MS = 400;
const YEAR_MS = 365.25 * 24 * 3_600_000;
/** The wall clock is off by so many years: dead battery, or set by somebody with a grudge. */
const YEARS_OFF = [-56, 40, -1, 1] as const;

/** I51: a stored car comes out without a network (the simulated tower has none), without a licence (there is none) and with any wall clock. */
export function judgeRetrieval({ stage, wall, tower, clock }: Pick<Subject, 'stage' | 'wall' | 'tower' | 'clock'>, { seed, retrieval = false }: Pick<Plan, 'seed' | 'retrieval'>, report: Report): Judge {
  let retrieved = 0;
  const dice = createSeededRng(seed).fork('retrieval');
  const orderId = 'retrieval';
  const isOpen = (): boolean => stage.tower.snapshot().tower.collections.some(({ collectionId, phase }) => collectionId === orderId && phase === 'handover');
  const fetch = async (carId: string): Promise<string | undefined> => {
    const answer: { is?: { readonly ok: boolean; readonly error?: { readonly message: string } } } = {};
    if (stage.site.coin !== undefined) clock.after(AT_SLOT_MS, () => { stage.coins.insert('genuine'); });
    void tower().collect({ collectionId: orderId, bookingId: undefined, carId }).then((said) => { answer.is = said; });
    if (!(await stage.clock.until(() => isOpen() || answer.is?.ok === false, OPENS_MS, LOOK_MS))) return `${carId} did not come out`;
    return answer.is?.ok === false ? `${carId} was refused: ${answer.is.error?.message ?? ''}` : undefined;
  };
  return {
    end: async () => {
      const carId = anyOf(carsInCells(stage), dice)?.carId;
      if (!retrieval || carId === undefined) return;
      const byMs = Math.round((anyOf(YEARS_OFF, dice) ?? 1) * YEAR_MS);
      wall.jumpMs(byMs);
      retrieved += 1;
      const wrong = await fetch(carId);
      if (wrong !== undefined) report('I51', wrong);
      wall.jumpMs(-byMs);
    },
    premises: () => ({ I51: retrieved }),
  };
}
