import assert from 'node:assert/strict';
import { createSeededRng } from '../time/seeded-rng.ts';
import { FIELD_RATES, fieldFaults } from './field-faults.ts';
import { PROFILES, trafficOf } from './traffic.ts';

const HOUR_MS = 3_600_000;
const DAYS = 200;

describe('the traffic of a soak', () => {
  for (const [name, profile] of Object.entries(PROFILES)) {
    it(`comes only while the tower is open, and never faster than its peak (${name})`, () => {
      const visits = trafficOf(profile, DAYS, createSeededRng(1));
      const hourOf = ({ atMs }: { readonly atMs: number }): number => (atMs / HOUR_MS) % 24;
      assert.ok(visits.every((visit) => hourOf(visit) >= profile.opensHour && hourOf(visit) < profile.closesHour));
      const busiest = Math.max(...Array.from({ length: 24 }, (_, hour) => visits.filter((visit) => Math.floor(hourOf(visit)) === hour).length / DAYS));
      assert.ok(busiest > profile.peakPerHour * 0.8 && busiest < profile.peakPerHour * 1.1, `${busiest.toFixed(1)} an hour`);
      const share = visits.filter(({ kind }) => kind === 'collect').length / visits.length;
      assert.ok(Math.abs(share - 0.5) < 0.05, 'as many bring cars back as collect them');
    });
  }

  it('is the same again for the same seed, and in the order of time', () => {
    const [one, other] = [1, 1].map((seed) => trafficOf(PROFILES.mall, 3, createSeededRng(seed)));
    assert.deepEqual(one, other);
    assert.deepEqual(one?.map(({ atMs }) => atMs), one?.map(({ atMs }) => atMs).sort((a, b) => a - b));
  });
});

describe('the faults of the field', () => {
  it('come as often as their rates say', () => {
    const drawn = fieldFaults(DAYS, createSeededRng(2));
    for (const [kind, { everyMs }] of Object.entries(FIELD_RATES)) {
      const expected = (DAYS * 24 * HOUR_MS) / everyMs;
      const found = drawn.filter((fault) => fault.kind === kind).length;
      assert.ok(Math.abs(found - expected) < 4 * Math.sqrt(expected), `${kind}: ${String(found)} of ${expected.toFixed(0)}`);
    }
  });
});
