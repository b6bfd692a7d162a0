import assert from 'node:assert/strict';
import { createTowerBench } from '../devices/testing/tower-bench.ts';
import type { TowerBench } from '../devices/testing/tower-bench.ts';

const IDENTITY = ':010300000009F3\r\n';

describe('simulated bus', () => {
  let bench: TowerBench;
  beforeEach(async () => {
    bench = await createTowerBench();
  });

  it('answers after request, turnaround and answer have passed the line', async () => {
    const opened = await bench.sim.openPipe['drives']!();
    assert.ok(opened.ok);
    let answeredAtMs = 0;
    opened.value.onBytes(() => (answeredAtMs = bench.clock.nowMs()));
    const startMs = bench.clock.nowMs();
    opened.value.write(Buffer.from(IDENTITY));
    await bench.clock.runFor(30);
    // 17 and 47 characters (1 + 2·(3+18+1) + 2) at 115,200 baud, 0.5 ms in between.
    const expectedMs = ((17 + 47) * 10_000) / 115_200 + 0.5;
    assert.ok(Math.abs(answeredAtMs - startMs - expectedMs) < 0.01, `${answeredAtMs - startMs}, not ${expectedMs}`);
  });

  it('is held by one controller at a time, as a locked port is', async () => {
    const first = await bench.sim.openPipe['drives']!();
    const second = await bench.sim.openPipe['drives']!();
    assert.ok(first.ok && !second.ok);
    assert.equal(second.error.code, 'busy');
    first.value.close();
    assert.ok((await bench.sim.openPipe['drives']!()).ok);
  });

  it('is gone while it is cut, and can be opened anew when it is mended', async () => {
    const opened = await bench.sim.openPipe['drives']!();
    assert.ok(opened.ok);
    const reasons: string[] = [];
    opened.value.onClosed((reason) => reasons.push(reason.code));
    assert.ok(bench.sim.faults.inject({ target: 'bus/drives', verb: 'off' }).ok);
    const refused = await bench.sim.openPipe['drives']!();
    assert.deepEqual([reasons, refused.ok ? '' : refused.error.code], [['closed'], 'notFound']);
    assert.ok(bench.sim.faults.clear('bus/drives:off').ok);
    assert.notEqual(await bench.ask('drives', IDENTITY), '');
  });

  it('answers late outside the turn of others when a device is delayed', async () => {
    assert.ok(bench.sim.faults.inject({ target: 'lift', verb: 'delayed', ms: 60 }).ok);
    assert.equal(await bench.ask('drives', IDENTITY, 25), '');
    assert.match(await bench.ask('drives', ':020300000009F2\r\n', 25), /^:0203/u, 'the travel drive is not held up');
    const late = await bench.ask('drives', '', 60);
    assert.match(late, /^:0103/u);
  });

  it('damages answers beyond recognition when a device is garbled', async () => {
    assert.ok(bench.sim.faults.inject({ target: 'lift', verb: 'garbage' }).ok);
    const answer = await bench.ask('drives', IDENTITY);
    assert.notEqual(answer, '');
    assert.doesNotMatch(answer, /^:0103[0-9A-F]+\r\n$/u);
  });

  it('shows another serial number when the wrong device answers', async () => {
    const before = await bench.request('drives', '010300000009');
    assert.ok(bench.sim.faults.inject({ target: 'lift', verb: 'wrong', identity: true }).ok);
    const after = await bench.request('drives', '010300000009');
    assert.deepEqual([before.slice(18, 26), after.slice(18, 26)], ['0004BAF1', '0004BAF2']);
  });

  it('answers with old values and an unchanged counter when a device hangs, and takes nothing in', async () => {
    const first = await bench.request('drives', '01030100000C');
    assert.ok(bench.sim.faults.inject({ target: 'lift', verb: 'stuck' }).ok);
    await bench.clock.runFor(200);
    assert.equal(await bench.request('drives', '01030100000C'), first);
    assert.match(await bench.command('drives', 1, [1, 0, 30_000, 0, 8000, 400, 600, 0], { execute: false }), /^0110/u);
    assert.equal(await bench.request('drives', '010302000001'), '0103020000', 'acknowledged, but not stored');
  });
});
