import { deliver, deliverOne } from './deliver.scenario.ts';
import { deliverEmergencyStopInMove } from './deliver-emergency-stop.scenario.ts';
import { deliverDoorObstructed, deliverNobodyComes, deliverPersonLingers } from './deliver-people.scenario.ts';
import { auditAll, auditFindsMissing, cycleDoors, deliverCancelled, provideAndStow, relocateAndEndOfDay, stowPersonInBay } from './orders.scenario.ts';
import { alarmFlood, ibarakiWedged, jogBeyondLimit, keyTurnedMidDelivery, technicianInsideKeyTurned } from './maintenance.scenario.ts';
import { exitButton, siteEarthquake, siteFire, siteFlood, siteGas, sitePower, siteStorm } from './site-events.scenario.ts';
import { recoveryScenarios } from './recovery.scenario.ts';
import type { Scenario } from './scenario.ts';

/** Every scenario, in the order in which it is listed. */
export const scenarios: readonly Scenario[] = [
  deliver, deliverOne, deliverNobodyComes, deliverPersonLingers, deliverEmergencyStopInMove, deliverDoorObstructed,
  provideAndStow, stowPersonInBay, relocateAndEndOfDay, auditAll, auditFindsMissing, cycleDoors, deliverCancelled,
  ibarakiWedged, technicianInsideKeyTurned, keyTurnedMidDelivery, jogBeyondLimit, alarmFlood,
  siteFire, siteGas, siteStorm, siteEarthquake, siteFlood, sitePower, exitButton,
  ...recoveryScenarios,
];
