import type { Clock } from '../../../../hal/ports/clock.port.ts';
import type { Axis, Door, IoModule, TowerDevices } from '../../../../hal/ports/tower-devices.port.ts';
import { done } from '../../../../hal/ports/result.ts';
import type { Gate } from '../../../safety/output-gate.ts';
import type { PlantedBug } from './bug.ts';

const withAxes = (devices: TowerDevices, change: (axis: Axis) => Axis): TowerDevices => ({ ...devices, axes: Object.fromEntries(Object.entries(devices.axes).map(([id, axis]) => [id, change(axis)])) });
const withModules = (devices: TowerDevices, change: (module: IoModule) => IoModule): TowerDevices => ({ ...devices, ioModules: Object.fromEntries(Object.entries(devices.ioModules).map(([id, module]) => [id, change(module)])) });
const withDoors = (devices: TowerDevices, change: (door: Door) => Door): TowerDevices => ({ ...devices, doors: Object.fromEntries(Object.entries(devices.doors).map(([id, door]) => [id, change(door)])) });

/** About the way from one storey to the next. */
const STOREY_MM = 3000;
/** A door that is told to shut is looked at after this time. */
const AGAIN_MS = 1000;
const SCAN_MS = 10;

type Given = Parameters<Gate['move']>;

/** Tells a door to shut, looks a moment later, and does so again until it has shut, whoever else has given it up. */
async function shutAgain(clock: Clock, gate: Gate, [motion, intent, actuator, command]: Given, isShut: () => boolean): Promise<void> {
  while (!isShut()) {
    const passed = await gate.move(motion, intent, actuator, command);
    await new Promise<void>((resolve) => { clock.setTimeout(resolve, AGAIN_MS); });
    const concluded = passed.ok ? await passed.value.conclude(isShut() ? { kind: 'done' } : { kind: 'failed', code: 'didNotArrive' }) : passed;
    // What the journal does not take changes nothing of the zeal.
    if (!concluded.ok) continue;
  }
}

/** A gate behind which the closing of a door that has not come to its end is begun again by itself. */
function neverGivesUp(gate: Gate, clock: Clock, doors: () => TowerDevices['doors']): Gate {
  const move = async (...given: Given): ReturnType<Gate['move']> => {
    const [motion, intent, actuator, command] = given;
    const passed = await gate.move(motion, intent, actuator, command);
    const door = doors()[actuator.id];
    if (!passed.ok || door === undefined || !motion.includes('.close:')) return passed;
    return { ...passed, value: { ...passed.value, conclude: async (outcome) => {
      const concluded = await passed.value.conclude(outcome);
      if (outcome.kind !== 'done') void shutAgain(clock, gate, given, () => door.observed().value?.closed === true);
      return concluded;
    } } };
  };
  return { ...gate, move: move as Gate['move'] };
}

/** An axis that keeps what it was once granted until it has arrived, whoever lets go of it. */
function neverLetGo(axis: Axis, clock: Clock): Axis {
  let kept = false;
  clock.every(SCAN_MS, () => {
    if (axis.observed().value?.targetReached === true) kept = false;
    if (kept) axis.setLease(true);
  });
  return { ...axis, stop: () => Promise.resolve(done), setLease: (granted) => {
    kept ||= granted;
    axis.setLease(kept);
  } };
}

/** Bugs on the way of a command, and of what the devices say. */
export const MOTION_BUGS: readonly PlantedBug[] = [
  {
    name: 'off-by-one-level', words: 'The lift goes one storey too high where there is one.',
    plant: () => ({ interpose: () => ({ devices: (devices) => withAxes(devices, (axis) => (axis.id !== 'lift' ? axis : {
      ...axis, arm: (command) => axis.arm(command.verb === 'moveTo' && command.targetMm > STOREY_MM ? { ...command, targetMm: command.targetMm - STOREY_MM } : command),
    })) }) }),
  },
  {
    name: 'early-release', words: 'The fork lets go in the same write in which the pallet is locked.',
    plant: () => ({ interpose: () => ({ devices: (devices) => withModules(devices, (module) => ({
      ...module, write: (outputs, permitted) => module.write(outputs['palletLock'] === true ? { ...outputs, fork: false } : outputs, permitted),
    })) }) }),
  },
  {
    name: 'wrong-bay', words: 'The street door of another bay is opened.',
    plant: () => ({ interpose: () => ({ devices: (devices) => {
      const outer = Object.keys(devices.doors).filter((id) => id.endsWith('.outer'));
      return withDoors(devices, (door) => {
        const other = devices.doors[outer[(outer.indexOf(door.id) + 1) % outer.length] ?? ''];
        return !outer.includes(door.id) || other === undefined ? door : { ...door, arm: (command) => other.arm(command), execute: (armed, permitted) => other.execute(armed, permitted) };
      });
    } }) }),
  },
  {
    name: 'lease-never-expires', words: 'What has been let go is refreshed for ever, and nobody tells the device to stop.',
    plant: () => ({ interpose: (clock) => ({ devices: (devices) => ({ ...withAxes(devices, (axis) => neverLetGo(axis, clock)), stopAll: () => undefined }) }) }),
  },
  {
    name: 'retries-for-ever', words: 'A door that has not shut is told to shut again until it has, whoever has given it up.',
    needs: ['DOR1', 'DOR3', 'DOR4', 'DOR6'],
    plant: () => {
      let doors: TowerDevices['doors'] = {};
      return { interpose: (clock) => ({
        devices: (devices) => {
          ({ doors } = devices);
          return devices;
        },
        gate: (gate) => neverGivesUp(gate, clock, () => doors),
      }) };
    },
  },
];
