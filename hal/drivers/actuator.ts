import { registerAddress } from '../../config/device-documents.ts';
import type { DeviceDocument } from '../../config/schema/device-document.schema.ts';
import type { Actuator, Armed, StillPermitted, WireFault } from '../ports/device.port.ts';
import { done, ok, type Result } from '../ports/result.ts';
import { exceptionOf, wordAt } from '../wire/modbus-ascii/answer.ts';
import { readRegisters, writeRegisters, type Request } from '../wire/modbus-ascii/request.ts';
import type { Ending } from '../wire/transaction.ts';
import { commandWords, type BlockFields } from './command-block.ts';
import type { DeviceLink } from './device-link.ts';
import type { Lease } from './lease.ts';
import { endingFault, epochFailure, exceptionFault, linkFailure, wireFault, type WireFailure } from './link-fault.ts';
import type { Sequence } from './sequence.ts';

/** What makes an actuator of a link. */
export interface ActuatorParts<S, Command> {
  readonly unit: number;
  readonly document: DeviceDocument;
  readonly link: DeviceLink<S>;
  readonly lease: Lease;
  readonly sequence: Sequence;
  /** Fields of the command block, without sequence, epoch and lease; a sentence when a value cannot be written. */
  readonly fieldsOf: (command: Command) => BlockFields | string;
  readonly executedSequenceOf: (status: S) => number;
}

/** An actuator, and its stop without a promise for the one who stops everything. */
export interface StoppableActuator<S, Command> {
  readonly actuator: Actuator<S, Command>;
  readonly stopNow: (finished: (result: Result<void, WireFault>) => void) => void;
  /** What was armed is void: the device has restarted or was lost. */
  readonly makeVoid: () => void;
}

/** Between the last permit and execution lies one exchange on the bus; what waits longer is stale. */
const ARMED_LEASE_MS = 500;
/** CiA 402 controlword: quick stop. */
const QUICK_STOP = 0x0002;
/** As often a frame is sent that may be sent again; a stop, which holds the others up, less often: drive-enable has fallen before it. */
const ATTEMPTS = 3;
const STOP_ATTEMPTS = 2;

interface ArmState {
  armed: Armed | undefined;
  /** Counts stops: what was begun before one ends as superseded. */
  stops: number;
  /** Who waits for the stop that is under way; undefined when there is none. */
  stopping: ((result: Result<void, WireFault>) => void)[] | undefined;
}

type Finished<T> = (result: Result<T, WireFault>) => void;

function failed(deviceId: string, document: DeviceDocument, ending: Exclude<Ending, 'answered'>, answer: Uint8Array): WireFailure {
  return ending === 'exception' ? exceptionFault(deviceId, exceptionOf(answer), document.exceptions) : endingFault(deviceId, ending);
}

const isUnanswered = (ending: Ending): boolean => ending === 'timeout' || ending === 'garbled';

/** Reads registers back, again when an answer is lost. */
function readBack<S>(link: DeviceLink<S>, request: Request, attemptsLeft: number, finish: (ending: Ending, answer: Uint8Array) => void): void {
  link.request(request, undefined, (ending, answer) => {
    if (isUnanswered(ending) && link.bootId() !== undefined && attemptsLeft > 1) readBack(link, request, attemptsLeft - 1, finish);
    else finish(ending, answer);
  });
}

function createArm<S, Command>(parts: ActuatorParts<S, Command>, state: ArmState) {
  const { document, link, sequence, unit } = parts;
  const start = registerAddress(document, 'command', 'sequence');
  const interrupted = (stops: number, bootId: number): WireFailure | undefined => {
    if (state.stops !== stops) return endingFault(link.id, 'superseded');
    if (link.bootId() !== bootId) return wireFault(link.id, 'restarted', `${link.id} restarted while it was being armed. Nothing was started. Read its state before trying again.`);
    return undefined;
  };

  const verify = (words: readonly number[], armed: Armed, stops: number, finished: Finished<Armed>): void => {
    const request = readRegisters(unit, 3, start, words.length);
    readBack(link, request, ATTEMPTS, (ending, answer) => {
      const gone = interrupted(stops, armed.bootId);
      if (gone !== undefined) finished(gone);
      else if (ending !== 'answered') finished(failed(link.id, document, ending, answer));
      else if (words.some((word, i) => wordAt(answer, request.dataAt + 2 * i) !== word)) {
        finished(wireFault(link.id, 'readbackMismatch', `${link.id} stored another command than was written. It was not executed. Check the cabling of its bus.`));
      } else {
        state.armed = armed;
        finished(ok(armed));
      }
    });
  };

  const attempt = (fields: BlockFields, attemptsLeft: number, finished: Finished<Armed>): void => {
    const bootId = link.bootId();
    const numbered = sequence.next();
    const { stops } = state;
    if (bootId === undefined || numbered === undefined) {
      finished(bootId === undefined ? linkFailure(link) : epochFailure(link.id));
      return;
    }
    const words = commandWords(document, { ...fields, ...numbered, leaseMs: ARMED_LEASE_MS });
    state.armed = undefined;
    link.request(writeRegisters(unit, start, words), undefined, (ending, answer) => {
      const gone = interrupted(stops, bootId);
      if (ending === 'superseded' || gone !== undefined) finished(gone ?? endingFault(link.id, 'superseded'));
      else if (ending === 'answered') verify(words, { deviceId: link.id, sequence: numbered.sequence, bootId }, stops, finished);
      // Arming moves nothing, and a new sequence makes the block a new one: it may be written again.
      else if (isUnanswered(ending) && attemptsLeft > 1) attempt(fields, attemptsLeft - 1, finished);
      else finished(failed(link.id, document, ending, answer));
    });
  };
  return (command: Command, finished: Finished<Armed>): void => {
    const fields = parts.fieldsOf(command);
    if (typeof fields === 'string') finished(wireFault(link.id, 'rejected', `${fields} Nothing was sent to ${link.id}.`));
    else attempt(fields, ATTEMPTS, finished);
  };
}

function createExecute<S, Command>(parts: ActuatorParts<S, Command>, state: ArmState) {
  const { document, link, unit } = parts;
  const address = registerAddress(document, 'execute', 'executeSequence');

  /** The answer was lost: the status tells whether the command was taken. */
  const ask = (armed: Armed, failure: WireFailure, finished: Finished<void>): void =>
    link.onNextStatus((status) => finished(status !== undefined && parts.executedSequenceOf(status) === armed.sequence ? done : failure));

  return (armed: Armed, permitted: StillPermitted, finished: Finished<void>): void => {
    const stands = (): boolean => state.armed === armed;
    if (link.bootId() !== armed.bootId || !stands()) {
      const restarted = wireFault(link.id, 'restarted', `${link.id} restarted or was lost after it was armed. Nothing was started. Arm it again.`);
      finished(link.bootId() === armed.bootId ? endingFault(link.id, 'superseded') : restarted);
      return;
    }
    link.request(writeRegisters(unit, address, [armed.sequence]), () => stands() && permitted(), (ending, answer) => {
      const wasStanding = stands();
      if (wasStanding) state.armed = undefined;
      if (ending === 'answered') finished(done);
      else if (ending === 'notPermitted' && !wasStanding) finished(endingFault(link.id, 'superseded'));
      else if (isUnanswered(ending)) ask(armed, failed(link.id, document, ending, answer), finished);
      else finished(failed(link.id, document, ending, answer));
    });
  };
}

function createStop<S, Command>(parts: ActuatorParts<S, Command>, state: ArmState, cancelQueued: () => void) {
  const { document, lease, link, unit } = parts;
  const frame = writeRegisters(unit, registerAddress(document, 'control', 'controlword'), [QUICK_STOP]);
  const conclude = (result: Result<void, WireFault>): void => {
    const waiting = state.stopping ?? [];
    state.stopping = undefined;
    for (const finished of waiting) finished(result);
  };
  const send = (attemptsLeft: number): void =>
    link.requestUrgently(frame, (ending, answer) => {
      if (ending === 'answered') conclude(done);
      else if (isUnanswered(ending) && attemptsLeft > 1) send(attemptsLeft - 1);
      else conclude(failed(link.id, document, ending, answer));
    });

  return (finished: Finished<void>): void => {
    state.stops += 1;
    state.armed = undefined;
    lease.set(false);
    if (state.stopping !== undefined) {
      // One stop frame is waiting or under way, and nothing can leave before it that this stop would have to undo.
      state.stopping.push(finished);
      cancelQueued();
      return;
    }
    if (link.bootId() === undefined) {
      finished(linkFailure(link));
      return;
    }
    state.stopping = [finished];
    // The stop is queued before the rest is cancelled: ending the rest may let the next frame go.
    send(STOP_ATTEMPTS);
    cancelQueued();
  };
}

/** The three steps of every motion (arm, read back, execute) and the stop, for any device with a command block. */
export function createActuator<S, Command>(parts: ActuatorParts<S, Command>, cancelQueued: () => void): StoppableActuator<S, Command> {
  const { lease, link } = parts;
  const state: ArmState = { armed: undefined, stops: 0, stopping: undefined };
  const arm = createArm(parts, state);
  const execute = createExecute(parts, state);
  const stopNow = createStop(parts, state, cancelQueued);
  const makeVoid = (): void => {
    state.armed = undefined;
    lease.set(false);
  };
  const actuator: Actuator<S, Command> = {
    id: link.id,
    link: link.link,
    observed: link.observed,
    linkFault: link.linkFault,
    arm: (command) => new Promise((resolve) => arm(command, resolve)),
    execute: (armed, permitted) => new Promise((resolve) => execute(armed, permitted, resolve)),
    setLease: lease.set,
    stop: () => new Promise((resolve) => stopNow(resolve)),
  };
  return { actuator, stopNow, makeVoid };
}
