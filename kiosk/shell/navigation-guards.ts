import type { WebContents } from 'electron';
import { isAllowedKey } from './allowed-keys.ts';
import { isOwnPage } from './own-urls.ts';

/**
 * Guards one page, whoever made it: no second window, no frame, no way to an address that is not the shell's own page, no
 * chord of keys, no menu, no zoom. Taking hold of every `web-contents-created` covers pages that we did not make.
 */
export function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.on('before-input-event', (event, press) => {
    if (!isAllowedKey(press)) event.preventDefault();
  });
  contents.on('context-menu', (event) => {
    event.preventDefault();
  });
  // A page that is being replaced has no zoom left to limit; the next one is limited anew.
  contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);
}
