import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { AXIS_COMMAND, AXIS_DRIVE, AXIS_FLAGS, AXIS_STATUS, AXIS_VERBS } from './axis-drive.ts';
import { COMMAND_START, EXECUTE_START } from './command-block.ts';
import { CONTROL_START, IDENTITY_START, MAGIC, REFRESH_START, STATUS_START } from './device.ts';
import { DISTANCE_FLAGS, DISTANCE_METER, DISTANCE_STATUS } from './distance-meter.ts';
import { DOOR_ERROR } from './door-motion.ts';
import { DOOR_COMMAND, DOOR_FLAGS, DOOR_OPERATOR, DOOR_STATUS, DOOR_VERBS } from './door-operator.ts';
import { ERROR } from './drive-motion.ts';
import { IO_COMMAND, IO_MODULE, IO_STATUS } from './io-module.ts';
import { LASER_FLAGS, LASER_FRAME, LASER_STATUS } from './laser-frame.ts';
import { EXCEPTION } from './modbus-device.ts';
import { RFID_FLAGS, RFID_READER, RFID_STATUS } from './rfid-reader.ts';
import { SCALE, SCALE_FLAGS, SCALE_STATUS } from './scale.ts';

const read = (name: string) => parse(readFileSync(new URL(`../../config/devices/${name}.yaml`, import.meta.url), 'utf8'));

/** Registers as the document lists them; a 32-bit value stands under its name without High. */
function offsets(registers: readonly string[]): Record<string, number> {
  const all: Record<string, number> = { registers: registers.length };
  registers.forEach((name, at) => {
    all[name] = at;
    all[name.replace(/High$/u, '')] = at;
  });
  return all;
}

function assertOffsets(constants: Readonly<Record<string, number>>, registers: readonly string[], where: string) {
  const documented = offsets(registers);
  for (const [name, at] of Object.entries(constants)) assert.equal(at, documented[name], `${where}: ${name}`);
}

const DEVICES = [
  { name: 'axis-drive', facts: AXIS_DRIVE, status: AXIS_STATUS, flags: AXIS_FLAGS },
  { name: 'door-operator', facts: DOOR_OPERATOR, status: DOOR_STATUS, flags: DOOR_FLAGS },
  { name: 'scale', facts: SCALE, status: SCALE_STATUS, flags: SCALE_FLAGS },
  { name: 'laser-frame', facts: LASER_FRAME, status: LASER_STATUS, flags: LASER_FLAGS },
  { name: 'distance-meter', facts: DISTANCE_METER, status: DISTANCE_STATUS, flags: DISTANCE_FLAGS },
  { name: 'rfid-reader', facts: RFID_READER, status: RFID_STATUS, flags: RFID_FLAGS },
] as const;

describe('constants of the simulated devices against the register documents', () => {
  for (const { name, facts, status, flags } of DEVICES) {
    it(`${name}: role, version, timeout, status registers and flags`, () => {
      const document = read(name);
      assert.deepEqual({ role: document.role, version: document.version, refreshTimeoutMs: document.refreshTimeoutMs }, facts);
      assert.equal(document.blocks.status.start, STATUS_START);
      assertOffsets(status, document.blocks.status.registers, name);
      assert.deepEqual(document.blocks.status.flags, flags);
    });
  }

  it('io-module: role, ranges of the status, command', () => {
    const document = read('io-module');
    const { start, discreteInputs, ranges } = document.blocks.status;
    assert.deepEqual({ role: document.role, version: document.version, refreshTimeoutMs: document.refreshTimeoutMs }, IO_MODULE);
    assert.deepEqual({ start, discreteInputs, ...ranges }, IO_STATUS);
    assertOffsets(IO_COMMAND, document.blocks.command.registers, 'command');
  });

  it('identity, command, execute, refresh and control stand where the documents put them', () => {
    for (const { name } of [...DEVICES, { name: 'io-module' }]) {
      const { identity } = read(name).blocks;
      assert.equal(identity.start, IDENTITY_START);
      assert.equal(identity.magic, MAGIC);
      assert.deepEqual(identity.registers, [
        'magic', 'role', 'documentVersion', 'serialHigh', 'serialLow', 'firmwareMajor', 'firmwareMinor', 'refreshTimeoutMs', 'bootId',
      ]);
    }
    for (const name of ['axis-drive', 'door-operator']) {
      const { blocks } = read(name);
      assert.deepEqual(
        [blocks.command.start, blocks.execute.start, blocks.refresh.start, blocks.control.start],
        [COMMAND_START, EXECUTE_START, REFRESH_START, CONTROL_START],
      );
      assert.deepEqual(blocks.refresh.registers, ['leaseCounter', 'epochLow']);
      assert.deepEqual(blocks.command.registers.slice(0, 5), ['sequence', 'epochHigh', 'epochLow', 'leaseMs', 'verb']);
      assert.deepEqual(blocks.command.registers.slice(-2), ['crcHigh', 'crcLow']);
    }
  });

  it('verbs, command fields, error codes and exceptions', () => {
    const axis = read('axis-drive');
    const door = read('door-operator');
    assert.deepEqual(axis.blocks.command.verbs, AXIS_VERBS);
    assert.deepEqual(door.blocks.command.verbs, DOOR_VERBS);
    assertOffsets(AXIS_COMMAND, axis.blocks.command.registers, 'axis command');
    assertOffsets(DOOR_COMMAND, door.blocks.command.registers, 'door command');
    assert.deepEqual(axis.exceptions, EXCEPTION);
    const known = (document: { errors: Record<string, string> }) => Object.keys(document.errors).map(Number);
    for (const code of Object.values(ERROR)) assert.ok(known(axis).includes(code), `axis error ${code}`);
    assert.deepEqual(known(door).sort(), Object.values(DOOR_ERROR).sort());
  });
});
