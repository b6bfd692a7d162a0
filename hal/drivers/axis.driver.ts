import type { DeviceDocument } from '../../config/schema/device-document.schema.ts';
import type { Axis, AxisCommand, AxisStatus, DriveState } from '../ports/tower-devices.port.ts';
import { signedLongAt, signedWordAt, wordAt } from '../wire/modbus-ascii/answer.ts';
import type { BlockFields } from './command-block.ts';
import type { Driver, DriverParts } from './driver.ts';
import { createRefreshedActuator } from './refreshed-actuator.ts';
import { registerLayout } from './status-layout.ts';

/** Positions and velocities stand in tenths of a millimetre, torque in tenths of a percent. */
const TENTHS = 10;
const INT32 = 0x7fff_ffff;
const UINT16 = 0xffff;

/**
 * Main state of a statusword (IEC 61800-7-201, table of status bits): bits 0 to 3, 5 and 6. A pattern outside the table is
 * `notReadyToSwitchOn`, which permits nothing.
 */
export function driveStateOf(statusword: number): DriveState {
  switch (statusword & 0x4f) {
    case 0x40: return 'switchOnDisabled';
    case 0x0f: return 'faultReactionActive';
    case 0x08: return 'fault';
    default:
  }
  switch (statusword & 0x6f) {
    case 0x21: return 'readyToSwitchOn';
    case 0x23: return 'switchedOn';
    case 0x27: return 'operationEnabled';
    case 0x07: return 'quickStopActive';
    default: return 'notReadyToSwitchOn';
  }
}

function decoder(document: DeviceDocument) {
  const layout = registerLayout(document);
  const at = {
    statusword: layout.at('statusword'), position: layout.at('positionHigh'), velocity: layout.at('velocityHigh'),
    torque: layout.at('torque'), flags: layout.at('flags'), executed: layout.at('executedSequence'), error: layout.at('errorCode'),
  };
  const homed = layout.flag('homed');
  const brakeReleased = layout.flag('brakeReleased');
  const torqueEnabled = layout.flag('torqueEnabled');
  const targetReached = 1 << (document.statusword?.bits['targetReached'] ?? 10);
  const decode = (answer: Uint8Array): AxisStatus => {
    const word = wordAt(answer, at.statusword);
    const flags = wordAt(answer, at.flags);
    return {
      drive: driveStateOf(word),
      positionMm: signedLongAt(answer, at.position) / TENTHS,
      velocityMmPerS: signedLongAt(answer, at.velocity) / TENTHS,
      torquePercent: signedWordAt(answer, at.torque) / TENTHS,
      homed: (flags & homed) !== 0,
      targetReached: (word & targetReached) !== 0,
      brakeReleased: (flags & brakeReleased) !== 0,
      torqueEnabled: (flags & torqueEnabled) !== 0,
      executedSequence: wordAt(answer, at.executed),
      errorCode: wordAt(answer, at.error),
    };
  };
  return { layout, decode };
}

const fits = (value: number, min: number, max: number): boolean => value >= min && value <= max;

function fieldsOf(command: AxisCommand, verbs: Readonly<Record<string, number>>): BlockFields | string {
  const verb = verbs[command.verb];
  if (verb === undefined) return `The drive's register document does not know "${command.verb}".`;
  if (command.verb !== 'moveTo') return { verb };
  const target = Math.round(command.targetMm * TENTHS);
  const velocity = Math.round(command.velocityMmPerS * TENTHS);
  const acceleration = Math.round(command.accelerationMmPerS2);
  const jerk = Math.round(command.jerkMmPerS3);
  const writable = fits(target, -INT32, INT32) && fits(velocity, 1, INT32) && fits(acceleration, 1, UINT16) && fits(jerk, 1, UINT16);
  return writable ? { verb, target, velocity, acceleration, jerk } : 'Target, velocity, acceleration or jerk cannot be written to the drive.';
}

/** An axis drive with the CiA 402 profile of `config/devices/axis-drive.yaml`. */
export function createAxisDriver(parts: DriverParts): Driver<Axis> {
  const { layout, decode } = decoder(parts.document);
  const verbs = parts.document.blocks['command']?.verbs ?? {};
  return createRefreshedActuator<AxisStatus, AxisCommand>(parts, {
    layout,
    decode,
    executedSequenceOf: (status) => status.executedSequence,
    fieldsOf: (command) => fieldsOf(command, verbs),
  });
}
