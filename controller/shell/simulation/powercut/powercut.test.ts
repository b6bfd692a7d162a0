import assert from 'node:assert/strict';
import { createActor, createMachine } from 'xstate';
import { droppedFrom } from './baseline.ts';
import type { Boundary } from './boundary.ts';
import { tapCharts } from './chart-tap.ts';
import { visitsOf } from './visits.ts';
import { commandIn } from './world-taps.ts';

const counts = { journal: 9, frame: 6, output: 1, transition: 4, contact: 2 };
const boundary = (nth: number, instant: string): Boundary => ({ kind: 'transition', nth, label: 'door still', atMs: 0, instant });
const choice = { every: 1, from: 1, to: Infinity, variants: ['all'], offMs: 1000, inside: 0 } as const;

describe('the boundaries of a power cut', () => {
  it('may become more, never fewer: a drop is told by kind, also where another kind has grown', () => {
    const kept = { deliver: counts };
    assert.deepEqual(droppedFrom(kept, 'deliver', { ...counts, contact: 3 }), []);
    assert.deepEqual(droppedFrom(kept, 'deliver', { ...counts, journal: 12, frame: 5 }), ['deliver: 5 boundaries of kind frame, 6 before']);
  });

  it('that lie in one instant, with nothing changed in the world between them, are played once and counted each', () => {
    const visits = visitsOf('here', 'deliver', [boundary(1, 'a'), boundary(2, 'a'), boundary(3, 'b')], choice);
    assert.deepEqual(visits.map(({ at, covers }) => [at.nth, covers]), [[1, 2], [3, 1]]);
  });

  it('are visited once by each variant, from and to where it is asked', () => {
    const all = [boundary(1, 'a'), boundary(2, 'b'), boundary(3, 'c')];
    const visits = visitsOf('here', 'deliver', all, { ...choice, from: 2, to: 2, variants: ['all', 'pc'] });
    assert.deepEqual(visits.map(({ at, variant }) => [at.nth, variant]), [[2, 'all'], [2, 'pc']]);
  });

  it('are frames that command, by the registers of the documents: not the cyclic exchange, a read or a refresh', () => {
    const frame = (text: string) => commandIn(Buffer.from(`:${text}\r\n`), (unit) => `unit ${String(unit)}`);
    assert.deepEqual(['0110020000', '0110022000', '0110024000', '0110023000', '0117010000', '0103020000'].map(frame), ['unit 1 command', 'unit 1 execute', 'unit 1 stop', undefined, undefined, undefined]);
  });

  it('are states that a chart enters: not events that change none, nor charts started after the listening has ended', () => {
    const machine = createMachine({ id: 'lamp', initial: 'off', states: { off: { on: { press: 'on' } }, on: {} } });
    const heard: string[] = [];
    const end = tapCharts((label) => heard.push(label));
    const lamp = createActor(machine);
    lamp.start();
    for (const type of ['press', 'press']) lamp.send({ type });
    end();
    createActor(machine).start();
    assert.deepEqual(heard, ['lamp off', 'lamp on']);
  });
});
