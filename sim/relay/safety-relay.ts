/** Why the relay dropped run-enable; the first one of a trip is kept. */
export type TripCause =
  | 'powerUp' | 'emergencyStop' | 'hatch' | 'overtravel' | 'supply' | 'earthquake' | 'exitButton' | 'watchdog'
  | 'keyTurned' | 'innerDoorWhileMoving' | 'personAtOpenInnerDoor' | 'bothDoorsOpen';

/** What is wired to the relay of one bay. */
export interface BayContacts {
  readonly innerLocked: boolean;
  readonly innerClosed: boolean;
  readonly outerClosed: boolean;
  readonly personClear: boolean;
  /** The carriage stands in front of this bay and the shuttle reaches towards it, or is centred. */
  readonly shuttleHere: boolean;
}

/** What is wired to the relay. */
export interface RelayContacts {
  readonly nowMs: number;
  readonly emergencyStopReleased: boolean;
  readonly hatchLocked: boolean;
  readonly overtravelClear: boolean;
  readonly supplyOk: boolean;
  /** Contact of the seismic switch. */
  readonly seismicClear: boolean;
  /** Exit buttons inside the bays, in series. */
  readonly exitReleased: boolean;
  readonly resetPressed: boolean;
  /** Key switch on maintenance, and the enabling device in its middle. */
  readonly keyMaintenance: boolean;
  readonly enabling: boolean;
  /** Plant time of the last edge of the watchdog input. */
  readonly watchdogEdgeMs: number;
  /** Standstill monitors of the axes that move the carriage. */
  readonly carriageMoves: boolean;
  readonly shuttleCentred: boolean;
  readonly bays: readonly BayContacts[];
}

/** State of the relay, changed in place by `stepRelay`. */
export interface RelayState {
  chainClosed: boolean;
  runEnabled: boolean;
  tripped: boolean;
  cause: TripCause | undefined;
  resetWasPressed: boolean;
  keyWasMaintenance: boolean;
  /** Plant time of the press that may reset when it ends; undefined for a button that was already held at power-up. */
  pressedAtMs: number | undefined;
}

/** A press that lasts longer is a button that sticks or is taped down. */
const LONGEST_PRESS_MS = 3000;

/** A relay that has just got power: tripped, until somebody resets it. */
export function trippedRelay(): RelayState {
  return { chainClosed: false, runEnabled: false, tripped: true, cause: 'powerUp', resetWasPressed: true, keyWasMaintenance: false, pressedAtMs: undefined };
}

/**
 * The first open contact of the safety chain. With the key on maintenance the enabling device stands in for the hatch, which a
 * technician has opened, and for the final limits, out of which an axis must be moved.
 */
function openContact(contacts: RelayContacts): TripCause | undefined {
  if (!contacts.emergencyStopReleased) return 'emergencyStop';
  if (!contacts.keyMaintenance && !contacts.hatchLocked) return 'hatch';
  if (!contacts.keyMaintenance && !contacts.overtravelClear) return 'overtravel';
  if (!contacts.seismicClear) return 'earthquake';
  if (!contacts.exitReleased) return 'exitButton';
  return contacts.supplyOk ? undefined : 'supply';
}

/**
 * A door towards the shaft is a guard: behind it lift and travel may move only while it is closed and locked, and the
 * shuttle only in front of it. A person behind an open one, or both doors of a bay open, is never safe.
 */
function unsafeBay(contacts: RelayContacts, bay: BayContacts): TripCause | undefined {
  if (!bay.innerLocked && (contacts.carriageMoves || (!contacts.shuttleCentred && !bay.shuttleHere))) return 'innerDoorWhileMoving';
  if (!bay.innerClosed && !bay.personClear) return 'personAtOpenInnerDoor';
  return !bay.innerClosed && !bay.outerClosed ? 'bothDoorsOpen' : undefined;
}

function unsafe(contacts: RelayContacts, watchdogMs: number): TripCause | undefined {
  const open = openContact(contacts);
  if (open !== undefined) return open;
  if (contacts.nowMs - contacts.watchdogEdgeMs > watchdogMs) return 'watchdog';
  for (const bay of contacts.bays) {
    const cause = unsafeBay(contacts, bay);
    if (cause !== undefined) return cause;
  }
  return undefined;
}

/** Whether the button has just been let go after a press of sensible length (ISO 13849-1, 5.2.2: a reset is the release). */
function released(state: RelayState, contacts: RelayContacts): boolean {
  const { resetPressed, nowMs } = contacts;
  if (resetPressed && !state.resetWasPressed) state.pressedAtMs = nowMs;
  const isRelease = !resetPressed && state.resetWasPressed && state.pressedAtMs !== undefined && nowMs - state.pressedAtMs <= LONGEST_PRESS_MS;
  if (!resetPressed) state.pressedAtMs = undefined;
  state.resetWasPressed = resetPressed;
  return isRelease;
}

/**
 * One cycle of the independent safety hardware. It drops run-enable at once, keeps it dropped, and gives it back only when the
 * reset button is let go while everything is safe: a button that is held or taped down resets nothing. While the button is held
 * the controller has time to feed the watchdog again. Turning the key to or from maintenance trips it as well.
 */
export function stepRelay(state: RelayState, contacts: RelayContacts, watchdogMs: number): void {
  const keyTurned = contacts.keyMaintenance !== state.keyWasMaintenance;
  state.keyWasMaintenance = contacts.keyMaintenance;
  const cause = keyTurned ? 'keyTurned' : unsafe(contacts, watchdogMs);
  const isReset = released(state, contacts);
  state.chainClosed = openContact(contacts) === undefined;
  if (cause !== undefined) {
    if (!state.tripped) state.cause = cause;
    state.tripped = true;
  } else if (state.tripped && isReset) {
    state.tripped = false;
    state.cause = undefined;
  }
  // Letting go of the enabling device is no fault: run-enable goes and comes with it.
  state.runEnabled = !state.tripped && (!contacts.keyMaintenance || contacts.enabling);
}
