/** Puts sizes and skin on the page. Through CSSOM and data attributes: the policy of the page allows no inline style. */
export interface Appearance {
  readonly pxPerMm: number;
  readonly size: 's' | 'm' | 'l' | 'xl';
  readonly skin: 'light' | 'dark' | 'hc-light' | 'hc-dark';
  /** What is touched lies low. */
  readonly isLow?: boolean;
  readonly isStill?: boolean;
}

/** Puts an appearance on the document; every size and colour follows from it. */
export function applyAppearance({ pxPerMm, size, skin, isLow = false, isStill = false }: Appearance): void {
  const root = document.documentElement;
  root.style.setProperty('--px-per-mm', pxPerMm.toFixed(4));
  root.dataset['size'] = size;
  root.dataset['skin'] = skin;
  root.toggleAttribute('data-low', isLow);
  root.toggleAttribute('data-still', isStill);
}

/** The skin that the system asks for. */
export function systemSkin(): Appearance['skin'] {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const isStrong = matchMedia('(prefers-contrast: more)').matches;
  if (isStrong) return isDark ? 'hc-dark' : 'hc-light';
  return isDark ? 'dark' : 'light';
}
