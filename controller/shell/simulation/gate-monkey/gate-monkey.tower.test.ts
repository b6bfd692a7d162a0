import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../../../config/load-site.ts';
import { INTERLOCKS } from '../../../interlocks/interlocks.ts';
import type { Interlock } from '../../../interlocks/interlock.ts';
import { CARRIAGE_ROWS } from '../../../interlocks/rows/carriage.rows.ts';
import { SHUTTLE_ROWS } from '../../../interlocks/rows/shuttle.rows.ts';
import { NOTHING_RUN, reportOf, together } from './monkey-report.ts';
import { isOfMotionOrPeople, runSeed, type MonkeyRun } from './run-seed.ts';

async function play(seed: number, minutes: number, interlocks?: readonly Interlock[], preset = 'tmall-shanghai'): Promise<MonkeyRun> {
  const site = loadSite(preset);
  const stock = loadStock(preset);
  if (!site.ok || !stock.ok) throw new Error(`${preset} does not load`);
  return runSeed({ site: site.value, stock: stock.value, seed, minutes, ...(interlocks && { interlocks }) });
}

const broken = ({ violations }: MonkeyRun): readonly string[] => [...new Set(violations.map(({ invariant }) => invariant).filter(isOfMotionOrPeople))].sort();

describe('random commands straight into the output gate, without machines and without the safety relay', function () {
  this.timeout(120_000);

  it('break nothing of motion and people, and are no empty threat', async () => {
    const report = [await play(1, 4), await play(3, 4)].map(reportOf).reduce(together, NOTHING_RUN);
    assert.deepEqual(report.violations, []);
    assert.deepEqual(report.bugs, []);
    assert.ok(report.commandsPassed > 150, `${String(report.commandsPassed)} commands were let through`);
    assert.ok(report.peopleSent > 5 && report.faultsInjected > 3, `${String(report.peopleSent)} people, ${String(report.faultsInjected)} faults`);
    for (const id of ['I01', 'I02', 'I03', 'I05', 'I08', 'I10', 'I15', 'I33']) assert.ok((report.premises[id] ?? 0) > 0, `${id} had something to say`);
  });

  it('reach every axis, the turntable of a tower with one too', async () => {
    const { violations, bugs, commands } = await play(1, 4, undefined, 'autobahn-singapore');
    assert.deepEqual([violations.filter(({ invariant }) => isOfMotionOrPeople(invariant)), bugs], [[], []]);
    assert.ok((commands.passedByMotion['turn.move'] ?? 0) > 0, JSON.stringify(commands.passedByMotion));
  });

  it('are the same from the same seed', async () => {
    assert.deepEqual(await play(2, 1), await play(2, 1));
  });

  it('do break something as soon as the table says yes to everything', async () => {
    const asksNothing = INTERLOCKS.filter(({ fact }) => fact.name === 'journalWritable' || fact.name === 'outerLive');
    const found = new Set([...broken(await play(1, 4, asksNothing)), ...broken(await play(3, 4, asksNothing)), ...broken(await play(5, 4, asksNothing))]);
    for (const id of ['I02', 'I03', 'I05']) assert.ok(found.has(id), `found ${[...found].join()}`);
  });

  it('do break something when one subject of the table is missing', async () => {
    const ofTheCarriage = new Set([...CARRIAGE_ROWS, ...SHUTTLE_ROWS].map(({ id }) => id));
    const withoutCarriage = INTERLOCKS.filter(({ id }) => !ofTheCarriage.has(id));
    const found = [...broken(await play(1, 5, withoutCarriage)), ...broken(await play(3, 5, withoutCarriage))];
    assert.ok(found.includes('I01') || found.includes('I02') || found.includes('I03'), `found ${found.join()}`);
  });
});
