import type { Invariant } from './oracle.port.ts';
import { lasting, longestStopMs, moves } from './scene.ts';
import type { AxisScene, Scene } from './scene.ts';

/** Longest press of the enabling device, and how long an axis may take to stand after it. */
const LONGEST_PRESS_MS = 30_000;
const STANDS_MS = 1000;
/** Farthest way after the hand has let go. */
const RELEASE_MM = 40;

/** I21: a technician beside the machine has it in his hand. */
export function maintenanceInvariants(scene: Scene): readonly Invariant[] {
  const { axes, state } = scene;
  const fromMm = new Map<AxisScene, number>(axes.map((axis) => [axis, axis.state.positionMm]));
  const [keyLasts, pressLasts] = [lasting(scene), lasting(scene)];
  /** A motion of production that the key has ended is down by then. */
  const afterKeyMs = longestStopMs(scene);
  let keyMs = 0;
  let pressedMs = 0;
  let found = '';
  const look = (): void => {
    const pressed = state.panel.enabling === 'mid';
    keyMs = keyLasts(state.panel.key === 'maintenance');
    pressedMs = pressLasts(pressed);
    if (pressed) for (const axis of axes) fromMm.set(axis, axis.state.positionMm);
  };
  const moving = (): number => {
    let count = 0;
    for (const axis of axes) if (moves(axis)) count += 1;
    return count;
  };
  const wrong = (): string => {
    if (moving() > 1) return 'two axes move at once';
    if (pressedMs > LONGEST_PRESS_MS + STANDS_MS) return `the enabling device has been down for ${pressedMs} ms`;
    for (const axis of axes) {
      const wayMm = Math.abs(axis.state.positionMm - (fromMm.get(axis) ?? 0));
      if (moves(axis) && wayMm > RELEASE_MM) return `${axis.id} went ${wayMm.toFixed(1)} mm without the enabling device`;
    }
    return '';
  };
  return [
    {
      id: 'I21',
      sentence: 'With the key on maintenance one axis moves at a time, while the enabling device is held and for 30 s at most; it stands within 40 mm of its release.',
      premise: () => {
        look();
        return keyMs > afterKeyMs && moving() > 0;
      },
      holds: () => {
        found = wrong();
        return found === '';
      },
      detail: () => found,
    },
  ];
}
