import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createTowerSim } from '../tower-sim.ts';
import { createVirtualClock } from '../time/virtual-clock.ts';
import { createElectrics } from './electrics.ts';
import { loadedSite } from './testing/tower-bench.ts';
import { createPlant } from '../plant/plant.ts';
import { createSeededRng } from '../time/seeded-rng.ts';

describe('any request at all', () => {
  const { site, stock } = loadedSite();

  it('is answered in form or not at all by every device, and drives nothing: no CRC is guessed', () => {
    const plant = createPlant({ site, stock });
    const outputs = { driveEnable: true, watchdogEdgeMs: 0 };
    const rng = createSeededRng(1);
    const electrics = createElectrics({ site, plant: plant.state, inputs: plant.inputs, outputs, rng, isHeldOff: () => false });
    plant.state.relay.runEnabled = true;
    const before = JSON.stringify(plant.inputs);
    const reply = new Uint8Array(256);
    const word = fc.constantFrom(0, 1, 2, 5, 12, 14, 0x0100, 0x0200, 0x0220, 0x0230, 0x0240, 0xffff);
    const pdu = fc.tuple(
      fc.constantFrom(1, 2, 3, 4, 5, 6, 15, 16, 22, 23, 0, 0x83),
      fc.array(fc.oneof(word, fc.nat(0xffff)), { maxLength: 20 }),
      fc.uint8Array({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...electrics.devices), pdu, (device, [code, words, tail]) => {
        const request = Uint8Array.from([device.config.unit, code, ...words.flatMap((each) => [each >>> 8, each & 0xff]), ...tail]);
        const length = device.answer(request, request.length, reply);
        assert.ok(length >= 3 && length <= 254, `length ${length}`);
        assert.equal(reply[0], device.config.unit);
        assert.ok(reply[1] === code || (reply[1] === (code | 0x80) && length === 3));
        electrics.act();
      }),
      { numRuns: 2000 },
    );
    assert.equal(JSON.stringify(plant.inputs), before);
  });

  it('on a line, noise of any kind leaves the tower able to answer the next good frame', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (noise) => {
        const clock = createVirtualClock();
        const sim = createTowerSim({ site, stock, seed: 1, clock });
        const opened = await sim.openPipe['drives']!();
        assert.ok(opened.ok);
        let received = '';
        opened.value.onBytes((bytes) => (received += Buffer.from(bytes).toString('latin1')));
        opened.value.write(noise);
        opened.value.write(Buffer.from(':010300000009F3\r\n', 'latin1'));
        await clock.runFor(200);
        assert.match(received, /:010312CA11[0-9A-F]{34}\r\n$/u);
      }),
      { numRuns: 40 },
    );
  });
});
