import type { Subject } from '../subject.port.ts';
import type { Judge, Report } from './judge.port.ts';

/** I31: never the wrong car in an open bay; what was asked for is what stands there. */
export function judgeHandOver({ stage: { plant } }: Subject, report: Report): Judge {
  const { pallets, doors } = plant.state;
  let looked = 0;
  return {
    look: ({ collections }) => {
      for (const { bay, carId, phase } of collections) {
        const there = Object.values(pallets).find(({ place }) => place === `bay:${bay}`)?.car;
        if (phase !== 'handover' || there === undefined || (doors[`${bay}.outer`]?.position ?? 0) < 0.5) continue;
        looked += 1;
        if (there !== carId) report('I31', `${there} stands in bay ${bay} for whoever asked for ${carId}`);
      }
    },
    premises: () => ({ I31: looked }),
  };
}
