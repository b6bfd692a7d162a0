import type { BrowserWindow, Session, WebContents } from 'electron';
import { watchForCrashes } from './crash-watch.ts';
import type { RecoveryActions } from './recovery.ts';
import { windowOptions } from './window-options.ts';

interface KioskWindowOptions {
  readonly BrowserWindow: typeof BrowserWindow;
  readonly session: Session;
  readonly preload: string;
  /** What the preload script is told. */
  readonly told: readonly string[];
  readonly url: string;
  /** Address of the out-of-service page. */
  readonly lastPage: string;
  /** The page was lost. */
  readonly onFailure: (reason: string) => void;
  /** A document is about to replace the one on screen, whatever its kind. */
  readonly onLoad: (page: 'tower' | 'outOfService') => void;
}

/** The window on the kiosk's screen, which may be replaced by another in its life. */
export interface KioskWindow extends RecoveryActions {
  readonly page: () => WebContents | null;
  /** The window on screen; null while there is none. */
  readonly shown: () => BrowserWindow | null;
  /** Lets the window close, for the shell is ending. */
  readonly release: () => void;
}

/** One window and what became of it. */
interface Pane {
  readonly window: BrowserWindow;
  page: 'tower' | 'outOfService';
  failed: boolean;
}

const isGone = (pane: Pane | null): pane is null => pane?.window.isDestroyed() !== false;

/**
 * Opens the kiosk window. A window that takes the place of another stays hidden until its page stands, and the other
 * stays on screen until then: a customer sees a page or the out-of-service page, never the desktop behind.
 */
export function openKioskWindow(options: KioskWindowOptions): KioskWindow {
  let current: Pane | null = null;
  let shown: Pane | null = null;
  let released = false;

  const load = (pane: Pane, page: Pane['page']): void => {
    pane.page = page;
    pane.failed = false;
    options.onLoad(page);
    // A failure to load is reported by its own event, with more to say than the rejection.
    pane.window.loadURL(page === 'tower' ? options.url : options.lastPage).catch(() => undefined);
  };
  const reveal = (pane: Pane): void => {
    // What a failed load draws is Chromium's own page, with words for nobody here.
    if (pane !== current || pane.failed || pane === shown) return;
    const previous = shown;
    shown = pane;
    pane.window.show();
    previous?.window.destroy();
  };
  /** Makes a pane the one that counts; one that it replaces goes at once if it never came on screen. */
  const follow = (pane: Pane): void => {
    const previous = current;
    current = pane;
    if (previous !== null && previous !== shown) previous.window.destroy();
  };
  const open = (page: Pane['page']): void => {
    const window = new options.BrowserWindow(windowOptions(options.session, options.preload, options.told));
    const pane: Pane = { window, page, failed: false };
    follow(pane);
    window.removeMenu();
    window.on('ready-to-show', () => reveal(pane));
    window.webContents.on('did-finish-load', () => reveal(pane));
    window.on('close', (event) => {
      if (!released) event.preventDefault();
    });
    watchForCrashes(window, (reason) => {
      // A window that was replaced or let go still reports its end; that one was meant.
      if (current !== pane || released) return;
      pane.failed = true;
      options.onFailure(reason);
    });
    load(pane, page);
  };

  open('tower');
  return {
    shown: () => shown?.window ?? null,
    page: () => (isGone(current) ? null : current.window.webContents),
    reload: () => {
      if (isGone(current)) open('tower');
      else load(current, 'tower');
    },
    recreate: () => open('tower'),
    showOutOfService: () => {
      if (isGone(shown) || shown.page !== 'outOfService') open('outOfService');
      else {
        follow(shown);
        options.onLoad('outOfService');
      }
    },
    release: () => {
      released = true;
    },
  };
}
