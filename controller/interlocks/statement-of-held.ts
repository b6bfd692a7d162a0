import type { FactName, Truth } from '../sensing/fact.ts';
import type { MaintenanceKind, Motion } from './motion.ts';

type Reader = (name: FactName) => Truth;
type Statement = (motion: Motion, read: Reader) => boolean;

/**
 * When each held motion is allowed to start, in plain logic, apart from the table: what the same motion of production needs, with a
 * hand in place of the key in AUTO. `allowed` states that motion of production.
 */
export function heldByStatement(kind: MaintenanceKind, bay: string | undefined, bays: readonly string[], read: Reader, allowed: Statement): boolean {
  const yes = (...names: readonly FactName[]): boolean => names.every((name) => read(name) === true);
  const byHand = yes('keyInMaintenance', 'manualMode', 'enablingPressed', 'enablingFresh', 'motionHeld', 'runEnabled');
  /** Production's own words, while somebody with the enabling device answers for key, hatch and whatever else is named. */
  const as = (motion: Motion, ...answered: readonly FactName[]): boolean => {
    const bridged: readonly FactName[] = ['keyInAuto', 'hatchLocked', 'productionMode', ...answered];
    return byHand && allowed(motion, (name) => (bridged.includes(name) ? true : read(name)));
  };
  const [id = 'none', doors] = [bay, bays.map((one): FactName => `${one}.innerClosedLocked`)];
  const wayFree = (): boolean => bays.every((one) => read(`${one}.shuttleWayFree`) === true);

  const statements: Readonly<Record<MaintenanceKind, () => boolean>> = {
    'lift.jog': () => as('lift.home') && yes('liftHomed', 'travelStill', 'turnStill'),
    'travel.jog': () => as('travel.home') && yes('travelHomed', 'liftStill', 'turnStill'),
    'turn.jog': () => as('turn.home') && yes('turnHomed', 'liftStill', 'travelStill'),
    'shuttle.jog': () => as('shuttle.cell', ...doors) && wayFree() && yes('overtravelClear'),
    'shuttle.jogIn': () => as('shuttle.retract', 'forkAtEnd') && yes('overtravelClear'),
    'lift.jogOut': () => as('lift.home', 'overtravelClear') && yes('liftHomed', 'travelStill', 'turnStill', 'liftNearLimit'),
    'travel.jogOut': () => as('travel.home', 'overtravelClear') && yes('travelHomed', 'liftStill', 'turnStill', 'travelNearLimit'),
    'turn.jogOut': () => as('turn.home', 'overtravelClear') && yes('turnHomed', 'liftStill', 'travelStill', 'turnNearLimit'),
    'shuttle.jogOut': () => as('shuttle.retract', 'forkAtEnd') && yes('shuttleNearLimit'),
    'lockPin.stepIn': () => as('lockPin.in'),
    'lockPin.stepOut': () => as('lockPin.out'),
    'fork.stepEngage': () => as('fork.engage'),
    'fork.stepRelease': () => as('fork.release'),
    'palletLock.stepLock': () => as('palletLock.lock'),
    'palletLock.stepUnlock': () => as('palletLock.unlock'),
    'inner.stepOpen': () => as(`inner.open:${id}`),
    'inner.stepClose': () => as(`inner.close:${id}`),
    'outer.stepOpen': () => as(`outer.open:${id}`),
    'outer.stepClose': () => as(`outer.close:${id}`),
  };
  return statements[kind]();
}
