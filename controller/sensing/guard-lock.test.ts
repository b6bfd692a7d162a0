import assert from 'node:assert/strict';
import { loadSite } from '../../config/load-site.ts';
import type { Channel, Source } from './channel.ts';
import type { Finding } from './derivation.ts';
import type { Truth } from './fact.ts';
import { guardShut, lockContact } from './guard-lock.ts';
import type { TowerChannels } from './tower-channels.ts';

const source: Source = { refresh: () => true, isFresh: () => true, confirmedAtMs: () => 0 };

/** The inner door of bay A, with every contact in the hands of the test. */
function doorOfA(siteId: string, which: 'inner' | 'outer' = 'inner') {
  const site = loadSite(siteId);
  assert.ok(site.ok);
  const truths: Record<string, Truth> = {};
  const channel = (name: string): Channel => ({ name, source, read: () => truths[name] });
  const channels = { line: (name: string) => channel(`gpio/${name}`), bayInput: (bay: string, input: string) => channel(`${bay}/${input}`) } as TowerChannels;
  const lock = { bay: 'A', which, site: site.value, channels };
  const derivation = guardShut(lock, channel('operator'));
  const finding: Finding = { value: undefined, cause: 'neverSeen', pending: false };
  return {
    truths, contact: lockContact(lock).name, names: derivation.channels.map(({ name }) => name),
    look: (atMs: number): Truth => {
      derivation.derive(atMs, finding);
      return finding.value;
    },
  };
}

describe('guard lock of a bay door', () => {
  it('has a line of its own where the site has lines enough', () => {
    assert.equal(doorOfA('tmall-shanghai').contact, 'gpio/A.innerLocked');
  });

  it('is believed shut by operator and mirror while another bay explains why the line in series says no', () => {
    const { truths, look } = doorOfA('carvana-san-antonio');
    Object.assign(truths, { 'gpio/innerLocked': true, operator: true, 'A/innerLockedMirror': true, 'B/innerLockedMirror': true, 'C/innerLockedMirror': true });
    assert.equal(look(0), true);
    truths['gpio/innerLocked'] = false;
    assert.equal(look(10), false, 'nobody has explained it yet');
    truths['B/innerLockedMirror'] = false;
    assert.equal(look(20), true);
    truths['operator'] = false;
    assert.equal(look(30), false, 'the two that remain must agree');
  });

  it('is defective when the line in series says no for long and no bay explains it', () => {
    const { truths, look } = doorOfA('carvana-san-antonio');
    Object.assign(truths, { 'gpio/innerLocked': false, operator: true, 'A/innerLockedMirror': true, 'B/innerLockedMirror': true, 'C/innerLockedMirror': true });
    assert.equal(look(0), false);
    assert.equal(look(1000), undefined);
  });

  it('is never shut when the line in series says yes and its own mirror no', () => {
    const { truths, look } = doorOfA('carvana-san-antonio');
    Object.assign(truths, { 'gpio/innerLocked': true, operator: true, 'A/innerLockedMirror': false, 'B/innerLockedMirror': false });
    assert.equal(look(0), false);
  });

  it('rests on operator and mirror where no line is left for it', () => {
    const { names } = doorOfA('carvana-san-antonio', 'outer');
    assert.deepEqual(names, ['operator', 'A/outerLockedMirror']);
  });
});
