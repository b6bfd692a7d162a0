import assert from 'node:assert/strict';
import { loadSite } from '../../config/load-site.ts';
import { createFactTable } from './fact-table.ts';
import type { FactName, Truth } from './fact.ts';
import { maintenanceFacts } from './maintenance-facts.ts';
import type { Channel, Source } from './channel.ts';
import type { TowerChannels } from './tower-channels.ts';

const loaded = loadSite('tmall-shanghai');
if (!loaded.ok) throw new Error('the default site does not load');
const site = loaded.value;
const LONGEST_MS = site.maintenance.longestHoldMs;

/** Facts of held motions over inputs in the hands of the test. */
function bench() {
  const inputs = new Map<string, Truth>([['keyAuto', false], ['keyMaintenance', true], ['keyAutoMirror', false], ['enablingMid', false], ['enablingOff', true]]);
  let manual = true;
  const source: Source = { refresh: () => true, isFresh: () => true, confirmedAtMs: () => 0 };
  const channel = (name: string): Channel => ({ name, source, read: () => inputs.get(name) });
  const channels = { line: channel, structure: channel } as unknown as TowerChannels;
  const factOf = (name: FactName): Truth => (name === 'manualMode' ? manual : table.get(name).value);
  const rules = maintenanceFacts({ site, channels, devices: { axes: {}, distanceMeters: {} } as never, factOf });
  const table = createFactTable(rules.map(({ name, derivation }) => ({ name, derivation, safeHoldMs: 0 })));
  let nowMs = 0;
  const pass = (ms: number) => { for (const endMs = nowMs + ms; nowMs < endMs; ) table.update((nowMs += 10)); };
  const press = (down: boolean) => {
    inputs.set('enablingMid', down).set('enablingOff', !down);
    pass(20);
  };
  return { inputs, pass, press, setManual: (on: boolean) => { manual = on; pass(20); }, value: (name: FactName) => { pass(10); return table.get(name).value; } };
}

describe('facts of held motions', () => {
  it('believe the key on maintenance by both contacts and the mirror only', () => {
    const { inputs, value } = bench();
    assert.equal(value('keyInMaintenance'), true);
    inputs.set('keyAuto', true);
    assert.equal(value('keyInMaintenance'), undefined, 'both contacts on');
    inputs.set('keyAuto', false).set('keyMaintenance', false);
    assert.equal(value('keyInMaintenance'), undefined, 'none on');
    inputs.set('keyMaintenance', true).set('keyAutoMirror', true);
    assert.equal(value('keyInMaintenance'), false, 'the mirror says AUTO');
    inputs.set('keyAutoMirror', undefined);
    assert.equal(value('keyInMaintenance'), undefined);
  });

  it('take a press that was let go in manual mode first, and none that was down before', () => {
    const { press, setManual, value } = bench();
    setManual(false);
    press(true);
    setManual(true);
    assert.equal(value('enablingPressed'), true);
    assert.equal(value('enablingFresh'), false);
    press(false);
    press(true);
    assert.equal(value('enablingFresh'), true);
  });

  it('let a press run out, and want it let go before the next one counts', () => {
    const { press, pass, value } = bench();
    press(false);
    press(true);
    pass(LONGEST_MS - 100);
    assert.equal(value('enablingFresh'), true);
    pass(200);
    assert.equal(value('enablingFresh'), false);
    pass(LONGEST_MS);
    assert.equal(value('enablingFresh'), false, 'a tape does not let go');
    press(false);
    press(true);
    assert.equal(value('enablingFresh'), true);
  });

  it('take a press whose contact has only dropped out for the same press', () => {
    const { inputs, press, pass, value } = bench();
    press(true);
    inputs.set('enablingMid', false);
    pass(20);
    inputs.set('enablingMid', true);
    assert.equal(value('enablingPressed'), true);
    assert.equal(value('enablingFresh'), false, 'wedged down since before manual mode, with a loose wire');
    press(false);
    press(true);
    inputs.set('enablingMid', false);
    pass(20);
    inputs.set('enablingMid', true);
    assert.equal(value('enablingFresh'), false, 'not let go in between');
    press(false);
    inputs.set('enablingOff', false);
    pass(20);
    inputs.set('enablingMid', true);
    assert.equal(value('enablingFresh'), true, 'on its way down neither contact is on');
  });

  it('know nothing of a device whose contacts contradict each other or do not answer, and trust it anew only after a release', () => {
    const { inputs, press, value } = bench();
    press(false);
    press(true);
    inputs.set('enablingOff', true);
    assert.equal(value('enablingPressed'), undefined);
    assert.equal(value('enablingFresh'), undefined);
    inputs.set('enablingOff', false);
    assert.equal(value('enablingPressed'), true);
    assert.equal(value('enablingFresh'), false);
  });
});
