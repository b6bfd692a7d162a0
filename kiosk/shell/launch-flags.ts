/** Switches that take away a wall of the kiosk. Someone who can set one must not get a kiosk for it. */
export const REFUSED_SWITCHES = [
  'no-sandbox',
  'disable-setuid-sandbox',
  'disable-gpu-sandbox',
  'single-process',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'unsafely-treat-insecure-origin-as-secure',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'js-flags',
  'load-extension',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  // A recorded face could be fed in as if a camera saw it.
  'use-fake-device-for-media-stream',
  'use-file-for-fake-video-capture',
  'use-fake-ui-for-media-stream',
] as const;

/** Switches that the kiosk sets: no gesture leaves the page, no bubble is shown, nothing is fetched or sent. */
export const OWN_SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['disable-pinch'],
  // Whoever plugs headphones in has touched nothing yet, and is spoken to.
  ['autoplay-policy', 'no-user-gesture-required'],
  ['overscroll-history-navigation', '0'],
  ['noerrdialogs'],
  ['disable-component-update'],
  ['disable-breakpad'],
  ['disable-features', 'Translate,MediaRouter,OptimizationHints'],
];

/** The refused switches among those that are set. */
export function findRefusedSwitches(isSet: (name: string) => boolean): readonly string[] {
  return REFUSED_SWITCHES.filter(isSet);
}
