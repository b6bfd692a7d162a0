import { deviceDocument } from '../../../config/device-documents.ts';
import type { DeviceConfig } from '../../../config/schema/site.schema.ts';
import type { Clock } from '../../ports/clock.port.ts';
import type { Axis } from '../../ports/tower-devices.port.ts';
import { createBus, type Bus } from '../../wire/bus.ts';
import { createAxisDriver } from '../axis.driver.ts';
import { createFarEnd, type FarEnd, type Heard, type Reply } from './far-end.ts';
import { createScriptedAxis, type ScriptedAxis } from './scripted-axis.ts';

export const CYCLE_MS = 40;
export const TIMEOUT_MS = 25;
export const MAX_AGE_MS = 150;

/** What a test changes: called first; `pass` gives the request to the drive at its unit. */
export type Meddle = (request: Heard, pass: () => Reply, index: number) => Reply;

/** Drives `lift` (unit 1) and `travel` (unit 2) on one bus. */
export interface AxisBench {
  readonly bus: Bus;
  readonly far: FarEnd;
  readonly lift: Axis;
  readonly travel: Axis;
  readonly drives: readonly [ScriptedAxis, ScriptedAxis];
  readonly meddle: (meddle: Meddle | undefined) => void;
  readonly setEpoch: (epoch: number) => void;
  readonly translateMs: (deltaMs: number) => void;
}

const configOf = (id: 'lift' | 'travel', unit: number): DeviceConfig => ({
  id, document: 'axis-drive', bus: 'drives', unit, serialNumber: 310_000 + unit, firmware: '2.4', on: { axis: id },
});

/** Builds the bench and starts its bus at the clock's present instant. */
export function createAxisBench(clock: Clock): AxisBench {
  let meddling: Meddle | undefined;
  let epoch = 7;
  const drives = [createScriptedAxis(1, 310_001), createScriptedAxis(2, 310_002)] as const;
  const far = createFarEnd(clock, (request, index) => {
    const pass = (): Reply => drives[0].reply(request) ?? drives[1].reply(request);
    return meddling === undefined ? pass() : meddling(request, pass, index);
  });
  const bus = createBus({ id: 'drives', cycleMs: CYCLE_MS, timeoutMs: TIMEOUT_MS, clock, openPipe: far.openPipe });
  const build = (id: 'lift' | 'travel', unit: number) =>
    createAxisDriver({
      bus, clock, baud: 115_200, maxAgeMs: MAX_AGE_MS, device: configOf(id, unit), document: deviceDocument('axis-drive'),
      epoch: () => epoch, leaseHoldMs: 100,
    });
  const lift = build('lift', 1);
  const travel = build('travel', 2);
  bus.start();
  return {
    bus, far, drives, lift: lift.port, travel: travel.port,
    meddle: (meddle) => (meddling = meddle),
    setEpoch: (now) => (epoch = now),
    translateMs: (deltaMs) => {
      bus.translateMs(deltaMs);
      lift.translated.translateMs(deltaMs);
      travel.translated.translateMs(deltaMs);
    },
  };
}
