import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MOST_ANSWER_BYTES } from '../ports/outbound-http.port.ts';
import { systemHttp } from './system-http.ts';

describe('the way out of the tower', () => {
  const servers: Server[] = [];
  const serve = (listener: RequestListener): Promise<string> =>
    new Promise((resolve) => {
      const server = createServer(listener).listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`));
      servers.push(server);
    });
  const ask = (url: string, timeoutMs = 5000) => systemHttp({ method: 'POST', url, headers: { 'x-asked': 'yes' }, body: Buffer.from('{}'), timeoutMs });

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('carries method, headers and bytes out, and status, headers and bytes back, whatever the status', async () => {
    const url = await serve((request, response) => {
      let heard = '';
      request.on('data', (chunk) => (heard += String(chunk))).on('end', () => response.writeHead(503, { 'x-heard': `${request.method} ${String(request.headers['x-asked'])} ${heard}` }).end('later'));
    });
    const answer = await ask(url);
    assert.ok(answer.ok);
    assert.deepEqual([answer.value.status, answer.value.headers['x-heard'], Buffer.from(answer.value.body).toString()], [503, 'POST yes {}', 'later']);
  });

  it('says unreachable when nobody listens, when no answer comes in time, and when there is no such address', async () => {
    const silent = await serve(() => undefined);
    for (const answer of [await ask('http://127.0.0.1:1/'), await ask(silent, 50), await ask('not an address')]) assert.ok(!answer.ok);
  });

  it('does not carry what was signed for one address to another', async () => {
    let elsewhere = 0;
    const other = await serve((_request, response) => {
      elsewhere += 1;
      response.end();
    });
    const answer = await ask(await serve((_request, response) => void response.writeHead(307, { location: other }).end()));
    assert.ok(!answer.ok);
    assert.equal(elsewhere, 0);
  });

  it('drops an answer without end before it fills the memory', async () => {
    const url = await serve((_request, response) => {
      const chunk = Buffer.alloc(65_536);
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', pour);
      pour();
    });
    const answer = await ask(url);
    assert.ok(!answer.ok && answer.error.message.includes('too long'), `more than ${String(MOST_ANSWER_BYTES)} bytes`);
  });
});
