import assert from 'node:assert/strict';
import { runMonkey } from './monkey.ts';

/** `carillon monkey` plays a hundred thousand. */
const TOUCHES = 400;

describe('a monkey on the kiosk of a running tower', function () {
  this.timeout(300_000);

  it('never gets out of the page, is granted nothing that it may not have, and does not disturb the controller', async () => {
    const { touches, screens, findings } = await runMonkey({ touches: TOUCHES, seed: 1 }, () => undefined);
    assert.deepEqual(findings, []);
    assert.equal(touches, TOUCHES);
    assert.ok(Object.keys(screens).length >= 3, Object.keys(screens).join());
  });
});
