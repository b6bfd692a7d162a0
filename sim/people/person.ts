import { createDeeds } from './deeds.ts';
import type { Surroundings } from './deeds.ts';
import type { Told, Whereabouts } from './people.port.ts';
import type { Deed } from './deed.ts';

/** Somebody who works through a script. */
export interface Person {
  readonly step: (dtMs: number) => void;
  readonly call: () => void;
  readonly tell: (told: Told) => void;
  readonly whereabouts: () => Whereabouts;
  readonly atRest: () => boolean;
}

/** Whoever does this inside and has to wait is trapped. */
const WAITING: ReadonlySet<string> = new Set(['awaitDoor', 'getOut']);

/** Where a person who does this is. */
function placeDuring(deed: Deed, before: Whereabouts): Whereabouts {
  switch (deed.do) {
    case 'cross':
    case 'standInDoorway':
      return 'inDoorway';
    case 'board':
    case 'sitUntilFetched':
      return 'inCar';
    case 'driveOut':
    case 'driveIn':
    case 'straighten':
    case 'heedScreen':
      return 'driving';
    case 'alight':
      return 'inBay';
    case 'awaitWelcome':
    case 'awaitDoor':
    case 'getOut':
    case 'awaitGap':
    case 'pause':
    case 'arrange':
    case 'press':
    case 'stayUntilCalled':
      return before;
  }
}

/** Somebody at the beginning of their script. */
export function createPerson(around: Surroundings, script: readonly Deed[]): Person {
  let called = false;
  let told: Told | undefined;
  const begin = createDeeds(around, { called: () => called, told: () => told });
  const first = script[0];
  let index = 0;
  let where: Whereabouts = first === undefined ? 'gone' : placeDuring(first, 'outside');
  let doing = first === undefined ? undefined : begin(first);

  const rodeAway = (deed: Deed): boolean => deed.do === 'sitUntilFetched' && around.state.cars[deed.carId]?.place === 'outside';

  const next = (ended: Deed): void => {
    if (ended.do === 'cross') where = ended.way === 'in' ? 'inBay' : 'outside';
    index = rodeAway(ended) ? script.length : index + 1;
    const deed = script[index];
    doing = deed === undefined ? undefined : begin(deed);
    where = deed === undefined ? 'gone' : placeDuring(deed, where);
  };

  return {
    step: (dtMs) => {
      const deed = script[index];
      if (doing === undefined || deed === undefined) return;
      if (doing.step(dtMs)) next(deed);
    },
    call: () => {
      called = true;
    },
    tell: (said) => {
      told = said;
    },
    whereabouts: () => (WAITING.has(script[index]?.do ?? '') && (where === 'inBay' || where === 'inCar') && (doing?.blocked ?? doing?.waits)?.() === true ? 'trapped' : where),
    atRest: () => doing === undefined || doing.waits(),
  };
}
