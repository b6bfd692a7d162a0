import { accidentScenarios } from './accidents.scenario.ts';
import { deliver, deliverOne } from './deliver.scenario.ts';
import { deliverEmergencyStopInMove } from './deliver-emergency-stop.scenario.ts';
import { deliverDoorObstructed, deliverNobodyComes, deliverPersonLingers } from './deliver-people.scenario.ts';
import { coinScenarios } from './coin.scenario.ts';
import { diskTroubles } from './disk.scenario.ts';
import { doorTroubles } from './door.scenario.ts';
import { driveTroubles } from './drive.scenario.ts';
import { hundredAlternating } from './hundred-alternating.scenario.ts';
import { lineTroubles } from './line.scenario.ts';
import { operatorTroubles } from './operator.scenario.ts';
import { auditAll, auditFindsMissing, cycleDoors, deliverCancelled, provideAndStow, relocateAndEndOfDay, stowPersonInBay } from './orders.scenario.ts';
import { alarmFlood, doorsByHand, ibarakiWedged, jogBeyondLimit, keyTurnedMidDelivery, technicianInsideKeyTurned } from './maintenance.scenario.ts';
import { exitButton, siteEarthquake, siteFire, siteFlood, siteGas, sitePower, siteStorm } from './site-events.scenario.ts';
import { powerTroubles } from './power.scenario.ts';
import { processTroubles } from './process.scenario.ts';
import { recoveryScenarios } from './recovery.scenario.ts';
import { returnAccidents } from './returns-accidents.scenario.ts';
import { returnCellScenarios } from './returns-cells.scenario.ts';
import { returnScenarios } from './returns.scenario.ts';
import { deliverMeanwhile, dualCommand, relocateDiesCompleted, relocateDiesReversed } from './orders-together.scenario.ts';
import type { Scenario } from './scenario.ts';
import { sensorTroubles } from './sensor.scenario.ts';
import { serialTroubles } from './serial.scenario.ts';
import { turnTroubles } from './turn.scenario.ts';
import { playTrouble, type Trouble } from './trouble.ts';

/** Every trouble of a delivery that stands in a table, family by family. */
export const troubles: readonly Trouble[] = [
  ...powerTroubles, ...processTroubles, ...diskTroubles, ...serialTroubles, ...lineTroubles,
  ...sensorTroubles, ...driveTroubles, ...turnTroubles, ...doorTroubles, ...operatorTroubles,
];

/** Every scenario, in the order in which it is listed. */
export const scenarios: readonly Scenario[] = [
  deliver, deliverOne, deliverNobodyComes, deliverPersonLingers, deliverEmergencyStopInMove, deliverDoorObstructed,
  provideAndStow, stowPersonInBay, relocateAndEndOfDay, auditAll, auditFindsMissing, cycleDoors, deliverCancelled,
  deliverMeanwhile, dualCommand, relocateDiesCompleted, relocateDiesReversed,
  ibarakiWedged, technicianInsideKeyTurned, keyTurnedMidDelivery, jogBeyondLimit, doorsByHand, alarmFlood,
  siteFire, siteGas, siteStorm, siteEarthquake, siteFlood, sitePower, exitButton,
  ...recoveryScenarios, ...returnScenarios, ...returnCellScenarios, ...returnAccidents,
  ...accidentScenarios, ...coinScenarios,
  hundredAlternating,
  ...troubles.map(playTrouble),
];
