import assert from 'node:assert/strict';
import sinon from 'sinon';
import { FALLBACK_POLICY } from './csp.ts';
import { outOfServiceUrl } from './out-of-service.ts';
import { guardSession } from './session-guards.ts';
import { asSession, stubEvent, stubSession } from './testing/electron-stub.ts';

const CONTROLLER = 'http://127.0.0.1:8123';
const ORIGIN = 'app://kiosk';
const LAST_PAGE = outOfServiceUrl([]);
const PAGE = `${ORIGIN}/kiosk/`;

function bench(camera = true) {
  const session = stubSession();
  guardSession(asSession(session), { origin: CONTROLLER, lastPage: LAST_PAGE, isCameraStepActive: () => camera });
  const request = (permission: string, details: object): boolean => {
    const answer = sinon.stub();
    session.setPermissionRequestHandler.firstCall.args[0]({}, permission, answer, details);
    sinon.assert.calledOnce(answer);
    return answer.firstCall.args[0];
  };
  const check = (permission: string, from: string, details: object): boolean =>
    session.setPermissionCheckHandler.firstCall.args[0](null, permission, from, details);
  const load = (url: string, resourceType: string): boolean => {
    const answer = sinon.stub();
    session.webRequest.onBeforeRequest.firstCall.args[0]({ url, resourceType }, answer);
    return !answer.firstCall.args[0].cancel;
  };
  const headers = (responseHeaders: object | undefined): Record<string, unknown> => {
    const answer = sinon.stub();
    session.webRequest.onHeadersReceived.firstCall.args[0]({ responseHeaders }, answer);
    return answer.firstCall.args[0].responseHeaders;
  };
  return { session, request, check, load, headers };
}

const VIDEO = { requestingUrl: PAGE, isMainFrame: true, mediaTypes: ['video'] };

describe('permissions of the page', () => {
  it('grants the camera to the page while the camera step is on screen', () => {
    const { request, check } = bench();
    assert.equal(request('media', VIDEO), true);
    assert.equal(check('media', `${ORIGIN}/`, { isMainFrame: true, mediaType: 'video' }), true);
  });
  it('refuses the camera while no camera step is on screen', () => {
    const { request, check } = bench(false);
    assert.equal(request('media', VIDEO), false);
    assert.equal(check('media', `${ORIGIN}/`, { isMainFrame: true, mediaType: 'video' }), false);
  });
  const refused: readonly (readonly [string, object])[] = [
    ['the microphone', { ...VIDEO, mediaTypes: ['audio'] }],
    ['the camera together with the microphone', { ...VIDEO, mediaTypes: ['video', 'audio'] }],
    ['media without a kind', { ...VIDEO, mediaTypes: [] }],
    ['media whose kind is not told', { requestingUrl: PAGE, isMainFrame: true }],
    ['the camera to a frame within the page', { ...VIDEO, isMainFrame: false }],
    ['the camera to another origin', { ...VIDEO, requestingUrl: 'http://127.0.0.1:9/kiosk' }],
    ['the camera to the controller’s own pages', { ...VIDEO, requestingUrl: `${CONTROLLER}/kiosk/` }],
    ['the camera to the out-of-service page', { ...VIDEO, requestingUrl: LAST_PAGE }],
  ];
  for (const [what, details] of refused) it(`refuses ${what}`, () => assert.equal(bench().request('media', details), false));

  it('refuses the check of a microphone, a frame, a stranger and an unknown kind', () => {
    const { check } = bench();
    assert.equal(check('media', ORIGIN, { isMainFrame: true, mediaType: 'audio' }), false);
    assert.equal(check('media', ORIGIN, { isMainFrame: true, mediaType: 'unknown' }), false);
    assert.equal(check('media', ORIGIN, { isMainFrame: true }), false);
    assert.equal(check('media', ORIGIN, { isMainFrame: false, mediaType: 'video' }), false);
    assert.equal(check('media', 'app://kiosk.example.org', { isMainFrame: true, mediaType: 'video' }), false);
  });
  const others = [
    'geolocation', 'notifications', 'midi', 'midiSysex', 'pointerLock', 'keyboardLock', 'fullscreen', 'openExternal', 'serial', 'hid', 'usb',
    'display-capture', 'clipboard-read', 'clipboard-sanitized-write', 'fileSystem', 'idle-detection', 'local-network', 'loopback-network',
    'smart-card', 'storage-access', 'window-management', 'web-printing', 'unknown', 'a-permission-of-a-later-release',
  ];
  for (const permission of others) {
    it(`refuses ${permission}, asked for and checked`, () => {
      const { request, check } = bench();
      assert.equal(request(permission, VIDEO), false);
      assert.equal(check(permission, ORIGIN, { isMainFrame: true, mediaType: 'video' }), false);
    });
  }
});

describe('devices and files', () => {
  it('refuses every serial, HID and USB device, and protects all USB classes', () => {
    const { session } = bench();
    assert.equal(session.setDevicePermissionHandler.firstCall.args[0]({ deviceType: 'serial' }), false);
    assert.deepEqual(session.setUSBProtectedClassesHandler.firstCall.args[0]({ protectedClasses: ['hid'] }), ['hid']);
  });
  it('refuses to pair by Bluetooth', () => {
    const answer = sinon.stub();
    bench().session.setBluetoothPairingHandler.firstCall.args[0]({}, answer);
    sinon.assert.calledOnceWithExactly(answer, { confirmed: false });
  });
  it('refuses to show the screen to the page', () => {
    const answer = sinon.stub();
    bench().session.setDisplayMediaRequestHandler.firstCall.args[0]({}, answer);
    sinon.assert.calledOnceWithExactly(answer, null);
  });
  const choices: readonly (readonly [event: string, args: (choose: sinon.SinonStub) => unknown[], refusal: unknown[]])[] = [
    ['select-serial-port', (choose) => [[], {}, choose], ['']],
    ['select-hid-device', (choose) => [{}, choose], [null]],
    ['select-usb-device', (choose) => [{}, choose], []],
  ];
  for (const [name, args, refusal] of choices) {
    it(`chooses nothing on ${name}`, () => {
      const event = stubEvent({});
      const choose = sinon.stub();
      bench().session.emit(name, event, ...args(choose));
      sinon.assert.calledOnce(event.preventDefault);
      sinon.assert.calledOnceWithExactly(choose, ...refusal);
    });
  }
  it('denies a restricted folder', () => {
    const answer = sinon.stub();
    bench().session.emit('file-system-access-restricted', {}, {}, answer);
    sinon.assert.calledOnceWithExactly(answer, 'deny');
  });
  it('prevents every download', () => {
    const event = stubEvent({});
    bench().session.emit('will-download', event, {}, {}, null);
    sinon.assert.calledOnce(event.preventDefault);
  });
});

describe('requests of the page', () => {
  it('reach the shell’s own files, what it forwards, the live channel of the controller, and nothing else', () => {
    const { load } = bench();
    assert.equal(load(PAGE, 'mainFrame'), true);
    assert.equal(load(`${ORIGIN}/api/v1/tower`, 'xhr'), true);
    assert.equal(load('ws://127.0.0.1:8123/api/v1/live', 'webSocket'), true);
    assert.equal(load(`${CONTROLLER}/api/v1/tower`, 'xhr'), false);
    assert.equal(load('https://example.org/x.js', 'script'), false);
    assert.equal(load('http://127.0.0.1:9/', 'xhr'), false);
    assert.equal(load('file:///etc/passwd', 'mainFrame'), false);
  });
  it('reach the out-of-service page, as the whole page only', () => {
    const { load } = bench();
    assert.equal(load(LAST_PAGE, 'mainFrame'), true);
    assert.equal(load(LAST_PAGE, 'subFrame'), false);
    assert.equal(load('data:text/html,other', 'mainFrame'), false);
  });
  it('are answered with a content policy, their own or ours', () => {
    const { headers } = bench();
    assert.deepEqual(headers(undefined), { 'Content-Security-Policy': [FALLBACK_POLICY] });
    assert.deepEqual(headers({ 'content-security-policy': [' '] })['Content-Security-Policy'], [FALLBACK_POLICY]);
    const own = { 'content-security-policy': ["default-src 'none'"], etag: ['1'] };
    assert.deepEqual(headers(own), own);
  });
});
