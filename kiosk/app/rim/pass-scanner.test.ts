import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { CameraOpener } from '../../face/face.port.ts';
import { createManualClock } from '../../testing/manual-clock.ts';
import { settle } from '../testing/session-bench.ts';
import { scanForPass } from './pass-scanner.ts';
import type { QrReader } from './pass-scanner.ts';

/** A camera without pictures, and what became of it. */
function setUp(loadReader: () => Promise<QrReader>) {
  const stopTrack = sinon.spy();
  const stream = { getTracks: () => [{ stop: stopTrack }], getVideoTracks: () => [] } as unknown as MediaStream;
  const kinds: string[] = [];
  let open: (opened: Awaited<ReturnType<CameraOpener>>) => void = () => undefined;
  const scan = scanForPass({
    openCamera: () => new Promise((resolve) => (open = resolve)),
    loadReader,
    clock: createManualClock(),
    onEvent: (event) => kinds.push(event.kind === 'fault' ? `fault ${event.code}` : event.kind),
  });
  const opens = async (): Promise<void> => {
    open({ ok: true, value: stream });
    await settle();
  };
  return { scan, kinds, opens, stopTrack };
}
const blindReader = (): Promise<QrReader> => Promise.resolve(() => Promise.resolve(undefined));

describe('scanning for a pass', () => {
  it('turns off a camera that opens after its reader could not be loaded', async () => {
    const { kinds, opens, stopTrack } = setUp(() => Promise.reject(new Error('not found')));
    await settle();
    assert.deepEqual(kinds, ['fault workerFailed']);
    await opens();
    sinon.assert.calledOnce(stopTrack);
    assert.deepEqual(kinds, ['fault workerFailed']);
  });
  it('turns off a camera that opens after it was stopped, and tells nothing', async () => {
    const { scan, kinds, opens, stopTrack } = setUp(blindReader);
    scan.stop();
    await opens();
    sinon.assert.calledOnce(stopTrack);
    assert.deepEqual(kinds, []);
  });
  it('calls a camera that sends no picture frozen, and turns it off', async () => {
    const { kinds, opens, stopTrack } = setUp(blindReader);
    await opens();
    assert.deepEqual(kinds, ['live', 'fault cameraFrozen']);
    sinon.assert.called(stopTrack);
  });
});
