import type { PlantState } from '../../plant/plant.port.ts';
import type { StageSnapshot } from '../../scenarios/stage.port.ts';
import type { Subject } from '../subject.port.ts';

/** Situations that a campaign must have been in: one that never came has proven nothing about it. */
export const GOALS = {
  darkLift: 'The power goes while the lift moves.',
  darkAlong: 'The power goes while the carriage goes along or round.',
  darkShuttle: 'The power goes while the shuttle is out.',
  darkBetween: 'The power goes with a car between two supports.',
  darkDoor: 'The power goes while a door moves.',
  darkRecovering: 'The power goes during the recovery.',
  deadLift: 'The controller dies while the lift moves.',
  deadShuttle: 'The controller dies while the shuttle is out.',
  deadBetween: 'The controller dies with a car between two supports.',
  deadDoor: 'The controller dies while a door moves.',
  deadRecovering: 'The controller dies during its recovery.',
  deadUnanswered: 'The controller dies before it has answered a request that is durable.',
  doorGaveWay: 'A closing door gives way to somebody.',
  enteredMoving: 'Somebody walks into a bay while the machine moves.',
  hatchMoving: 'The hatch is opened while the machine moves.',
  chainMoving: 'The safety chain opens while an axis moves.',
  enableLostMoving: 'Run-enable is lost while an axis moves.',
  supplyMoving: 'The supply fails while an axis moves.',
  occupied: 'A pallet stands in a bay with somebody in its car.',
  heldMoving: 'A technician holds an axis in motion.',
  suspended: 'The tower is suspended by something outside.',
  held: 'The tower is held by something inside.',
  resetByCustomer: 'A stop waits for a customer.',
  resetByOperator: 'A stop waits for the operator.',
  resetByTechnician: 'A stop waits for a technician.',
  paused: 'An order is paused.',
  goesBack: 'An order is taken back.',
  queued: 'An order waits for another one.',
  refusedCar: 'A car that was brought is not taken in.',
  doubt: 'The recovery finds something in doubt.',
  event: 'An event around the tower waits for its release.',
  flood: 'More alarms come than anybody can follow.',
  closingsUsedUp: 'A door has tried to close as often as it may.',
  overdue: 'People take longer than the site allows.',
  somebodyInside: 'Somebody is found inside before a door closes.',
  settled: 'A technician accepts what the recovery has found.',
  declared: 'A technician declares where something unknown is.',
  levelled: 'A technician brings a carriage to its level.',
  recovered: 'A technician brings an axis back.',
  reversed: 'A technician has an order taken back.',
  resumed: 'A technician lets an order go on.',
  audited: 'A technician has cells looked at.',
  quarantined: 'A technician puts a place out of service.',
  returned: 'A place comes back into service.',
  references: 'Axes find their references again.',
  released: 'A technician releases the tower after an event.',
} as const;
export type Goal = keyof typeof GOALS;

const STILL_MM_PER_S = 2;
const LOOK_MS = 50;

/** What deeds of a technician begin with, and what alarms. */
const DEEDS: readonly (readonly [string, Goal])[] = [
  ['settle ', 'settled'], ['declare ', 'declared'], ['level ', 'levelled'], ['recover ', 'recovered'], ['reverse ', 'reversed'], ['resume ', 'resumed'], ['audit ', 'audited'],
  ['quarantine ', 'quarantined'], ['return ', 'returned'], ['find references', 'references'], ['release after', 'released'],
];
const ALARMS: Readonly<Record<string, Goal>> = {
  'order.obstructed': 'closingsUsedUp', 'order.overdue': 'overdue', 'order.somebodyInside': 'somebodyInside', 'alarms.flood': 'flood',
};
const RESETS = { customer: 'resetByCustomer', operator: 'resetByOperator', technician: 'resetByTechnician' } as const;

/** Notes the situations that a run comes into. */
export interface GoalWatch {
  readonly look: (shown: StageSnapshot) => void;
  readonly dark: () => void;
  readonly dead: (how: { readonly isDark: boolean; readonly unanswered: boolean }) => void;
  readonly end: () => void;
  /** Tags of all alarms that came. */
  readonly alarms: () => readonly string[];
  readonly reached: (deeds: readonly string[]) => readonly Goal[];
}

const movesOf = ({ axes }: PlantState, id: 'lift' | 'travel' | 'turn' | 'shuttle'): boolean => Math.abs(axes[id]?.velocityMmPerS ?? 0) > STILL_MM_PER_S;
const anyAxis = (state: PlantState): boolean => movesOf(state, 'lift') || movesOf(state, 'shuttle') || movesOf(state, 'travel') || movesOf(state, 'turn');
const anyDoor = ({ doors }: PlantState): boolean => Object.values(doors).some(({ velocityPerS }) => velocityPerS !== 0);
const isOut = ({ axes }: PlantState): boolean => Math.abs(axes.shuttle.positionMm) > 50;
const isBetween = ({ pallets }: PlantState): boolean => Object.values(pallets).some(({ place, car }) => place === 'shuttle' && car !== undefined);

/** Edges that are looked for in plant truth. */
function createEdges(state: PlantState, note: (goal: Goal) => void): () => void {
  const { panel, relay, bays, doors, pallets, cars } = state;
  const edges: readonly { readonly goal: Goal; readonly holds: () => boolean; readonly whileMoving: boolean; was: boolean }[] = [
    { goal: 'enteredMoving', holds: () => Object.values(bays).some(({ persons }) => persons > 0), whileMoving: true, was: false },
    { goal: 'hatchMoving', holds: () => !panel.hatchLocked, whileMoving: true, was: false },
    { goal: 'chainMoving', holds: () => !relay.chainClosed, whileMoving: true, was: false },
    { goal: 'enableLostMoving', holds: () => !relay.runEnabled, whileMoving: true, was: false },
    { goal: 'supplyMoving', holds: () => !panel.supplyOk, whileMoving: true, was: false },
    { goal: 'occupied', holds: () => Object.values(cars).some(({ occupants, place }) => occupants > 0 && pallets[place]?.place.startsWith('bay:') === true), whileMoving: false, was: false },
  ];
  const outer = Object.values(doors).map((door) => ({ door, hit: false }));
  return () => {
    const moving = anyAxis(state);
    for (const edge of edges) {
      const now = edge.holds();
      if (now && !edge.was && (moving || !edge.whileMoving)) note(edge.goal);
      edge.was = now;
    }
    if (moving && panel.key === 'maintenance' && panel.enabling === 'mid') note('heldMoving');
    for (const one of outer) {
      const { obstructed, velocityPerS } = one.door;
      if (one.hit && velocityPerS > 0) note('doorGaveWay');
      one.hit = (one.hit && obstructed && velocityPerS <= 0) || (obstructed && velocityPerS < 0);
    }
  };
}

/** Begins to look. */
export function watchGoals({ stage, clock, alarms }: Subject): GoalWatch {
  const { state } = stage.plant;
  const reached = new Set<Goal>();
  const tags = new Set<string>();
  const note = (goal: Goal): void => { reached.add(goal); };
  let recovering = false;
  const endLooking = clock.every(LOOK_MS, createEdges(state, note));
  const endHearing = alarms.watch(({ alarmId }) => {
    const tag = alarmId.split(':')[0] ?? alarmId;
    tags.add(tag);
    const goal = ALARMS[tag];
    if (goal !== undefined) note(goal);
  });
  const noteAll = (goals: readonly (readonly [boolean, Goal])[]): void => { for (const [holds, goal] of goals) if (holds) note(goal); };
  return {
    look: ({ state: word, resetNeeded, orders, returns = [], recovery, siteEvents = [] }) => {
      recovering = word === 'recovering';
      noteAll([
        [word === 'suspended', 'suspended'], [word === 'held', 'held'], [orders.some(({ stage: at }) => at === 'paused'), 'paused'], [orders.some(({ back }) => back), 'goesBack'],
        [orders.some(({ stage: at }) => at === 'queued'), 'queued'], [returns.some(({ refusal }) => refusal !== undefined), 'refusedCar'],
        [recovery.length > 0, 'doubt'], [siteEvents.some(({ state: at }) => at === 'waitingForRelease'), 'event'],
      ]);
      if (resetNeeded !== undefined) note(RESETS[resetNeeded]);
    },
    dark: () => {
      noteAll([
        [movesOf(state, 'lift'), 'darkLift'], [movesOf(state, 'travel') || movesOf(state, 'turn'), 'darkAlong'], [isOut(state), 'darkShuttle'], [isBetween(state), 'darkBetween'],
        [anyDoor(state), 'darkDoor'], [recovering, 'darkRecovering'],
      ]);
      recovering = false;
    },
    dead: ({ isDark, unanswered }) => {
      if (unanswered) note('deadUnanswered');
      if (!isDark) noteAll([[movesOf(state, 'lift'), 'deadLift'], [isOut(state), 'deadShuttle'], [isBetween(state), 'deadBetween'], [anyDoor(state), 'deadDoor'], [recovering, 'deadRecovering']]);
      recovering = false;
    },
    end: () => {
      endLooking();
      endHearing();
    },
    alarms: () => [...tags].sort(),
    reached: (deeds) => {
      for (const words of deeds) for (const [begin, goal] of DEEDS) if (words.startsWith(begin)) note(goal);
      return [...reached].sort();
    },
  };
}
