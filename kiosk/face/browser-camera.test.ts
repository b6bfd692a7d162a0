import assert from 'node:assert/strict';
import sinon from 'sinon';
import { browserCamera } from './browser-camera.ts';

interface Fake {
  readonly label: string;
  readonly deviceId: string;
}
const KIOSK: Fake = { label: 'Kiosk camera', deviceId: 'id-1' };
const VIRTUAL: Fake = { label: 'OBS Virtual Camera', deviceId: 'id-2' };

/** A machine whose first camera is the one that opens unless another is asked for by its id. */
function machine(cameras: readonly Fake[], lies = false) {
  const stopped: string[] = [];
  const streamOf = ({ label }: Fake) => {
    const track = { label, stop: () => { stopped.push(label); } };
    return { getVideoTracks: () => [track], getTracks: () => [track] };
  };
  const getUserMedia = sinon.stub().callsFake(async ({ video }: { video: { deviceId?: { exact: string } } }) => {
    const asked = video.deviceId?.exact;
    const opened = lies ? cameras[0] : asked === undefined ? cameras[0] : cameras.find(({ deviceId }) => deviceId === asked);
    if (opened === undefined) throw Object.assign(new Error('none'), { name: 'NotFoundError' });
    return streamOf(opened);
  });
  const enumerateDevices = async () => [{ kind: 'audioinput', label: KIOSK.label, deviceId: 'mic' }, ...cameras.map((camera) => ({ kind: 'videoinput', ...camera }))];
  sinon.stub(globalThis, 'navigator').value({ mediaDevices: { getUserMedia, enumerateDevices } });
  return { stopped, getUserMedia };
}

describe('the camera that is pinned to the kiosk', () => {
  afterEach(() => { sinon.restore(); });
  const open = async () => {
    const opened = await browserCamera({ label: KIOSK.label })();
    return opened.ok ? opened.value.getVideoTracks()[0]?.label : opened.error.code;
  };

  it('is opened when it is the only one', async () => {
    const { stopped } = machine([KIOSK]);
    assert.equal(await open(), KIOSK.label);
    assert.deepEqual(stopped, []);
  });
  it('is opened when another one comes first, and that one is closed', async () => {
    const { stopped, getUserMedia } = machine([VIRTUAL, KIOSK]);
    assert.equal(await open(), KIOSK.label);
    assert.deepEqual(stopped, [VIRTUAL.label]);
    assert.deepEqual(getUserMedia.secondCall.args[0].video.deviceId, { exact: KIOSK.deviceId });
  });
  it('is missing when only another one is there: that one is refused and closed', async () => {
    const { stopped } = machine([VIRTUAL]);
    assert.equal(await open(), 'cameraMissing');
    assert.deepEqual(stopped, [VIRTUAL.label]);
  });
  it('is missing when another one opens under its id', async () => {
    const { stopped } = machine([VIRTUAL, KIOSK], true);
    assert.equal(await open(), 'cameraMissing');
    assert.deepEqual(stopped, [VIRTUAL.label, VIRTUAL.label]);
  });
  it('is any where the site names none', async () => {
    machine([VIRTUAL]);
    const opened = await browserCamera()();
    assert.equal(opened.ok && opened.value.getVideoTracks()[0]?.label, VIRTUAL.label);
  });
});
