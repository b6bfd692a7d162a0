import type { KeyStore } from './rim.port.ts';

/** Keeps the kiosk's key for this tab only; gone when the window closes. */
export const browserKeyStore: KeyStore = {
  read: () => sessionStorage.getItem('carillon.kiosk') ?? undefined,
  write: (key) => {
    sessionStorage.setItem('carillon.kiosk', key);
  },
};

/** Parameters of the address's fragment; they are taken out of the address (and so of the history) at once. */
export function takeFragment(): URLSearchParams {
  const parameters = new URLSearchParams(location.hash.slice(1));
  if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
  return parameters;
}
