import type { LinkState, WireFault, WireFaultCode } from '../ports/device.port.ts';
import type { Ending } from '../wire/transaction.ts';

/** A failed result of the wire. */
export interface WireFailure {
  readonly ok: false;
  readonly error: WireFault;
}

/** A wire fault as a failed result. */
export function wireFault(deviceId: string, code: WireFaultCode, message: string): WireFailure {
  return { ok: false, error: { code, deviceId, message } };
}

const SENTENCES: Readonly<Record<Exclude<Ending, 'answered' | 'exception'>, (id: string) => string>> = {
  timeout: (id) => `${id} did not answer in time. Whether it took the request is not known; without refresh it stops by itself. Check its supply and its cable.`,
  garbled: (id) => `The answer of ${id} was garbled. Whether it took the request is not known; without refresh it stops by itself. Check shielding and termination of the bus.`,
  disconnected: (id) => `The bus of ${id} is not connected. Nothing more is sent; it stops by itself without refresh. Check the serial adapter.`,
  notPermitted: (id) => `The permit for ${id} was withdrawn before the frame left. Nothing was sent.`,
  superseded: (id) => `A stop or a newer command took the place of the one for ${id}. Nothing was sent.`,
};

/** The fault that an unanswered request ended with. */
export function endingFault(deviceId: string, ending: Exclude<Ending, 'answered' | 'exception'>): WireFailure {
  return wireFault(deviceId, ending, SENTENCES[ending](deviceId));
}

/** The fault of a Modbus exception, with the meaning that the register document gives to its number. */
export function exceptionFault(deviceId: string, number: number, exceptions: Readonly<Record<string, number>>): WireFailure {
  const meaning = Object.keys(exceptions).find((name) => exceptions[name] === number) ?? 'not in its register document';
  const code: WireFaultCode = meaning === 'illegalValue' || meaning === 'staleCommand' || meaning === 'busy' ? 'rejected' : 'exception';
  return wireFault(deviceId, code, `${deviceId} refused the request with exception ${number} (${meaning}). Nothing was started. Read its state before trying again.`);
}

/** Why a link that is not live is not live. */
export function linkFaultOf(deviceId: string, state: Exclude<LinkState, 'live'>, detail: string): WireFault {
  switch (state) {
    case 'closed':
      return wireFault(deviceId, 'disconnected', `The bus of ${deviceId} is not connected${detail === '' ? '' : `: ${detail}`}. Nothing can be sent to it. Check the serial adapter and its path.`).error;
    case 'identifying':
      return wireFault(deviceId, 'timeout', `${deviceId} has not proven its identity yet. No command leaves until it has. Wait for its first answer.`).error;
    case 'silent':
      return wireFault(deviceId, 'timeout', `${deviceId} does not answer${detail === '' ? '' : ` (${detail})`}. It stops by itself without refresh. Check its supply and its cable.`).error;
    case 'frozen':
      return wireFault(deviceId, 'timeout', `${deviceId} answers, but its counter stands still: its values are old. It gets no refresh any more. Restart the device.`).error;
    case 'wrongIdentity':
      return wireFault(deviceId, 'wrongIdentity', `The device at the address of ${deviceId} is not the configured one: ${detail}. No command is sent to it. Fit the right device or correct the site file.`).error;
  }
}

/** The present fault of a link as the failure of a request that was therefore not sent. */
export function linkFailure(link: { readonly id: string; readonly linkFault: () => WireFault | undefined }): WireFailure {
  return { ok: false, error: link.linkFault() ?? endingFault(link.id, 'timeout').error };
}

/** A command without an epoch of its own: it could not be told from one of an earlier controller. */
export function epochFailure(deviceId: string): WireFailure {
  return wireFault(deviceId, 'notPermitted', `The epoch of this controller is not known, or its commands to ${deviceId} are used up. Nothing was sent. Start the controller again.`);
}
