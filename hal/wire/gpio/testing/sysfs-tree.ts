/** The files below /sys/class/gpio as the kernel shows them (Documentation/admin-guide/gpio/sysfs.rst), without a file system. */
export interface SysfsTree {
  /** Node of a name in a folder; undefined when there is none. */
  readonly find: (folder: number, name: string) => number | undefined;
  readonly isFolder: (node: number) => boolean;
  readonly namesIn: (folder: number) => readonly string[];
  readonly read: (node: number) => string;
  /** Takes a write; an errno when it is refused. */
  readonly write: (node: number, text: string) => number;
  /** The pin whose `value` this node is. */
  readonly pinOfValue: (node: number) => number | undefined;
  /** The world outside changes the level of a pin. True when that is an edge that the pin reports. */
  readonly drive: (pin: number, level: boolean) => boolean;
}

export const ROOT = 1;
const EXPORT = 2;
const UNEXPORT = 3;
const CHIP = 4;
const CHIP_FILES = ['label', 'base', 'ngpio'] as const;
const PIN_FILES = ['direction', 'value', 'edge', 'active_low'] as const;
const FIRST_PIN_NODE = 100;
const NODES_A_PIN = 10;
const EINVAL = 22;
const EBUSY = 16;
const EIO = 5;
const EPERM = 1;

interface Pin {
  direction: 'in' | 'out';
  raw: boolean;
  edge: string;
  activeLow: boolean;
}

/** One chip with its pins; `pins` holds those that are exported, `levels` the raw level of every one. */
interface Chip {
  readonly label: string;
  readonly base: number;
  readonly count: number;
  readonly pins: Map<number, Pin>;
  readonly levels: Map<number, boolean>;
}

interface PinFile {
  readonly number: number;
  /** Undefined for the folder itself. */
  readonly file: (typeof PIN_FILES)[number] | undefined;
}

const pinNode = (chip: Chip, number: number): number => FIRST_PIN_NODE + NODES_A_PIN * (number - chip.base);

function pinFileOf(chip: Chip, node: number): PinFile | undefined {
  if (node < FIRST_PIN_NODE) return undefined;
  const offset = node - FIRST_PIN_NODE;
  return { number: chip.base + Math.floor(offset / NODES_A_PIN), file: PIN_FILES[(offset % NODES_A_PIN) - 1] };
}

function readPin(pin: Pin, file: PinFile['file']): string {
  switch (file) {
    case 'direction': return pin.direction;
    case 'value': return pin.raw === pin.activeLow ? '0' : '1';
    case 'edge': return pin.edge;
    case 'active_low': return pin.activeLow ? '1' : '0';
    case undefined: return '';
  }
}

function writePin(pin: Pin, file: PinFile['file'], text: string): number {
  switch (file) {
    case 'direction':
      if (!['in', 'out', 'low', 'high'].includes(text)) return EINVAL;
      pin.direction = text === 'in' ? 'in' : 'out';
      // The level that comes with a direction is the raw one.
      if (pin.direction === 'out') pin.raw = text === 'high';
      return 0;
    case 'value':
      if (pin.direction === 'in') return EPERM;
      pin.raw = (text !== '0') !== pin.activeLow;
      return 0;
    case 'edge':
      if (pin.direction === 'out') return EIO;
      pin.edge = text;
      return 0;
    case 'active_low':
      pin.activeLow = text !== '0';
      return 0;
    case undefined:
      return EINVAL;
  }
}

function exportPin(chip: Chip, number: number): number {
  if (!(number >= chip.base && number < chip.base + chip.count)) return EINVAL;
  if (chip.pins.has(number)) return EBUSY;
  chip.pins.set(number, { direction: 'in', raw: chip.levels.get(number) ?? false, edge: 'none', activeLow: false });
  return 0;
}

function find(chip: Chip, folder: number, name: string): number | undefined {
  if (folder === CHIP) {
    const index = (CHIP_FILES as readonly string[]).indexOf(name);
    return index < 0 ? undefined : CHIP + 1 + index;
  }
  const inPin = pinFileOf(chip, folder);
  if (inPin !== undefined) {
    const index = (PIN_FILES as readonly string[]).indexOf(name);
    return index < 0 || !chip.pins.has(inPin.number) ? undefined : folder + 1 + index;
  }
  if (name === 'export') return EXPORT;
  if (name === 'unexport') return UNEXPORT;
  if (name === `gpiochip${chip.base}`) return CHIP;
  const number = Number(/^gpio(\d+)$/u.exec(name)?.[1]);
  return chip.pins.has(number) ? pinNode(chip, number) : undefined;
}

function namesIn(chip: Chip, folder: number): readonly string[] {
  if (folder === CHIP) return CHIP_FILES;
  if (folder !== ROOT) return PIN_FILES;
  return ['export', 'unexport', `gpiochip${chip.base}`, ...[...chip.pins.keys()].map((number) => `gpio${number}`)];
}

/** A chip `label` with `count` pins, numbered from `base`, all low. */
export function createSysfsTree(label: string, base: number, count: number): SysfsTree {
  const chip: Chip = { label, base, count, pins: new Map(), levels: new Map() };
  const isFolder = (node: number): boolean => node === ROOT || node === CHIP || (node >= FIRST_PIN_NODE && pinFileOf(chip, node)?.file === undefined);
  return {
    find: (folder, name) => find(chip, folder, name),
    isFolder,
    namesIn: (folder) => namesIn(chip, folder),
    read: (node) => {
      if (node > CHIP && node < FIRST_PIN_NODE) return `${[label, base, count][node - CHIP - 1] ?? ''}\n`;
      const at = pinFileOf(chip, node);
      const pin = at && chip.pins.get(at.number);
      return pin ? `${readPin(pin, at.file)}\n` : '';
    },
    write: (node, text) => {
      const value = text.trim();
      if (node === EXPORT) return exportPin(chip, Number(value));
      if (node === UNEXPORT) return chip.pins.delete(Number(value)) ? 0 : EINVAL;
      const at = pinFileOf(chip, node);
      const pin = at && chip.pins.get(at.number);
      return pin ? writePin(pin, at.file, value) : EINVAL;
    },
    pinOfValue: (node) => {
      const at = pinFileOf(chip, node);
      return at?.file === 'value' ? at.number : undefined;
    },
    drive: (number, level) => {
      chip.levels.set(number, level);
      const pin = chip.pins.get(number);
      if (pin?.direction !== 'in' || pin.raw === level) return false;
      pin.raw = level;
      const rising = level !== pin.activeLow;
      return pin.edge === 'both' || pin.edge === (rising ? 'rising' : 'falling');
    },
  };
}
