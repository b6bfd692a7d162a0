import type { BrowserWindow, Screen } from 'electron';

/**
 * Keeps a window on the kiosk's own display, whatever is plugged in beside it: a second display stays dark, and one that goes and comes back
 * gets its window again.
 */
export function stayOnOwnDisplay(screen: Pick<Screen, 'on' | 'getPrimaryDisplay'>, window: () => BrowserWindow | null): void {
  const place = (): void => {
    const shown = window();
    if (shown === null || shown.isDestroyed()) return;
    shown.setBounds(screen.getPrimaryDisplay().bounds);
    shown.setKiosk(true);
  };
  for (const event of ['display-added', 'display-removed', 'display-metrics-changed'] as const) screen.on(event as 'display-added', place);
}
