import type { BrowserWindowConstructorOptions, Session } from 'electron';

/** The background until the page has drawn itself: black, never the white flash of an empty window. */
const BACKGROUND = '#000000';

/**
 * The one window. It fills the screen, has no frame and no menu, and its page has no way to Node: isolated, sandboxed,
 * with a preload of two functions. It is shown when the page has drawn itself.
 *
 * @param session  in memory only: nothing of one customer is left for the next start
 * @param preload  absolute path of the built preload script
 * @param told     what the preload script is told
 */
export function windowOptions(session: Session, preload: string, told: readonly string[]): BrowserWindowConstructorOptions {
  return {
    kiosk: true,
    frame: false,
    show: false,
    backgroundColor: BACKGROUND,
    autoHideMenuBar: true,
    closable: false,
    minimizable: false,
    title: 'Carillon',
    webPreferences: {
      session,
      preload,
      additionalArguments: [...told],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      devTools: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      enableWebSQL: false,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- said as long as Electron knows it, so that its default does not matter
      enableDeprecatedPaste: false,
      disableDialogs: true,
      // The tower is shown live even while a dialogue of the system covers the window.
      backgroundThrottling: false,
    },
  };
}
