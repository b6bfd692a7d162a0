import { limitsOf } from '../../config/axes.ts';
import type { AxisId, AxisLimits } from '../../config/schema/site.schema.ts';
import { createCommandBlock } from './command-block.ts';
import type { CommandBlock } from './command-block.ts';
import {
  CONTROL_START, QUICK_STOP, REFRESH_START, STATUS_START, counterAt, createIdentity, healthy, longAt, putLong,
} from './device.ts';
import type { DeviceContext, DocumentFacts, Identity, SimDevice } from './device.ts';
import { ERROR, createDriveMotion } from './drive-motion.ts';
import type { DriveMotion } from './drive-motion.ts';
import { EXCEPTION, createAnswer } from './modbus-device.ts';
import type { RegisterBlock, Refusal } from './modbus-device.ts';

/** Constants of `config/devices/axis-drive.yaml`. */
export const AXIS_DRIVE: DocumentFacts = { role: 0x0402, version: 1, refreshTimeoutMs: 100 };
export const AXIS_STATUS = {
  bootId: 0, counter: 1, statusword: 2, modeDisplay: 3, position: 4, velocity: 6, torque: 8, flags: 9, executedSequence: 10, errorCode: 11, registers: 12,
} as const;
export const AXIS_FLAGS = { homed: 0, brakeReleased: 1, torqueEnabled: 2, armed: 3, secondaryLimit: 4 } as const;
export const AXIS_COMMAND = { sequence: 0, verb: 4, target: 5, velocity: 7, acceleration: 9, jerk: 10, registers: 14 } as const;
export const AXIS_VERBS = { moveTo: 1, home: 2, resetFault: 3 } as const;

/** Status words of the states (IEC 61800-7-201), voltage enabled, before the bits for target and set-point. */
const WORD = {
  switchOnDisabled: 0x0050, readyToSwitchOn: 0x0031, switchedOn: 0x0033, operationEnabled: 0x0037,
  quickStopActive: 0x0017, faultReactionActive: 0x001f, fault: 0x0018,
} as const;
const TARGET_REACHED = 1 << 10;
const SET_POINT_ACKNOWLEDGE = 1 << 12;
/** CiA 402 modes: profile position and homing. */
const MODE_POSITION = 1;
const MODE_HOMING = 6;
/** Homing looks for the reference switch slowly. */
const HOMING_MM_PER_S = 100;

/** The firmware of one drive. */
interface Drive {
  readonly context: DeviceContext;
  readonly limits: AxisLimits;
  readonly motion: DriveMotion;
  readonly command: CommandBlock;
  readonly identity: Identity;
  homed: boolean;
  /** By how much the encoder has slipped, and its end by a new reference. */
  readonly slipMm: () => number;
  readonly forgetSlip: () => void;
  /** Whether torque was permitted in the last cycle. */
  permitted: boolean;
  mode: number;
  executedSequence: number;
  leaseCounter: number;
  refreshedAtMs: number;
}

const torquePermitted = (drive: Drive): boolean => drive.context.plant.relay.runEnabled && drive.context.enable.driveEnable;

function checkCommand(limits: AxisLimits, values: Uint16Array): Refusal {
  const verb = values[AXIS_COMMAND.verb];
  if (verb === AXIS_VERBS.home || verb === AXIS_VERBS.resetFault) return undefined;
  if (verb !== AXIS_VERBS.moveTo) return EXCEPTION.illegalValue;
  const targetMm = longAt(values, AXIS_COMMAND.target) / 10;
  const velocityMmPerS = (longAt(values, AXIS_COMMAND.velocity) >>> 0) / 10;
  const acceleration = values[AXIS_COMMAND.acceleration] ?? 0;
  const jerk = values[AXIS_COMMAND.jerk] ?? 0;
  const within = targetMm >= limits.minMm && targetMm <= limits.maxMm;
  const slowEnough = velocityMmPerS > 0 && velocityMmPerS <= limits.velocityMmPerS;
  const gentle = acceleration > 0 && acceleration <= limits.accelerationMmPerS2 && jerk > 0 && jerk <= limits.jerkMmPerS3;
  return within && slowEnough && gentle ? undefined : EXCEPTION.illegalValue;
}

/** Executes what is armed. A drive that moves, has a fault, lacks its enable or does not know where it is takes no motion. */
function run(drive: Drive, values: Uint16Array): Refusal {
  const { motion, limits } = drive;
  const verb = values[AXIS_COMMAND.verb];
  if (verb === AXIS_VERBS.resetFault) {
    if (motion.phase() !== 'idle') return EXCEPTION.busy;
    motion.resetFault();
    drive.executedSequence = values[AXIS_COMMAND.sequence] ?? 0;
    return undefined;
  }
  const free = motion.phase() === 'idle' && motion.errorCode() === ERROR.none && torquePermitted(drive);
  if (!free || (verb === AXIS_VERBS.moveTo && !drive.homed)) return EXCEPTION.busy;
  drive.executedSequence = values[AXIS_COMMAND.sequence] ?? 0;
  drive.refreshedAtMs = drive.context.plant.timeMs;
  drive.mode = verb === AXIS_VERBS.home ? MODE_HOMING : MODE_POSITION;
  const acceleration = { accelerationMmPerS2: limits.accelerationMmPerS2, jerkMmPerS3: limits.jerkMmPerS3 };
  if (verb === AXIS_VERBS.home) {
    // The reference switch stands at the true home position, whatever the encoder believes.
    motion.start(limits.homeMm + motion.encoderMm() - bodyOf(drive.context).positionMm, { velocityMmPerS: HOMING_MM_PER_S, ...acceleration }, () => {
      drive.homed = true;
      // What the encoder had slipped by is referenced away; it slips no further by itself.
      motion.rereference(drive.slipMm());
      drive.forgetSlip();
    });
    return undefined;
  }
  motion.start(longAt(values, AXIS_COMMAND.target) / 10, {
    velocityMmPerS: (longAt(values, AXIS_COMMAND.velocity) >>> 0) / 10,
    accelerationMmPerS2: values[AXIS_COMMAND.acceleration] ?? 0,
    jerkMmPerS3: values[AXIS_COMMAND.jerk] ?? 0,
  });
  return undefined;
}

function axisOf({ config }: DeviceContext): AxisId {
  if (!('axis' in config.on)) throw new Error(`${config.id}: an axis drive or distance meter stands on an axis`);
  return config.on.axis;
}

/** The part of a plant that belongs to the drive's axis. */
function partOf<T>(context: DeviceContext, axes: Readonly<Partial<Record<AxisId, T>>>): T {
  const part = axes[axisOf(context)];
  if (part === undefined) throw new Error(`${context.config.id}: the plant has no axis ${axisOf(context)}`);
  return part;
}

const bodyOf = (context: DeviceContext) => partOf(context, context.plant.axes);

function statusword(drive: Drive): number {
  const { motion } = drive;
  const phase = motion.phase();
  const reached = motion.targetReached() ? TARGET_REACHED : 0;
  if (motion.errorCode() !== ERROR.none) return (phase === 'idle' ? WORD.fault : WORD.faultReactionActive) | reached;
  if (phase === 'idle') return (torquePermitted(drive) ? WORD.readyToSwitchOn : WORD.switchOnDisabled) | reached;
  if (phase === 'magnetising') return WORD.switchedOn | SET_POINT_ACKNOWLEDGE;
  if (phase === 'stopping') return WORD.quickStopActive;
  return WORD.operationEnabled | reached | (phase === 'releasing' || phase === 'running' ? SET_POINT_ACKNOWLEDGE : 0);
}

function flagsOf(drive: Drive): number {
  const { limits, context } = drive;
  const body = bodyOf(context);
  const atLimit = body.positionMm <= limits.minMm || body.positionMm >= limits.maxMm;
  return (
    (drive.homed ? 1 << AXIS_FLAGS.homed : 0) |
    (body.brakeClosed ? 0 : 1 << AXIS_FLAGS.brakeReleased) |
    (torquePermitted(drive) ? 1 << AXIS_FLAGS.torqueEnabled : 0) |
    (drive.command.armed() ? 1 << AXIS_FLAGS.armed : 0) |
    (atLimit ? 1 << AXIS_FLAGS.secondaryLimit : 0)
  );
}

function statusBlock(drive: Drive): RegisterBlock {
  const values = new Uint16Array(AXIS_STATUS.registers);
  const body = bodyOf(drive.context);
  return {
    start: STATUS_START,
    values,
    readBy: 3,
    refresh: () => {
      values[AXIS_STATUS.bootId] = drive.identity.bootId();
      values[AXIS_STATUS.counter] = counterAt(drive.context.plant.timeMs);
      values[AXIS_STATUS.statusword] = statusword(drive);
      values[AXIS_STATUS.modeDisplay] = drive.mode;
      putLong(values, AXIS_STATUS.position, drive.motion.encoderMm() * 10);
      putLong(values, AXIS_STATUS.velocity, body.velocityMmPerS * 10);
      values[AXIS_STATUS.torque] = Math.round(drive.motion.torquePercent() * 10) & 0xffff;
      values[AXIS_STATUS.flags] = flagsOf(drive);
      values[AXIS_STATUS.executedSequence] = drive.executedSequence;
      values[AXIS_STATUS.errorCode] = drive.motion.errorCode();
    },
  };
}

/** The lease: a counter that must change, from the newest epoch. 0 withdraws at once. */
function refreshBlock(drive: Drive): RegisterBlock {
  return {
    start: REFRESH_START,
    values: new Uint16Array(2),
    readBy: undefined,
    write: (values) => {
      const counter = values[0] ?? 0;
      if (!drive.command.isOwnEpoch(values[1] ?? 0)) return undefined;
      if (counter === 0) drive.motion.quickStop();
      else if (counter !== drive.leaseCounter) drive.refreshedAtMs = drive.context.plant.timeMs;
      drive.leaseCounter = counter;
      return undefined;
    },
  };
}

function controlBlock(drive: Drive): RegisterBlock {
  return {
    start: CONTROL_START,
    values: new Uint16Array(1),
    readBy: undefined,
    write: (values) => {
      if (values[0] !== QUICK_STOP) return EXCEPTION.illegalValue;
      drive.command.drop();
      drive.motion.quickStop();
      return undefined;
    },
  };
}

/** The lease ran out while a motion lasts; once the axis stands under its stop ramp or brake, nobody needs to refresh. */
function leaseLost(drive: Drive): boolean {
  const phase = drive.motion.phase();
  const lasting = phase === 'running' || phase === 'magnetising' || phase === 'releasing';
  return lasting && drive.context.plant.timeMs - drive.refreshedAtMs > AXIS_DRIVE.refreshTimeoutMs;
}

/** One cycle: safe torque off first, then the ramp that a withdrawn enable asks for, then the lease, then the motion. */
function cycle(drive: Drive): void {
  const { motion, context } = drive;
  const permitted = torquePermitted(drive);
  if (drive.permitted && !permitted) drive.command.drop();
  drive.permitted = permitted;
  if (motion.phase() === 'idle') return;
  if (!context.plant.relay.runEnabled) {
    motion.cutTorque();
    return;
  }
  if (!context.enable.driveEnable) motion.quickStop();
  else if (leaseLost(drive)) motion.quickStop(ERROR.leaseLost);
  motion.step();
}

/**
 * An axis drive with CiA 402 profile. It knows its own axis limits, keeps torque only while it moves, and stops by itself
 * when its lease ends. `relay.runEnabled` is its safe-torque-off input: torque ends at once. Drive-enable is its controlled
 * stop: ramp, brake, torque off.
 */
export function createAxisDrive(context: DeviceContext): SimDevice {
  const health = healthy();
  const limits = limitsOf(context.site, axisOf(context));
  const identity = createIdentity(context, AXIS_DRIVE, health);
  const motion = createDriveMotion({
    limits, body: bodyOf(context), servo: partOf(context, context.inputs.axes), biasMm: () => health.bias,
  });
  const command = createCommandBlock({
    registers: AXIS_COMMAND.registers,
    check: (values) => checkCommand(limits, values),
    run: (values) => run(drive, values),
    nowMs: () => context.plant.timeMs,
  });
  // Commissioned: the encoder is absolute and its reference is stored; a restart asks for a new one.
  const drive: Drive = { context, limits, motion, command, identity, homed: true, slipMm: () => health.bias, forgetSlip: () => { health.bias = 0; }, permitted: false, mode: MODE_POSITION, executedSequence: 0, leaseCounter: 0, refreshedAtMs: 0 };
  const face = {
    functions: [3, 16, 23],
    registers: [identity.block, statusBlock(drive), command.block, command.execute, refreshBlock(drive), controlBlock(drive)],
  };
  return {
    config: context.config,
    health,
    answer: createAnswer(context.config.unit, face, health),
    step: () => cycle(drive),
    atRest: () => motion.phase() === 'idle' && !command.armed(),
    setPower: (on) => {
      health.powered = on;
      motion.cutTorque();
      motion.resetFault();
      command.forget();
      if (!on) return;
      identity.restart();
      drive.homed = false;
      drive.executedSequence = 0;
      drive.leaseCounter = 0;
    },
  };
}
