import { createSeededRng } from '../../time/seeded-rng.ts';
import { carsInCells } from '../../scenarios/plays.ts';
import { anyOf } from '../dice.ts';
import type { Scene } from '../injection/ongoing.ts';
import type { Plan } from '../plan.ts';
import type { Subject } from '../subject.port.ts';
import type { Judge, Report } from './judge.port.ts';

const AT_SLOT_MS = 500;
/** A car stands in its open bay within this time. */
const OPENS_MS = 600_000;
const LOOK_MS = 400;
/** Whoever is refused asks again so often, after so long: a door may be closing, a coin may have fallen before the slot was ready for it. */
const ASKS = 5;
const AGAIN_MS = 30_000;
const YEAR_MS = 365.25 * 24 * 3_600_000;
/** The wall clock is off by so many years: dead battery, or set by somebody with a grudge. */
const YEARS_OFF = [-56, 40, -1, 1] as const;

/** I51: a stored car comes out without a network (the simulated tower has none), without a licence (there is none) and with any wall clock. */
export function judgeRetrieval({ subject: { stage, wall, tower, clock }, seen }: { readonly subject: Pick<Subject, 'stage' | 'wall' | 'tower' | 'clock'>; readonly seen: Scene['seen'] }, { seed, retrieval = false }: Pick<Plan, 'seed' | 'retrieval'>, report: Report): Judge {
  let retrieved = 0;
  const dice = createSeededRng(seed).fork('retrieval');
  const isOpen = (orderId: string): boolean => stage.tower.snapshot().tower.collections.some(({ collectionId, phase }) => collectionId === orderId && phase === 'handover');
  const ask = async (carId: string, orderId: string): Promise<{ readonly refused: boolean; readonly words: string } | undefined> => {
    const answer: { is?: { readonly ok: boolean; readonly error?: { readonly message: string } } } = {};
    if (stage.site.coin !== undefined) clock.after(AT_SLOT_MS, () => { stage.coins.insert('genuine'); });
    void tower().collect({ collectionId: orderId, bookingId: undefined, carId }).then((said) => { answer.is = said; });
    if (!(await stage.clock.until(() => isOpen(orderId) || answer.is?.ok === false, OPENS_MS, LOOK_MS))) return { refused: false, words: `${carId} did not come out` };
    return answer.is?.ok === false ? { refused: true, words: `${carId} was refused: ${answer.is.error?.message ?? ''}` } : undefined;
  };
  const fetch = async (carId: string): Promise<string | undefined> => {
    for (let nth = 1; ; nth += 1) {
      const wrong = await ask(carId, `retrieval-${String(nth)}`);
      if (wrong?.refused !== true || nth === ASKS) return wrong?.words;
      await stage.clock.runFor(AGAIN_MS);
    }
  };
  return {
    end: async () => {
      // A pallet that people have put elsewhere, and have told nobody of, is set aside when its tag is read.
      const carId = anyOf(carsInCells(stage).filter(({ palletId }) => seen[`pallet:${palletId}`] === undefined), dice)?.carId;
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
