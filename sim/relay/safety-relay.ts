/** Why the relay dropped run-enable; the first one of a trip is kept. */
export type TripCause =
  | 'powerUp' | 'emergencyStop' | 'hatch' | 'overtravel' | 'supply' | 'watchdog'
  | 'innerDoorWhileMoving' | 'personAtOpenInnerDoor' | 'bothDoorsOpen';

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
  readonly resetPressed: boolean;
  /** Plant time of the last edge of the watchdog input. */
  readonly watchdogEdgeMs: number;
  /** Standstill monitors of lift and travel. */
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
}

/** A relay that has just got power: tripped, until somebody resets it. */
export function trippedRelay(): RelayState {
  return { chainClosed: false, runEnabled: false, tripped: true, cause: 'powerUp', resetWasPressed: true };
}

/** The first open contact of the safety chain. */
function openContact(contacts: RelayContacts): TripCause | undefined {
  if (!contacts.emergencyStopReleased) return 'emergencyStop';
  if (!contacts.hatchLocked) return 'hatch';
  if (!contacts.overtravelClear) return 'overtravel';
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

/**
 * One cycle of the independent safety hardware. It drops run-enable at once, keeps it dropped, and gives it back only at
 * the rising edge of the reset button while everything is safe: a button that is held or taped resets nothing.
 */
export function stepRelay(state: RelayState, contacts: RelayContacts, watchdogMs: number): void {
  const cause = unsafe(contacts, watchdogMs);
  const resetEdge = contacts.resetPressed && !state.resetWasPressed;
  state.resetWasPressed = contacts.resetPressed;
  state.chainClosed = openContact(contacts) === undefined;
  if (cause !== undefined) {
    if (!state.tripped) state.cause = cause;
    state.tripped = true;
  } else if (state.tripped && resetEdge) {
    state.tripped = false;
    state.cause = undefined;
  }
  state.runEnabled = !state.tripped;
}
