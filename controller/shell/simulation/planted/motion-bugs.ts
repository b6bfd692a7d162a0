import type { Axis, Door, IoModule, TowerDevices } from '../../../../hal/ports/tower-devices.port.ts';
import { done } from '../../../../hal/ports/result.ts';
import type { Gate } from '../../../safety/output-gate.ts';
import type { PlantedBug } from './bug.ts';

const withAxes = (devices: TowerDevices, change: (axis: Axis) => Axis): TowerDevices => ({ ...devices, axes: Object.fromEntries(Object.entries(devices.axes).map(([id, axis]) => [id, change(axis)])) });
const withModules = (devices: TowerDevices, change: (module: IoModule) => IoModule): TowerDevices => ({ ...devices, ioModules: Object.fromEntries(Object.entries(devices.ioModules).map(([id, module]) => [id, change(module)])) });
const withDoors = (devices: TowerDevices, change: (door: Door) => Door): TowerDevices => ({ ...devices, doors: Object.fromEntries(Object.entries(devices.doors).map(([id, door]) => [id, change(door)])) });

/** About the way from one storey to the next. */
const STOREY_MM = 3000;
const TIMES = 1000;

async function again(send: Gate['move'], ...[motion, intent, actuator, command]: Parameters<Gate['move']>): ReturnType<Gate['move']> {
  let sent = await send(motion, intent, actuator, command);
  for (let time = 0; time < TIMES && !sent.ok; time += 1) sent = await send(motion, intent, actuator, command);
  return sent;
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
    plant: () => ({ interpose: () => ({ devices: (devices) => ({
      ...withAxes(devices, (axis) => ({ ...axis, stop: () => Promise.resolve(done), setLease: (granted) => { axis.setLease(granted || axis.observed().value?.targetReached === false); } })),
      stopAll: () => undefined,
    }) }) }),
  },
  {
    name: 'retries-for-ever', words: 'A command that was refused is given again until it is taken.',
    plant: () => ({ interpose: () => ({ gate: (gate) => ({ ...gate, move: ((...args: Parameters<Gate['move']>) => again(gate.move, ...args)) as Gate['move'] }) }) }),
  },
];
