import { isPlayed, type FaultRow, type PlayedFault } from './fault-row.ts';
import { OPERATOR_ROWS } from './operator.rows.ts';
import { CAR_ROWS, KIOSK_ROWS, NETWORK_ROWS, PEOPLE_ROWS, SECURITY_ROWS } from './outside.rows.ts';
import { POWER_ROWS, PROCESS_ROWS } from './power.rows.ts';
import { SERIAL_ROWS } from './serial.rows.ts';
import { DOOR_ROWS, DRIVE_ROWS, LINE_ROWS, SENSOR_ROWS } from './signal.rows.ts';
import { DISK_ROWS, TIME_ROWS } from './storage.rows.ts';

/** Every fault of the catalogue, in its order. */
export const CATALOGUE: readonly FaultRow[] = [
  ...POWER_ROWS, ...PROCESS_ROWS, ...DISK_ROWS, ...TIME_ROWS, ...SERIAL_ROWS, ...LINE_ROWS, ...SENSOR_ROWS, ...DRIVE_ROWS, ...DOOR_ROWS, ...CAR_ROWS,
  ...PEOPLE_ROWS, ...NETWORK_ROWS, ...KIOSK_ROWS, ...OPERATOR_ROWS, ...SECURITY_ROWS,
];

/** The faults that are injected. */
export const PLAYED: readonly PlayedFault[] = CATALOGUE.filter(isPlayed);

/** A fault that is injected, by its id. */
export function playedFault(id: string): PlayedFault | undefined {
  return PLAYED.find((row) => row.id === id);
}
