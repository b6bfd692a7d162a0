import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLineReader } from './line-reader.ts';
import { decodeLine, encodeFrame } from './modbus-ascii/frame.ts';

function reading() {
  const lines: string[] = [];
  let overflows = 0;
  const reader = createLineReader((line) => lines.push(Buffer.from(line).toString('latin1')), () => (overflows += 1));
  return { lines, overflows: () => overflows, push: (text: string) => reader.push(Buffer.from(text, 'latin1')) };
}

describe('line reader', () => {
  it('hands a line on at once, however its bytes were cut', () => {
    const { lines, push } = reading();
    push(':01');
    push('01FE\r');
    assert.deepEqual(lines, []);
    push('\n:02');
    assert.deepEqual(lines, [':0101FE']);
    push('02FC\r\n:0303FA\r\n');
    assert.deepEqual(lines, [':0101FE', ':0202FC', ':0303FA']);
  });

  it('does not keep a flood without a line end, and reads on with the next frame', () => {
    const { lines, overflows, push } = reading();
    for (let i = 0; i < 100; i += 1) push('x'.repeat(400));
    assert.ok(overflows() >= 40);
    push(`${'y'.repeat(600)}:0101FE`);
    push('\r\n');
    assert.deepEqual(lines, [':0101FE']);
  });

  it('does not keep a flood of line feeds either: half a line end is none', () => {
    for (const noise of [`${'x'.repeat(399)}\n`, `${'x'.repeat(398)}\n\r`]) {
      const { lines, overflows, push } = reading();
      for (let i = 0; i < 100; i += 1) push(noise);
      assert.ok(overflows() >= 40, String(overflows()));
      push(':0101FE\r');
      push('\n:0202FC\r\n');
      assert.deepEqual(lines.at(-1), ':0202FC');
      assert.ok(lines.every((line) => line.length <= 1000), 'nothing is longer than what was kept and what came last');
    }
  });

  it('finds every frame of a stream that is cut at any place', () => {
    const adus = fc.array(fc.uint8Array({ minLength: 2, maxLength: 40 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(adus, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 30 }), (sent, cuts) => {
        const got: string[] = [];
        const into = new Uint8Array(256);
        const reader = createLineReader((line) => {
          const length = decodeLine(line, into);
          got.push(Buffer.from(into.subarray(0, length)).toString('hex'));
        }, () => assert.fail('nothing may overflow'));
        const stream = Buffer.concat(sent.map((adu) => encodeFrame(adu, adu.length)));
        for (let at = 0, i = 0; at < stream.length; i += 1) {
          const step = cuts[i % cuts.length] ?? 1;
          reader.push(stream.subarray(at, at + step));
          at += step;
        }
        assert.deepEqual(got, sent.map((adu) => Buffer.from(adu).toString('hex')));
      }),
      { numRuns: 200 },
    );
  });
});
