/** What a key press says, of all that a browser tells of it. */
interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** F1 is ours: it shows the page of keys. */
const FOREIGN = /^(?:F(?:[2-9]|1\d|2[0-4])|Browser\w+|Launch\w+|ContextMenu|PrintScreen|Help|Find|Open|Print|Save|ZoomIn|ZoomOut|ZoomToggle)$/u;

/** Whether a key press is meant for the browser: any chord, and the keys with a meaning of their own there. Characters and the keys of forms are the page's. */
export function isForBrowser({ key, ctrlKey, altKey, metaKey }: KeyPress): boolean {
  return ctrlKey || altKey || metaKey || FOREIGN.test(key);
}

const BACK_BUTTON = 3;
const MIDDLE_BUTTON = 1;

/** Takes from the browser what a gesture, a key or a mouse would make it do. */
const REFUSED: Readonly<Record<string, (event: Event) => boolean>> = {
  keydown: (event) => isForBrowser(event as KeyboardEvent),
  contextmenu: () => true,
  dragstart: () => true,
  dragenter: () => true,
  dragover: () => true,
  drop: () => true,
  selectstart: () => true,
  copy: () => true,
  cut: () => true,
  paste: () => true,
  mousedown: (event) => (event as MouseEvent).button === MIDDLE_BUTTON || (event as MouseEvent).button >= BACK_BUTTON,
  mouseup: (event) => (event as MouseEvent).button >= BACK_BUTTON,
  auxclick: () => true,
  // A public page has buttons, never links or forms.
  click: ({ target }) => Boolean((target as { closest?: (selector: string) => unknown } | null)?.closest?.('a[href]')),
  submit: () => true,
  wheel: (event) => (event as WheelEvent).ctrlKey,
  touchmove: (event) => (event as TouchEvent).touches.length > 1,
};

/**
 * Holds a public page in plain Chromium, where no shell stands around it: no chord, menu, selection, drag, paste, pinch or mouse button leaves the
 * page or changes it. In Electron the shell refuses the same before the page hears of it. Keys of the compositor are not a page's to refuse.
 */
export function holdPage(target: Pick<Window, 'addEventListener' | 'open'>): void {
  target.open = () => null;
  for (const [type, isRefused] of Object.entries(REFUSED)) {
    target.addEventListener(type, (event) => { if (event.cancelable && isRefused(event)) event.preventDefault(); }, { capture: true, passive: false });
  }
}
