import assert from 'node:assert/strict';
import type { AxisCommand } from '../ports.ts';
import type { Fact, Facts, Truth } from '../sensing/fact.ts';
import { bayInstead, commandFits } from './command-fits.ts';

const STROKE_MM = 5800;
const BAYS = [{ bay: 'A', reachMm: -STROKE_MM }, { bay: 'B', reachMm: -STROKE_MM }];
const reach = (targetMm: number): AxisCommand => ({ verb: 'moveTo', targetMm, velocityMmPerS: 500, accelerationMmPerS2: 250, jerkMmPerS3: 450 });
const inFrontOfA = (here: Truth): Facts => ({
  revision: 1, updatedAtMs: 0,
  get: (name): Fact => ({ value: name === 'A.carriageHere' ? here : false, cause: 'confirmed', confirmedAtMs: 0, sinceMs: 0, sources: [] }),
});

describe('a command for the shuttle', () => {
  it('that names a bay must go to the side of that bay', () => {
    assert.equal(commandFits('shuttle.bay:A', 'shuttle', reach(-STROKE_MM), STROKE_MM, BAYS), true);
    assert.equal(commandFits('shuttle.bay:A', 'shuttle', reach(STROKE_MM), STROKE_MM, BAYS), false);
  });

  it('that names a cell does not reach into a bay, nor where a bay may be', () => {
    for (const here of [true, undefined]) assert.equal(bayInstead('shuttle.cell', reach(-STROKE_MM), BAYS, inFrontOfA(here)), 'A');
    assert.equal(bayInstead('shuttle.cell', reach(-STROKE_MM), BAYS, inFrontOfA(false)), undefined);
    assert.equal(bayInstead('shuttle.cell', reach(STROKE_MM), BAYS, inFrontOfA(true)), undefined, 'the cell across the aisle');
    assert.equal(bayInstead('shuttle.bay:A', reach(-STROKE_MM), BAYS, inFrontOfA(true)), undefined, 'the bay itself, by its own name');
  });
});
