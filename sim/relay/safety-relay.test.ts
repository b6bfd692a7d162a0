import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stepRelay, trippedRelay } from './safety-relay.ts';
import type { BayContacts, RelayContacts, RelayState } from './safety-relay.ts';

const WATCHDOG_MS = 100;
const BAY: BayContacts = { innerLocked: true, innerClosed: true, outerClosed: true, personClear: true, shuttleHere: false };
const SAFE: RelayContacts = {
  nowMs: 1000, emergencyStopReleased: true, hatchLocked: true, overtravelClear: true, supplyOk: true, seismicClear: true, exitReleased: true, resetPressed: false,
  keyMaintenance: false, enabling: false, watchdogEdgeMs: 980, carriageMoves: false, shuttleCentred: true, bays: [BAY, BAY],
};
const bayA = (changes: Partial<BayContacts>): Pick<RelayContacts, 'bays'> => ({ bays: [{ ...BAY, ...changes }, BAY] });

function running(): RelayState {
  const relay = trippedRelay();
  stepRelay(relay, SAFE, WATCHDOG_MS);
  press(relay);
  return relay;
}

/** A press of the reset button and its release. */
function press(relay: RelayState): void {
  stepRelay(relay, { ...SAFE, resetPressed: true }, WATCHDOG_MS);
  stepRelay(relay, SAFE, WATCHDOG_MS);
}

describe('safety relay', () => {
  it('starts tripped and gives run-enable when a fresh press of the reset button ends, and only then', () => {
    const relay = trippedRelay();
    stepRelay(relay, { ...SAFE, resetPressed: true }, WATCHDOG_MS);
    stepRelay(relay, SAFE, WATCHDOG_MS);
    assert.equal(relay.runEnabled, false, 'a button that was held from the start resets nothing');
    stepRelay(relay, { ...SAFE, resetPressed: true }, WATCHDOG_MS);
    assert.equal(relay.runEnabled, false, 'not while it is held');
    stepRelay(relay, SAFE, WATCHDOG_MS);
    assert.deepEqual([relay.runEnabled, relay.tripped, relay.cause], [true, false, undefined]);
  });

  it('takes no reset from a button that was stuck or taped down', () => {
    const relay = trippedRelay();
    stepRelay(relay, SAFE, WATCHDOG_MS);
    stepRelay(relay, { ...SAFE, resetPressed: true }, WATCHDOG_MS);
    stepRelay(relay, { ...SAFE, nowMs: 5000, watchdogEdgeMs: 4990 }, WATCHDOG_MS);
    assert.equal(relay.runEnabled, false);
  });

  const trips: readonly [string, Partial<RelayContacts>, string][] = [
    ['the emergency stop is pressed', { emergencyStopReleased: false }, 'emergencyStop'],
    ['the hatch is unlocked', { hatchLocked: false }, 'hatch'],
    ['an axis reaches its final limit switch', { overtravelClear: false }, 'overtravel'],
    ['the supply fails', { supplyOk: false }, 'supply'],
    ['the watchdog has not toggled for longer than its time', { watchdogEdgeMs: 899 }, 'watchdog'],
    ['the carriage moves with an inner door that is not locked', { carriageMoves: true, ...bayA({ innerLocked: false }) }, 'innerDoorWhileMoving'],
    ['the shuttle reaches out elsewhere while an inner door is open', { shuttleCentred: false, ...bayA({ innerLocked: false, innerClosed: false }) }, 'innerDoorWhileMoving'],
    ['a person is in a bay whose inner door is open', bayA({ innerLocked: false, innerClosed: false, personClear: false }), 'personAtOpenInnerDoor'],
    ['both doors of a bay are open', bayA({ innerLocked: false, innerClosed: false, outerClosed: false }), 'bothDoorsOpen'],
  ];
  for (const [when, contacts, cause] of trips) {
    it(`trips when ${when}, and stays tripped until it is reset`, () => {
      const relay = running();
      stepRelay(relay, { ...SAFE, ...contacts }, WATCHDOG_MS);
      assert.deepEqual([relay.runEnabled, relay.cause], [false, cause]);
      stepRelay(relay, { ...SAFE, ...contacts, resetPressed: true }, WATCHDOG_MS);
      stepRelay(relay, { ...SAFE, ...contacts }, WATCHDOG_MS);
      assert.equal(relay.runEnabled, false, 'no reset while it is unsafe');
      stepRelay(relay, SAFE, WATCHDOG_MS);
      assert.deepEqual([relay.runEnabled, relay.cause], [false, cause]);
      press(relay);
      assert.equal(relay.runEnabled, true);
    });
  }

  it('keeps the first cause of a trip', () => {
    const relay = running();
    stepRelay(relay, { ...SAFE, hatchLocked: false }, WATCHDOG_MS);
    stepRelay(relay, { ...SAFE, hatchLocked: false, emergencyStopReleased: false }, WATCHDOG_MS);
    assert.equal(relay.cause, 'hatch');
  });

  const allowed: readonly [string, Partial<RelayContacts>][] = [
    ['the shuttle reaches into the bay whose inner door is open', { shuttleCentred: false, ...bayA({ innerLocked: false, innerClosed: false, shuttleHere: true }) }],
    ['a person is in a bay behind a closed inner door', bayA({ personClear: false, outerClosed: false })],
    ['the carriage moves while an outer door is open', { carriageMoves: true, ...bayA({ outerClosed: false }) }],
    ['the watchdog is exactly as old as it may be', { watchdogEdgeMs: 900 }],
  ];
  for (const [when, contacts] of allowed) {
    it(`keeps run-enable while ${when}`, () => {
      const relay = running();
      stepRelay(relay, { ...SAFE, ...contacts }, WATCHDOG_MS);
      assert.equal(relay.runEnabled, true);
    });
  }

  describe('with the key on maintenance', () => {
    const MAINTENANCE: RelayContacts = { ...SAFE, keyMaintenance: true, hatchLocked: false };
    function onMaintenance(): RelayState {
      const relay = running();
      stepRelay(relay, MAINTENANCE, WATCHDOG_MS);
      assert.deepEqual([relay.runEnabled, relay.cause], [false, 'keyTurned']);
      stepRelay(relay, { ...MAINTENANCE, resetPressed: true }, WATCHDOG_MS);
      stepRelay(relay, MAINTENANCE, WATCHDOG_MS);
      return relay;
    }

    it('gives run-enable with the enabling device only, also through an open hatch, and does not latch its release', () => {
      const relay = onMaintenance();
      const seen = [false, true, false, true].map((enabling) => {
        stepRelay(relay, { ...MAINTENANCE, enabling }, WATCHDOG_MS);
        return relay.runEnabled;
      });
      assert.deepEqual(seen, [false, true, false, true]);
    });

    it('trips on the emergency stop all the same', () => {
      const relay = onMaintenance();
      stepRelay(relay, { ...MAINTENANCE, enabling: true, emergencyStopReleased: false }, WATCHDOG_MS);
      stepRelay(relay, { ...MAINTENANCE, enabling: true }, WATCHDOG_MS);
      assert.deepEqual([relay.runEnabled, relay.cause], [false, 'emergencyStop']);
    });

    it('trips when the key is turned back, and wants a reset', () => {
      const relay = onMaintenance();
      stepRelay(relay, SAFE, WATCHDOG_MS);
      assert.deepEqual([relay.runEnabled, relay.cause], [false, 'keyTurned']);
      press(relay);
      assert.equal(relay.runEnabled, true);
    });
  });

  it('shows the chain apart from the trip', () => {
    const relay = trippedRelay();
    stepRelay(relay, SAFE, WATCHDOG_MS);
    assert.deepEqual([relay.chainClosed, relay.runEnabled], [true, false]);
    stepRelay(relay, { ...SAFE, hatchLocked: false }, WATCHDOG_MS);
    assert.equal(relay.chainClosed, false);
  });

  it('never gives run-enable in a step that is unsafe, whatever came before', () => {
    const bay = fc.record({ innerLocked: fc.boolean(), innerClosed: fc.boolean(), outerClosed: fc.boolean(), personClear: fc.boolean(), shuttleHere: fc.boolean() });
    const contacts = fc.record({
      nowMs: fc.constant(1000), emergencyStopReleased: fc.boolean(), hatchLocked: fc.boolean(), overtravelClear: fc.boolean(), supplyOk: fc.boolean(),
      seismicClear: fc.boolean(), exitReleased: fc.boolean(),
      keyMaintenance: fc.constant(false), enabling: fc.boolean(),
      resetPressed: fc.boolean(), watchdogEdgeMs: fc.integer({ min: 850, max: 1000 }), carriageMoves: fc.boolean(), shuttleCentred: fc.boolean(),
      bays: fc.tuple(bay, bay),
    });
    fc.assert(
      fc.property(fc.array(contacts, { maxLength: 30 }), (steps) => {
        const relay = trippedRelay();
        for (const each of steps) {
          const before = { ...relay };
          stepRelay(relay, each, WATCHDOG_MS);
          const airlock = each.bays.some((one) => !one.innerClosed && (!one.outerClosed || !one.personClear));
          const open = !each.emergencyStopReleased || !each.hatchLocked || !each.overtravelClear || !each.supplyOk || !each.seismicClear || !each.exitReleased;
          if (airlock || open || each.nowMs - each.watchdogEdgeMs > WATCHDOG_MS) assert.equal(relay.runEnabled, false);
          if (relay.runEnabled && !before.runEnabled) assert.ok(!each.resetPressed && before.resetWasPressed);
        }
      }),
    );
  });
});
