import { createCommandBlock } from './command-block.ts';
import type { CommandBlock } from './command-block.ts';
import { CONTROL_START, QUICK_STOP, REFRESH_START, STATUS_START, counterAt, createIdentity, healthy } from './device.ts';
import type { DeviceContext, DocumentFacts, Identity, SimDevice } from './device.ts';
import { DOOR_ERROR, createDoorMotion } from './door-motion.ts';
import type { DoorMotion } from './door-motion.ts';
import { EXCEPTION, createAnswer } from './modbus-device.ts';
import type { RegisterBlock, Refusal } from './modbus-device.ts';

/** Constants of `config/devices/door-operator.yaml`. */
export const DOOR_OPERATOR: DocumentFacts = { role: 0x0d00, version: 1, refreshTimeoutMs: 400 };
export const DOOR_STATUS = { bootId: 0, counter: 1, flags: 2, positionPermille: 3, executedSequence: 4, errorCode: 5, registers: 6 } as const;
export const DOOR_FLAGS = { closed: 0, open: 1, locked: 2, opening: 3, closing: 4, obstructed: 5, armed: 6 } as const;
export const DOOR_COMMAND = { sequence: 0, verb: 4, registers: 8 } as const;
export const DOOR_VERBS = { open: 1, close: 2 } as const;

interface Operator {
  readonly context: DeviceContext;
  readonly motion: DoorMotion;
  readonly command: CommandBlock;
  readonly identity: Identity;
  readonly leaf: DeviceContext['plant']['doors'][string];
  readonly biasPermille: () => number;
  executedSequence: number;
  leaseCounter: number;
  refreshedAtMs: number;
}

const bit = (on: boolean, at: number): number => (on ? 1 << at : 0);

function flagsOf({ motion, command, leaf }: Operator): number {
  const phase = motion.phase();
  return (
    bit(motion.closed(), DOOR_FLAGS.closed) |
    bit(motion.open(), DOOR_FLAGS.open) |
    bit(leaf.locked, DOOR_FLAGS.locked) |
    bit(phase === 'unlocking' || phase === 'opening', DOOR_FLAGS.opening) |
    bit(phase === 'closing' || phase === 'locking', DOOR_FLAGS.closing) |
    bit(leaf.obstructed, DOOR_FLAGS.obstructed) |
    bit(command.armed(), DOOR_FLAGS.armed)
  );
}

function statusBlock(operator: Operator): RegisterBlock {
  const values = new Uint16Array(DOOR_STATUS.registers);
  return {
    start: STATUS_START,
    values,
    readBy: 3,
    refresh: () => {
      values[DOOR_STATUS.bootId] = operator.identity.bootId();
      values[DOOR_STATUS.counter] = counterAt(operator.context.plant.timeMs);
      values[DOOR_STATUS.flags] = flagsOf(operator);
      const permille = Math.round(operator.leaf.position * 1000) + operator.biasPermille();
      values[DOOR_STATUS.positionPermille] = Math.min(1000, Math.max(0, permille));
      values[DOOR_STATUS.executedSequence] = operator.executedSequence;
      values[DOOR_STATUS.errorCode] = operator.motion.errorCode();
    },
  };
}

function refreshBlock(operator: Operator): RegisterBlock {
  return {
    start: REFRESH_START,
    values: new Uint16Array(2),
    readBy: undefined,
    write: (values) => {
      const counter = values[0] ?? 0;
      if (!operator.command.isOwnEpoch(values[1] ?? 0)) return undefined;
      if (counter === 0 && operator.motion.needsLease()) operator.motion.stop();
      else if (counter !== operator.leaseCounter) operator.refreshedAtMs = operator.context.plant.timeMs;
      operator.leaseCounter = counter;
      return undefined;
    },
  };
}

function controlBlock(operator: Operator): RegisterBlock {
  return {
    start: CONTROL_START,
    values: new Uint16Array(1),
    readBy: undefined,
    write: (values) => {
      if (values[0] !== QUICK_STOP) return EXCEPTION.illegalValue;
      operator.command.drop();
      // A door that draws back from an obstruction is not stopped by a stop: it would hold whom it pressed.
      if (operator.motion.needsLease()) operator.motion.stop();
      return undefined;
    },
  };
}

function run(operator: Operator, values: Uint16Array): Refusal {
  const { motion } = operator;
  if (motion.phase() !== 'still') return EXCEPTION.busy;
  operator.executedSequence = values[DOOR_COMMAND.sequence] ?? 0;
  operator.refreshedAtMs = operator.context.plant.timeMs;
  if (values[DOOR_COMMAND.verb] === DOOR_VERBS.open) motion.startOpening();
  else motion.startClosing();
  return undefined;
}

function cycle(operator: Operator): void {
  const { motion, context } = operator;
  if (motion.phase() === 'still') return;
  const silentMs = context.plant.timeMs - operator.refreshedAtMs;
  if (motion.needsLease() && silentMs > DOOR_OPERATOR.refreshTimeoutMs) motion.stop(DOOR_ERROR.leaseLost);
  motion.step();
}

function motionOf({ config, plant, inputs, site }: DeviceContext): DoorMotion {
  const leaf = plant.doors[config.id];
  const drive = inputs.doors[config.id];
  if (leaf === undefined || drive === undefined || !('door' in config.on)) throw new Error(`${config.id}: the plant has no such door`);
  return createDoorMotion({ limits: site.doors[config.on.door], leaf, drive });
}

/** A bay door operator with guard locking. Not under run-enable: a door must still free whom it holds after a trip. */
export function createDoorOperator(context: DeviceContext): SimDevice {
  const { config } = context;
  const health = healthy();
  const identity = createIdentity(context, DOOR_OPERATOR, health);
  const motion = motionOf(context);
  const leaf = context.plant.doors[config.id];
  if (leaf === undefined) throw new Error(`${config.id}: the plant has no such door`);
  const command = createCommandBlock({
    registers: DOOR_COMMAND.registers,
    check: (values) => {
      const verb = values[DOOR_COMMAND.verb];
      return verb === DOOR_VERBS.open || verb === DOOR_VERBS.close ? undefined : EXCEPTION.illegalValue;
    },
    run: (values) => run(operator, values),
    nowMs: () => context.plant.timeMs,
  });
  const operator: Operator = {
    context, motion, command, identity, leaf, biasPermille: () => health.bias, executedSequence: 0, leaseCounter: 0, refreshedAtMs: 0,
  };
  const face = {
    functions: [3, 16, 23],
    registers: [identity.block, statusBlock(operator), command.block, command.execute, refreshBlock(operator), controlBlock(operator)],
  };
  return {
    config,
    health,
    answer: createAnswer(config.unit, face, health),
    step: () => cycle(operator),
    atRest: () => motion.phase() === 'still' && !command.armed(),
    setPower: (on) => {
      health.powered = on;
      motion.stop(DOOR_ERROR.none);
      command.forget();
      if (!on) return;
      identity.restart();
      operator.executedSequence = 0;
      operator.leaseCounter = 0;
    },
  };
}
