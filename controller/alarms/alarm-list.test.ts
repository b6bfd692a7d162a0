import assert from 'node:assert/strict';
import { createAlarmList } from './alarm-list.ts';

function bench() {
  let nowMs = 100;
  const alarms = createAlarmList(() => nowMs++);
  const states = () => Object.fromEntries(alarms.list().map((alarm) => [alarm.id, alarm.state]));
  const trip = { id: 'stop.safetyChain', priority: 'critical', latching: true, detail: 'chain open' } as const;
  const late = { id: 'collection.overdue', priority: 'low', latching: false, detail: 'customer takes long' } as const;
  return { alarms, states, trip, late };
}

describe('alarm list', () => {
  it('marks the first of a cascade and none of its consequences', () => {
    const { alarms, trip, late } = bench();
    alarms.raise(trip);
    alarms.raise(late);
    assert.deepEqual(alarms.list().map((alarm) => [alarm.id, alarm.firstOut]), [['stop.safetyChain', true], ['collection.overdue', false]]);
  });

  it('counts the same cause once, with the time at which it first came', () => {
    const { alarms, trip } = bench();
    alarms.raise(trip);
    alarms.raise({ ...trip, detail: 'again' });
    assert.deepEqual(alarms.list().map((alarm) => [alarm.atMs, alarm.detail]), [[100, 'chain open']]);
  });

  it('keeps a safety trip after its cause has gone, until somebody resets', () => {
    const { alarms, states, trip } = bench();
    alarms.raise(trip);
    alarms.acknowledge(trip.id);
    alarms.returned(trip.id);
    assert.deepEqual(states(), { 'stop.safetyChain': 'latched' });
    alarms.reset();
    assert.deepEqual(states(), {});
  });

  it('does not let a reset take away what is still there', () => {
    const { alarms, states, trip } = bench();
    alarms.raise(trip);
    alarms.reset();
    assert.deepEqual(states(), { 'stop.safetyChain': 'unack' });
  });

  it('remembers what came and went unseen', () => {
    const { alarms, states, late } = bench();
    alarms.raise(late);
    alarms.returned(late.id);
    assert.deepEqual(states(), { 'collection.overdue': 'rtnUnack' });
    alarms.acknowledge(late.id);
    assert.deepEqual(states(), {});
  });

  it('forgets what was acknowledged and then went', () => {
    const { alarms, states, late } = bench();
    alarms.raise(late);
    alarms.acknowledge(late.id);
    alarms.returned(late.id);
    assert.deepEqual(states(), {});
  });

  it('asks again for what comes back', () => {
    const { alarms, states, late } = bench();
    alarms.raise(late);
    alarms.returned(late.id);
    alarms.raise(late);
    assert.deepEqual(states(), { 'collection.overdue': 'unack' });
  });
});
