import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { granted, tempFolder } from '../journal/testing/journal-bench.ts';
import { authorityOf, certificateNames, isLoopback } from './guards/host-and-origin.ts';
import { demoSite, openApiBench } from './testing/api-bench.ts';
import { countingRng } from './testing/manual-rim.ts';
import { selfSigned } from './testing/self-signed.ts';

describe('a listener that others can reach', () => {
  const folder = tempFolder();
  const { cert, key } = selfSigned('tower.example', countingRng());
  const tls = { certificatePath: join(folder.path, 'tower.pem'), keyPath: join(folder.path, 'tower.key') };
  before(() => {
    writeFileSync(tls.certificatePath, cert);
    writeFileSync(tls.keyPath, key);
  });
  after(folder.remove);

  it('speaks TLS and goes by the names of its certificate', async () => {
    const site = demoSite((base) => ({ ...base, network: { controller: { ...base.network.controller, port: 0 }, phone: { host: '0.0.0.0', port: 0, tls } } }));
    const bench = await openApiBench({ site });
    const { phone, controller } = granted(await bench.api.listen());
    assert.match(phone, /^https:/u);
    assert.match(controller, /^http:/u);
    const { port } = new URL(phone);
    const ask = async (host: string): Promise<number | undefined> => {
      const asked = request({ host: '127.0.0.1', port, path: '/api/v1/site', rejectUnauthorized: false, headers: { host } });
      asked.end();
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      answer.resume();
      return answer.statusCode;
    };
    assert.equal(await ask(`tower.example:${port}`), 200);
    assert.equal(await ask(`127.0.0.1:${port}`), 200);
    assert.equal(await ask(`elsewhere.example:${port}`), 421);
    await bench.close();
  });
  it('knows the names of a certificate', () => {
    assert.deepEqual(certificateNames(cert), ['tower.example', '127.0.0.1']);
  });
});

describe('the names of a listener', () => {
  it('need no port where it is the usual one', () => {
    const plain = authorityOf({ host: '127.0.0.1', port: 80, tlsNames: undefined });
    assert.ok(plain.hosts.has('localhost') && plain.hosts.has('localhost:80') && plain.origins.has('http://localhost'));
    const secure = authorityOf({ host: '0.0.0.0', port: 443, tlsNames: ['tower.example'] });
    assert.ok(secure.origins.has('https://tower.example') && !secure.origins.has('http://tower.example'));
    assert.ok(!authorityOf({ host: '127.0.0.1', port: 8460, tlsNames: undefined }).hosts.has('localhost'));
  });
  it('tell this machine from all others', () => {
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '::1']) assert.ok(isLoopback(host), host);
    for (const host of ['0.0.0.0', '::', '192.168.1.1', '127.0.0.1.example', 'localhost.example', '']) assert.ok(!isLoopback(host), host);
  });
});
