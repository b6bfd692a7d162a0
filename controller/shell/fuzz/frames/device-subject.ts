import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { SeededRng } from '../../../../sim/time/seeded-rng.ts';
import { createCommandJudge } from './command-judge.ts';
import { frameWith } from './frame-mutations.ts';
import { createHeard, type FrameSubject, type FrameWeakness } from './frame-subject.ts';

const IDENTITY = Buffer.from('010300000009', 'hex');
const LONGEST_ANSWER_BYTES = 254;
const WRITE_MULTIPLE = 16;

async function loadDevices() {
  const [{ createElectrics }, { createPlant }, { createAsciiReceiver }] = await Promise.all([
    import('../../../../sim/devices/electrics.ts'), import('../../../../sim/plant/plant.ts'), import('../../../../sim/devices/modbus-ascii.ts'),
  ]);
  return { createElectrics, createPlant, createAsciiReceiver };
}

/** Where a subject of a fresh tower comes from. */
export type DeviceBench = (rng: SeededRng) => FrameSubject;

/** All simulated devices of a site on one line, over a plant that is free to move: enabled, with nothing in the way but their own rules. */
export async function createDeviceBench(site: Site, stock: Stock, weakness: FrameWeakness = {}): Promise<DeviceBench> {
  const { createElectrics, createPlant, createAsciiReceiver } = await loadDevices();
  // One address on each bus may be taken twice: then the first device has it.
  return (rng) => {
    const plant = createPlant({ site, stock });
    plant.state.relay.runEnabled = true;
    const electrics = createElectrics({ site, plant: plant.state, inputs: plant.inputs, outputs: { driveEnable: true, watchdogEdgeMs: 0 }, rng, isHeldOff: () => false });
    const byUnit = new Map(electrics.devices.map((device) => [device.config.unit, device]).reverse() as [number, (typeof electrics.devices)[number]][]);
    const atRest = JSON.stringify(plant.inputs);
    const judge = createCommandJudge();
    const heard = createHeard();
    const reply = new Uint8Array(256);
    let [wrong, taken]: [string | undefined, number] = [undefined, 0];

    const answer = (adu: Uint8Array, length: number): void => {
      taken += 1;
      if (!heard.has(frameWith(adu, length))) wrong = 'a frame was taken that did not come over the line, or whose check was wrong';
      const device = byUnit.get(adu[0] ?? 0);
      if (device === undefined) return;
      // What a weakness changes in the request must not reach the judge.
      const asked = weakness.request === undefined ? adu : Uint8Array.from(adu);
      weakness.request?.(adu, length);
      const answered = device.answer(adu, length, reply);
      const inForm = reply[0] === asked[0] && (reply[1] === asked[1] || (reply[1] === ((asked[1] ?? 0) | 0x80) && answered === 3));
      if (answered > LONGEST_ANSWER_BYTES || (answered > 0 && !inForm)) wrong = `an answer out of form, of ${String(answered)} bytes`;
      if (asked[1] === WRITE_MULTIPLE) wrong ??= judge.judge(asked, length, reply);
    };
    const receiver = createAsciiReceiver(answer);
    const feed = (chunk: Buffer): boolean => {
      const before = taken;
      heard.add(chunk);
      receiver.feed(weakness.chunk?.(chunk) ?? chunk);
      return taken > before;
    };
    return {
      feed,
      isWell: () => feed(Buffer.from('\r\n')) || feed(frameWith(IDENTITY)),
      wrong: () => {
        electrics.act();
        if (!judge.mayMove() && JSON.stringify(plant.inputs) !== atRest) wrong ??= 'something was driven without a command';
        const found = wrong;
        wrong = undefined;
        return found;
      },
    };
  };
}
