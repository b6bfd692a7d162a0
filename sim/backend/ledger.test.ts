import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from './ledger.ts';
import { ledgerFileAt } from './ledger-file.ts';
import type { LedgerRecord } from './records.ts';
import { TOWER, heldLedger, openBackendBench } from './testing/backend-bench.ts';

const stateOf = (paymentId: string): LedgerRecord => ({ kind: 'paymentState', paymentId, state: 'held', utcMs: 1 });
const hold = { paymentId: 'p-1', payer: 'demo', purpose: 'deposit', amountMinor: 1, currency: 'CNY' };

describe('backend: ledger', () => {
  it('cut anywhere in its last line opens with everything before it, and goes on from there', () => {
    const whole = heldLedger();
    const opened = openLedger(whole);
    assert.ok(opened.ok);
    assert.ok(opened.value.append([stateOf('p-1'), stateOf('p-2')]).ok);
    const firstLine = whole.text.indexOf('\n') + 1;
    for (let length = firstLine; length < whole.text.length; length += 1) {
      const file = heldLedger(whole.text.slice(0, length));
      const again = openLedger(file);
      assert.ok(again.ok, String(length));
      assert.deepEqual(again.value.records, [stateOf('p-1')]);
      assert.ok(again.value.append([stateOf('p-3')]).ok);
      const third = openLedger(heldLedger(file.text));
      assert.ok(third.ok);
      assert.deepEqual(third.value.records, [stateOf('p-1'), stateOf('p-3')]);
    }
  });

  it('damaged in the middle is refused: nothing is started on half of it', () => {
    const opened = openLedger(heldLedger(`${JSON.stringify(stateOf('p-1'))}\n{"kind":"pay\n${JSON.stringify(stateOf('p-2'))}\n`));
    assert.ok(!opened.ok);
    assert.equal(opened.error.code, 'corrupt');
    assert.match(opened.error.message, /Line 2/u);
  });

  it('that could not be written changes nothing, and takes nothing more until it is opened again', async () => {
    const bench = openBackendBench();
    bench.file.failAfter = 20;
    assert.equal((await bench.ask('POST', '/v1/payments', hold)).status, 503);
    bench.file.failAfter = undefined;
    assert.equal((await bench.ask('POST', '/v1/payments', hold)).status, 503, 'what the disk has kept is unknown');
    assert.equal((await bench.ask('GET', '/v1/payments/p-1')).status, 404);
    const again = bench.restart();
    assert.equal((await again.ask('POST', '/v1/payments', hold)).status, 200);
    assert.equal((await again.restart().ask('GET', '/v1/payments/p-1')).body['state'], 'held');
  });

  it('in a file holds what was appended, after a cut of its end as well', () => {
    const folder = mkdtempSync(join(tmpdir(), 'carillon-ledger-'));
    try {
      const file = ledgerFileAt(join(folder, 'ledger.jsonl'));
      assert.deepEqual(file.read(), { ok: true, value: '' });
      assert.ok(file.append('站点\n').ok);
      assert.ok(file.append('torn').ok);
      assert.ok(file.cutTo(Buffer.byteLength('站点\n')).ok);
      assert.deepEqual(file.read(), { ok: true, value: '站点\n' });
      assert.equal(ledgerFileAt(join(folder, 'none', 'ledger.jsonl')).append('x').ok, false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('written by one backend is read by the next: tokens keep their cursors', async () => {
    const bench = openBackendBench();
    assert.ok(bench.core.wish(TOWER, { op: 'cancel', bookingId: 'b-1' }).ok);
    const target = `/v1/towers/${TOWER}/tokens`;
    assert.deepEqual((await bench.restart().ask('GET', target)).body, (await bench.ask('GET', target)).body);
  });
});
