import type { DeviceConfig } from '../../config/schema/site.schema.ts';
import { setsOff } from '../wire/setting-off.ts';
import type { WireCommand, WireWatch } from '../wire/wire-watch.ts';
import type { Invariant } from './oracle.port.ts';
import type { AxisScene, Scene } from './scene.ts';
import { createComplaints, type Complaints } from './wire-log.ts';

/** After a start the inputs must have been heard for so long before anything is moved. */
const INPUTS_HEARD_MS = 500;

const asInvariant = (id: string, sentence: string, { premise, holds, detail }: Complaints): Invariant => ({ id, sentence, premise, holds, detail });

/** Until a controller believes an old reading no longer, and two scans. */
const reactionMs = ({ site }: Scene): number => Math.max(...Object.values(site.control.maxAgeMs)) + 2 * site.control.scanMs;

/** A motion whose brake has not opened since it was taken. */
interface BrakeTrack {
  readonly axis: AxisScene;
  sinceMs: number;
  opened: boolean;
}

/**
 * I12. On this wire one coil drives a bolt both ways and a drive lifts its own brake, so what can contradict is: a motion for an axis that is
 * still under the torque of the one before, a door that is driven one way and told the other, a motion for a drive that the relay has cut off, and
 * a lease that is renewed for an axis whose brake has not opened in the time in which a motion must show.
 */
function contradictions(scene: Scene, wire: WireWatch): Invariant {
  const { state, inputs, axes, site } = scene;
  const complaints = createComplaints();
  const latestMs = reactionMs(scene);
  const shownMs = site.control.motionStartMs + latestMs;
  const brakes = new Map<string, BrakeTrack>(axes.map((axis) => [axis.id, { axis, sinceMs: 0, opened: true }]));
  let cutMs = 0;
  const started = (track: BrakeTrack, { what, taken }: WireCommand): void => {
    const { axis } = track;
    if (axis.state.torque) complaints.wrong(`${axis.id} is told to ${what} while its last motion lasts`);
    if (cutMs > latestMs) complaints.wrong(`${axis.id} is told to ${what} ${String(cutMs)} ms after the relay has cut it off`);
    if (taken) Object.assign(track, { sinceMs: state.timeMs, opened: false });
  };
  const refreshed = ({ axis, sinceMs, opened }: BrakeTrack): void => {
    if (opened || !axis.state.torque || state.timeMs - sinceMs <= shownMs) return;
    complaints.wrong(`${axis.id} is kept moving ${String(state.timeMs - sinceMs)} ms after its start, and its brake has not opened`);
  };
  const ofDoor = ({ id }: DeviceConfig, what: string): void => {
    const against = what === 'open' ? 'closing' : 'opening';
    if (inputs.doors[id]?.motor === against) complaints.wrong(`${id} is told to ${what} while it is ${against}`);
  };
  wire.listen({
    opened: () => undefined,
    answered: () => undefined,
    command: (command) => {
      const { device, verb, what } = command;
      const track = 'axis' in device.on ? brakes.get(device.on.axis) : undefined;
      if (track !== undefined && verb === 'refresh') refreshed(track);
      if (!setsOff(command, state)) return;
      complaints.count();
      if (track !== undefined) started(track, command);
      else if (device.document === 'door-operator') ofDoor(device, what);
    },
  });
  const look = (): void => {
    cutMs = state.relay.runEnabled ? 0 : cutMs + scene.dtMs;
    for (const track of brakes.values()) track.opened ||= !track.axis.state.brakeClosed;
  };
  const sentence = 'The wire never carries commands that contradict each other, nor a motion for a drive that is cut off, and keeps no axis moving whose brake does not open.';
  return { ...asInvariant('I12', sentence, complaints), premise: () => { look(); return complaints.premise(); } };
}

/** I36 as far as the wire shows it: the first motion of each controller. What a person must have settled by then is asked by the campaign. */
function firstMotion({ state, site }: Scene, wire: WireWatch): Invariant {
  const complaints = createComplaints();
  const heardSince = new Map<string, number>(site.devices.map(({ id }) => [id, Infinity]));
  const inputs = site.devices.filter(({ document, on }) => document === 'io-module' && ('carriage' in on || 'structure' in on)).map(({ id }) => id);
  let epoch = 0;
  const silentFor = (id: string): boolean => state.timeMs - (heardSince.get(id) ?? Infinity) < INPUTS_HEARD_MS;
  wire.listen({
    opened: (busId) => { for (const device of site.devices) if (device.bus === busId) heardSince.set(device.id, Infinity); },
    answered: ({ id }) => { if (heardSince.get(id) === Infinity) heardSince.set(id, state.timeMs); },
    command: (command) => {
      // The way out is open at any time, and to whoever hears no more than its door.
      if (!setsOff(command, state) || command.epoch <= epoch || command.what === 'open') return;
      epoch = command.epoch;
      complaints.count();
      const { device } = command;
      const unheard = [device.id, ...inputs].filter(silentFor);
      if (unheard.length > 0) complaints.wrong(`the first motion of epoch ${String(epoch)}, on ${device.id}, before ${unheard.join(', ')} had been heard for ${String(INPUTS_HEARD_MS)} ms`);
    },
  });
  return asInvariant('I36', 'After a start nothing is told to move before the inputs have been heard for 500 ms.', complaints);
}

/** I46: the fencing number of this wire is the epoch of the controller; one that is older than any that was ever obeyed is obeyed no more, by no device. */
function fencing(_: Scene, wire: WireWatch): Invariant {
  const complaints = createComplaints();
  let newest = 0;
  wire.listen({
    opened: () => undefined,
    answered: () => undefined,
    command: ({ device, verb, what, epoch, taken }) => {
      if (verb === 'refresh' || verb === 'withdraw') return;
      complaints.count();
      if (!taken) return;
      if (epoch < newest) complaints.wrong(`${device.id} has taken ${verb} ${what} of epoch ${String(epoch)} after epoch ${String(newest)}`);
      newest = Math.max(newest, epoch);
    },
  });
  return asInvariant('I46', 'No device obeys a frame of an older controller than one that has been obeyed.', complaints);
}

/** Invariants of what passes the lines. */
export function wireInvariants(scene: Scene, wire: WireWatch): readonly Invariant[] {
  return [contradictions(scene, wire), firstMotion(scene, wire), fencing(scene, wire)];
}
