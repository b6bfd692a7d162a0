import assert from 'node:assert/strict';
import { BACK_WITHIN_MS, killKiosk } from './testing/kiosk-kills.ts';

describe('the page of the kiosk, killed while a car comes', function () {
  this.timeout(10 * 60_000);

  for (const [signal, what] of [['SIGKILL', 'dies'], ['SIGSTOP', 'hangs']] as const) {
    it(`that ${what} is brought back by up on the right screen within ${BACK_WITHIN_MS / 1000} s, and the tower does not notice`, async () => {
      const { kills, findings } = await killKiosk({ kills: 3, seed: 1, speed: 0.3, signal }, () => undefined);
      assert.equal(kills.length, 3);
      assert.deepEqual(findings, []);
    });
  }
});
