import type { PageShown } from './rim.port.ts';

/** A phone stops the timers of a page that nobody sees: what such a page shows is old when it is seen again. */
export const browserShown: PageShown = (listener) => {
  const heard = (): void => {
    if (document.visibilityState === 'visible') listener();
  };
  document.addEventListener('visibilitychange', heard);
  return () => {
    document.removeEventListener('visibilitychange', heard);
  };
};
