import assert from 'node:assert/strict';
import sinon from 'sinon';
import { CHANNELS } from './channels.ts';
import { FIRST_BEAT_MS, REPORT_MS, SILENCE_MS } from './heartbeat.ts';
import { outOfServiceUrl } from './out-of-service.ts';
import { RECOVERY_LIMITS } from './recovery.ts';
import { prepareShell, startShell } from './start-shell.ts';
import { manifestOf } from './pages.ts';
import { PRIMARY, stubElectron, stubEvent } from './testing/electron-stub.ts';
import { createFakeClock, settle } from './testing/fake-clock.ts';

const ORIGIN = 'http://127.0.0.1:8123';
const LAST_PAGE = outOfServiceUrl([]);
const PAGE_URL = 'app://kiosk/kiosk/#k';
const address = { url: PAGE_URL, origin: ORIGIN, key: null };
const pages = manifestOf([['/kiosk/index.html', new TextEncoder().encode('<!doctype html>')]])!;

function bench() {
  const electron = stubElectron();
  const clock = createFakeClock();
  const post = sinon.stub().resolves(null);
  assert.deepEqual(prepareShell(electron.api), []);
  const forwarded = sinon.stub().resolves(new Response(null, { status: 204 }));
  startShell(electron.api, { address, pages, camera: 'Kiosk camera', fetch: forwarded, preload: 'preload.cjs', lastPage: LAST_PAGE, clock, post, log: sinon.stub() });
  const latest = () => electron.windows.at(-1)!;
  const say = (channel: string, ...said: readonly unknown[]): void => {
    const { webContents } = latest();
    const event = { sender: webContents, senderFrame: webContents.mainFrame };
    electron.handle.getCalls().find((call) => call.args[0] === channel)?.args[1](event, ...said);
  };
  const asksForCamera = (): boolean => {
    const answer = sinon.stub();
    const details = { requestingUrl: address.url, isMainFrame: true, mediaTypes: ['video'] };
    electron.session.setPermissionRequestHandler.firstCall.args[0]({}, 'media', answer, details);
    return answer.firstCall.args[0];
  };
  const crash = (): void => {
    latest().webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    clock.advance(RECOVERY_LIMITS.recreateDelayMs);
  };
  return { electron, clock, post, forwarded, latest, say, asksForCamera, crash };
}

describe('before the kiosk starts', () => {
  const walls = ['no-sandbox', 'remote-debugging-port', 'inspect', 'disable-web-security', 'js-flags', 'use-fake-device-for-media-stream'];
  for (const name of walls) {
    it(`refuses to start with --${name}`, () => {
      const electron = stubElectron();
      electron.app.commandLine.hasSwitch.withArgs(name).returns(true);
      assert.match(prepareShell(electron.api)[0] ?? '', new RegExp(`--${name}`));
      sinon.assert.notCalled(electron.app.enableSandbox);
    });
  }
  it('refuses to start beside another kiosk', () => {
    const electron = stubElectron();
    electron.app.requestSingleInstanceLock.returns(false);
    assert.match(prepareShell(electron.api)[0] ?? '', /another kiosk/);
  });
  it('turns the sandbox on for every page, and gestures and bubbles off', () => {
    const { electron } = bench();
    sinon.assert.calledOnce(electron.app.enableSandbox);
    sinon.assert.calledWith(electron.app.commandLine.appendSwitch, 'disable-pinch');
    sinon.assert.calledWith(electron.app.commandLine.appendSwitch, 'overscroll-history-navigation', '0');
  });
  it('trusts no certificate, chooses none and gives no password', () => {
    const { electron } = bench();
    const answer = sinon.stub();
    const bad = stubEvent({});
    electron.app.emit('certificate-error', bad, {}, 'https://x/', 'expired', {}, answer, true);
    sinon.assert.calledOnceWithExactly(answer, false);
    for (const name of ['select-client-certificate', 'login']) {
      const event = stubEvent({});
      electron.app.emit(name, event);
      sinon.assert.calledOnce(event.preventDefault);
    }
  });
  it('guards pages that it did not make', () => {
    const { electron, latest } = bench();
    sinon.assert.calledOnce(latest().webContents.setWindowOpenHandler);
    assert.ok(electron.app.listenerCount('web-contents-created') > 0);
  });
});

describe('the pages of the kiosk', () => {
  it('come from a scheme that is an origin and a secure context, and that no policy is waived for', () => {
    const { electron } = bench();
    sinon.assert.calledOnceWithExactly(electron.registerSchemesAsPrivileged, [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);
  });
  it('are served to this session alone, from memory, before the window is loaded', async () => {
    const { electron, latest } = bench();
    const [scheme, handler] = electron.session.protocol.handle.firstCall.args as [string, (request: Request) => Promise<Response>];
    assert.equal(scheme, 'app');
    assert.ok(electron.session.protocol.handle.calledBefore(latest().loadURL));
    assert.equal((await handler(new Request(PAGE_URL))).status, 200);
  });
  it('ask the controller at its address through the shell', async () => {
    const { electron, forwarded } = bench();
    const handler = electron.session.protocol.handle.firstCall.args[1] as (request: Request) => Promise<Response>;
    await handler(new Request('app://kiosk/api/v1/tower'));
    assert.equal(forwarded.firstCall.args[0], `${ORIGIN}/api/v1/tower`);
  });
  it('are told where the tower is heard, and which camera is theirs', () => {
    assert.deepEqual(bench().latest().options.webPreferences?.additionalArguments, ['--carillon-live=ws://127.0.0.1:8123', '--carillon-camera=Kiosk camera']);
  });
});

describe('the displays of the kiosk', () => {
  for (const event of ['display-added', 'display-removed', 'display-metrics-changed']) {
    it(`keep the window on its own one at ${event}`, () => {
      const { electron, latest } = bench();
      latest().emit('ready-to-show');
      electron.screen.emit(event, {}, {});
      sinon.assert.calledOnceWithExactly(latest().setBounds, PRIMARY);
      sinon.assert.calledOnceWithExactly(latest().setKiosk, true);
      assert.equal(electron.windows.length, 1);
    });
  }
  it('show nothing of a window that has not drawn itself', () => {
    const { electron, latest } = bench();
    electron.screen.emit('display-added', {}, {});
    sinon.assert.notCalled(latest().setBounds);
  });
});

describe('the kiosk window', () => {
  it('shuts the page off from Node and from the machine', () => {
    const { webPreferences, ...window } = bench().latest().options;
    assert.deepEqual(
      { kiosk: window.kiosk, frame: window.frame, show: window.show, backgroundColor: window.backgroundColor },
      { kiosk: true, frame: false, show: false, backgroundColor: '#000000' },
    );
    const on = ['sandbox', 'contextIsolation', 'webSecurity', 'disableDialogs'] as const;
    const off = [
      'nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'allowRunningInsecureContent', 'experimentalFeatures',
      'webviewTag', 'plugins', 'devTools', 'navigateOnDragDrop', 'spellcheck', 'enableWebSQL', 'enableDeprecatedPaste',
    ] as const;
    for (const name of on) assert.equal(webPreferences?.[name], true, name);
    for (const name of off) assert.equal(webPreferences?.[name], false, name);
    assert.equal(webPreferences?.enableBlinkFeatures, undefined);
  });
  it('keeps its session in memory and has no menu', () => {
    const { electron } = bench();
    sinon.assert.calledOnceWithExactly(electron.fromPartition, 'kiosk');
    sinon.assert.calledOnceWithExactly(electron.setApplicationMenu, null);
  });
  it('guards its session before the page is loaded', () => {
    const { electron, latest } = bench();
    assert.ok(electron.session.setPermissionRequestHandler.calledBefore(latest().loadURL));
    sinon.assert.calledOnceWithExactly(latest().loadURL, address.url);
  });
  it('is shown when the page has drawn itself', () => {
    const { latest } = bench();
    sinon.assert.notCalled(latest().show);
    latest().emit('ready-to-show');
    sinon.assert.calledOnce(latest().show);
  });
  it('cannot be closed until the shell ends', () => {
    const { electron, latest } = bench();
    const refused = stubEvent({});
    latest().emit('close', refused);
    sinon.assert.calledOnce(refused.preventDefault);
    electron.app.emit('before-quit');
    const accepted = stubEvent({});
    latest().emit('close', accepted);
    sinon.assert.notCalled(accepted.preventDefault);
  });
  it('does not end the program when its window is lost', () => {
    assert.ok(bench().electron.app.listenerCount('window-all-closed') > 0);
  });
});

describe('a page that is lost', () => {
  const losses: readonly (readonly [string, (b: ReturnType<typeof bench>) => void])[] = [
    ['its renderer is gone', ({ latest }) => latest().webContents.emit('render-process-gone', {}, { reason: 'oom' })],
    ['it was not loaded', ({ latest }) => latest().webContents.emit('did-fail-load', {}, -102, 'ERR_CONNECTION_REFUSED', ORIGIN, true)],
    ['the controller answered with an error', ({ latest }) => latest().webContents.emit('did-navigate', {}, ORIGIN, 503)],
    ['its preload script failed', ({ latest }) => latest().webContents.emit('preload-error', {}, 'p', new Error('x'))],
    ['the process of its pictures is gone', ({ electron }) => electron.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed' })],
    ['the process of its requests is gone', ({ electron }) => electron.app.emit('child-process-gone', {}, { type: 'Utility', serviceName: 'network.mojom.NetworkService', reason: 'killed' })],
    ['it does not respond', ({ latest }) => latest().emit('unresponsive')],
    ['it never beat', ({ clock }) => clock.advance(FIRST_BEAT_MS)],
    ['it fell silent', ({ say, clock }) => { say(CHANNELS.heartbeat); clock.advance(SILENCE_MS); }],
  ];
  for (const [what, lose] of losses) {
    it(`is loaded again when ${what}`, () => {
      const b = bench();
      lose(b);
      b.clock.advance(RECOVERY_LIMITS.reloadDelayMs);
      assert.deepEqual(b.latest().loadURL.args, [[address.url], [address.url]]);
      assert.equal(b.electron.windows.length, 1);
    });
  }
  it('is killed first when it is stuck, for it would swallow a reload', () => {
    const { latest, clock } = bench();
    latest().emit('unresponsive');
    sinon.assert.calledOnce(latest().webContents.forcefullyCrashRenderer);
    clock.advance(RECOVERY_LIMITS.reloadDelayMs + FIRST_BEAT_MS);
    sinon.assert.calledTwice(latest().webContents.forcefullyCrashRenderer);
  });
  it('is not lost when a picture failed, or a load was given up for another', () => {
    const { latest, clock } = bench();
    latest().webContents.emit('did-fail-load', {}, -102, 'ERR_CONNECTION_REFUSED', `${ORIGIN}/a.png`, false);
    latest().webContents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', ORIGIN, true);
    latest().webContents.emit('did-navigate', {}, ORIGIN, 200);
    clock.advance(RECOVERY_LIMITS.recreateDelayMs);
    sinon.assert.calledOnce(latest().loadURL);
  });
  it('is not lost when another process of the browser ends', () => {
    const { electron, latest, clock } = bench();
    electron.app.emit('child-process-gone', {}, { type: 'Utility', serviceName: 'audio.mojom.AudioService', reason: 'crashed' });
    electron.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'clean-exit' });
    clock.advance(RECOVERY_LIMITS.recreateDelayMs);
    sinon.assert.calledOnce(latest().loadURL);
  });
  it('is opened in a new window when its window is destroyed', () => {
    const { latest, electron, clock } = bench();
    latest().destroy();
    clock.advance(RECOVERY_LIMITS.reloadDelayMs);
    assert.equal(electron.windows.length, 2);
  });
  it('does not show what a browser draws for a failed load', () => {
    const { latest } = bench();
    latest().webContents.emit('did-fail-load', {}, -102, 'ERR_CONNECTION_REFUSED', ORIGIN, true);
    latest().emit('ready-to-show');
    sinon.assert.notCalled(latest().show);
  });
  it('keeps the old window on screen until the new page stands', () => {
    const { latest, electron, crash } = bench();
    latest().emit('ready-to-show');
    for (let failure = 0; failure < 4; failure += 1) crash();
    const [old, renewed] = electron.windows;
    assert.deepEqual([old?.isDestroyed(), renewed?.isDestroyed()], [false, false]);
    renewed?.emit('ready-to-show');
    sinon.assert.calledOnce(renewed!.show);
    assert.equal(old?.isDestroyed(), true);
  });
  it('gives way to the out-of-service page, which stays while the page is tried behind it', () => {
    const { latest, electron, crash, clock } = bench();
    for (let failure = 0; failure < 6; failure += 1) crash();
    const last = latest();
    assert.deepEqual(last.loadURL.args, [[LAST_PAGE]]);
    last.emit('ready-to-show');
    assert.deepEqual(electron.windows.filter((window) => !window.isDestroyed()), [last]);
    for (let round = 0; round < 3; round += 1) {
      clock.advance(RECOVERY_LIMITS.retryDelayMs);
      assert.notEqual(latest(), last);
      latest().webContents.emit('did-fail-load', {}, -102, 'ERR_CONNECTION_REFUSED', ORIGIN, true);
    }
    assert.deepEqual(electron.windows.filter((window) => !window.isDestroyed()), [last]);
    clock.advance(RECOVERY_LIMITS.retryDelayMs);
    latest().emit('ready-to-show');
    assert.deepEqual(electron.windows.filter((window) => !window.isDestroyed()), [latest()]);
  });
  it('tells the controller that it is out of service', async () => {
    const { crash, post, clock } = bench();
    for (let failure = 0; failure < 6; failure += 1) crash();
    await settle();
    clock.advance(REPORT_MS);
    await settle();
    assert.deepEqual(post.lastCall.args[2], { page: 'outOfService', recoveries: 6 });
  });
});

describe('the camera step', () => {
  it('opens the camera between its begin and its end', () => {
    const { say, asksForCamera } = bench();
    assert.equal(asksForCamera(), false);
    say(CHANNELS.cameraStep, true);
    assert.equal(asksForCamera(), true);
    say(CHANNELS.cameraStep, false);
    assert.equal(asksForCamera(), false);
  });
  it('ends with the page that began it', () => {
    const { say, asksForCamera, crash } = bench();
    say(CHANNELS.cameraStep, true);
    crash();
    assert.equal(asksForCamera(), false);
  });
});
