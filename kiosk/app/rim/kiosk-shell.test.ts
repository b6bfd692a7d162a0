import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createManualClock } from '../../testing/manual-clock.ts';
import { createCameraStepNotice, startHeartbeat } from './kiosk-shell.ts';

const stubBridge = () => ({ cameraStep: sinon.stub<[boolean], Promise<void>>().resolves(), heartbeat: sinon.stub<[], Promise<void>>().resolves() });

describe('the shell around the page', () => {
  it('hears of a step before the camera opens, and of its end', async () => {
    const bridge = stubBridge();
    const notice = createCameraStepNotice(bridge);
    assert.equal(await notice.begin(), true);
    notice.end();
    assert.deepEqual(bridge.cameraStep.args, [[true], [false]]);
  });
  it('does not hear an end while the next step has begun', async () => {
    const bridge = stubBridge();
    const notice = createCameraStepNotice(bridge);
    await notice.begin();
    await notice.begin();
    notice.end();
    assert.deepEqual(bridge.cameraStep.args, [[true], [true]]);
    notice.end();
    assert.deepEqual(bridge.cameraStep.args.at(-1), [false]);
  });
  it('keeps the camera closed when the shell refuses, and allows it where there is no shell', async () => {
    const bridge = stubBridge();
    bridge.cameraStep.rejects(new Error('refused'));
    assert.equal(await createCameraStepNotice(bridge).begin(), false);
    assert.equal(await createCameraStepNotice(undefined).begin(), true);
  });
  it('feels a beat every two seconds, whatever the shell answers', () => {
    const bridge = stubBridge();
    bridge.heartbeat.rejects(new Error('busy'));
    const clock = createManualClock();
    startHeartbeat(bridge, clock);
    clock.advance(10_000);
    sinon.assert.callCount(bridge.heartbeat, 6);
  });
});
