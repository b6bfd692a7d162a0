import type { Door, DoorCommand, DoorStatus } from '../ports/tower-devices.port.ts';
import { wordAt } from '../wire/modbus-ascii/answer.ts';
import type { Driver, DriverParts } from './driver.ts';
import { createRefreshedActuator } from './refreshed-actuator.ts';
import { registerLayout, type StatusLayout } from './status-layout.ts';

const PERMILLE = 1000;

function decoder(layout: StatusLayout): (answer: Uint8Array) => DoorStatus {
  const flagsAt = layout.at('flags');
  const positionAt = layout.at('positionPermille');
  const executedAt = layout.at('executedSequence');
  const errorAt = layout.at('errorCode');
  const mask = {
    closed: layout.flag('closed'), open: layout.flag('open'), locked: layout.flag('locked'),
    opening: layout.flag('opening'), closing: layout.flag('closing'), obstructed: layout.flag('obstructed'),
  };
  return (answer) => {
    const flags = wordAt(answer, flagsAt);
    const still = (flags & mask.closing) === 0 ? 'still' : 'closing';
    return {
      position: wordAt(answer, positionAt) / PERMILLE,
      closed: (flags & mask.closed) !== 0,
      open: (flags & mask.open) !== 0,
      locked: (flags & mask.locked) !== 0,
      motion: (flags & mask.opening) === 0 ? still : 'opening',
      obstructed: (flags & mask.obstructed) !== 0,
      executedSequence: wordAt(answer, executedAt),
      errorCode: wordAt(answer, errorAt),
    };
  };
}

/** A door operator of `config/devices/door-operator.yaml`. */
export function createDoorDriver(parts: DriverParts): Driver<Door> {
  const layout = registerLayout(parts.document);
  const verbs = parts.document.blocks['command']?.verbs ?? {};
  return createRefreshedActuator<DoorStatus, DoorCommand>(parts, {
    layout,
    decode: decoder(layout),
    executedSequenceOf: (status) => status.executedSequence,
    fieldsOf: ({ verb }) => {
      const number = verbs[verb];
      return number === undefined ? `The operator's register document does not know "${verb}".` : { verb: number };
    },
  });
}
