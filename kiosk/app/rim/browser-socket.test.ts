import assert from 'node:assert/strict';
import { socketAddress } from './browser-socket.ts';

describe('the address of the live channel', () => {
  for (const [page, live, address] of [
    ['http://127.0.0.1:8460/kiosk/', undefined, 'ws://127.0.0.1:8460/api/v1/live'],
    ['https://tower.example.org:8461/phone/#p', undefined, 'wss://tower.example.org:8461/api/v1/live'],
    ['app://kiosk/kiosk/', 'ws://127.0.0.1:8460', 'ws://127.0.0.1:8460/api/v1/live'],
  ] as const) {
    it(`of ${page} is ${address}`, () => {
      assert.equal(socketAddress('/api/v1/live', page, live).href, address);
    });
  }
});
