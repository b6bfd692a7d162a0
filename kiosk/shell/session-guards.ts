import type { MediaAccessPermissionRequest, Session } from 'electron';
import { withPolicy } from './csp.ts';
import { isOwnRequest } from './own-urls.ts';
import { isGranted } from './permissions.ts';

interface SessionGuardOptions {
  /** The controller's. */
  readonly origin: string;
  /** Address of the out-of-service page, which comes from no server. */
  readonly lastPage: string;
  readonly isCameraStepActive: () => boolean;
}

/** Guards a session before any page is loaded into it: permissions, devices, downloads, and every request it makes. */
export function guardSession(session: Session, options: SessionGuardOptions): void {
  guardPermissions(session, options);
  refuseDevices(session);
  guardRequests(session, options);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}

/** Both handlers are needed: most parts of Chromium ask the first before the second, some only one of them. */
function guardPermissions(session: Session, { isCameraStepActive }: SessionGuardOptions): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = (details as MediaAccessPermissionRequest).mediaTypes ?? [];
    const question = { permission, from: details.requestingUrl, isMainFrame: details.isMainFrame, media };
    answer(isGranted(question, isCameraStepActive()));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    const media = details.mediaType === undefined ? [] : [details.mediaType];
    const question = { permission, from: requestingOrigin, isMainFrame: details.isMainFrame, media };
    return isGranted(question, isCameraStepActive());
  });
}

function refuseDevices(session: Session): void {
  session.setDevicePermissionHandler(() => false);
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setBluetoothPairingHandler((_details, answer) => {
    answer({ confirmed: false });
  });
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer(null);
  });
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault();
    choose('');
  });
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault();
    choose(null);
  });
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('file-system-access-restricted', (_event, _details, answer) => {
    answer('deny');
  });
}

function guardRequests(session: Session, { origin, lastPage }: SessionGuardOptions): void {
  session.webRequest.onBeforeRequest((request, answer) => {
    const isLastPage = request.url === lastPage && request.resourceType === 'mainFrame';
    answer({ cancel: !isLastPage && !isOwnRequest(request, origin) });
  });
  session.webRequest.onHeadersReceived((response, answer) => {
    answer({ responseHeaders: withPolicy(response.responseHeaders ?? {}) });
  });
}
