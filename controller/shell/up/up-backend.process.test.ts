import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { processOf, startUp, untilReady } from './testing/running-up.ts';
import { until } from './testing/until.ts';

const QUIET = ['--headless', '--no-demo', '--port', '0'];
const BACK_WITHIN_MS = 20_000;

const pageAt = (address: string): Promise<string | undefined> => fetch(`${address}?language=en`).then((answer) => answer.text(), () => undefined);

describe('the backend of a simulated tower', function () {
  this.timeout(120_000);

  it('is started beside it, is started again where it stood when it dies, and ends with it', async () => {
    const up = startUp(QUIET);
    await untilReady(up);
    const sandbox = up.told('backend') ?? '';
    assert.match(sandbox, /^http:\/\/127\.0\.0\.1:\d+\/sandbox\/$/u);
    for (const member of ['demo', 'demo-699', 'demo-standard', 'demo-licence', 'demo-pays', 'demo-declined']) assert.match((await pageAt(sandbox)) ?? '', new RegExp(`<td>${member}</td>`, 'u'));
    const told = await until('the tower has told that it took the attestations', BACK_WITHIN_MS, async () => ((await pageAt(sandbox))?.includes('without a gap: 6') === true ? true : undefined));
    assert.ok(told);
    process.kill(processOf(up, 'run-backend') ?? 0, 'SIGKILL');
    await until('the backend is missed', BACK_WITHIN_MS, () => (/the backend ended \(SIGKILL\); the tower goes on without it/u.test(up.stdout() + up.stderr()) ? true : undefined));
    const again = await until('the backend answers at the same address', BACK_WITHIN_MS, () => pageAt(sandbox), () => up.stdout() + up.stderr());
    assert.match(again, /without a gap: (?:6|7|8|9|\d\d)/u, 'and knows what it knew');
    assert.equal(up.process.exitCode, null);
    assert.equal(await up.stop(), 0);
    assert.equal(await pageAt(sandbox), undefined);
  });

  it('is left out when it is not wanted, and the tower comes up without it', async () => {
    const up = startUp([...QUIET, '--no-backend']);
    await untilReady(up);
    assert.equal(up.told('backend'), undefined);
    assert.equal(processOf(up, 'run-backend'), undefined);
    assert.equal(existsSync(join(up.scratch, 'backend')), false);
    assert.equal(await up.stop(), 0);
  });
});
