import { deliver, deliverOne } from './deliver.scenario.ts';
import { deliverEmergencyStopInMove } from './deliver-emergency-stop.scenario.ts';
import { deliverDoorObstructed, deliverNobodyComes, deliverPersonLingers } from './deliver-people.scenario.ts';
import type { Scenario } from './scenario.ts';

/** Every scenario, in the order in which it is listed. */
export const scenarios: readonly Scenario[] = [
  deliver, deliverOne, deliverNobodyComes, deliverPersonLingers, deliverEmergencyStopInMove, deliverDoorObstructed,
];
