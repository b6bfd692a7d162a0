import { z } from 'zod';
import type { Clock } from '../../../hal/ports/clock.port.ts';
import { towerSnapshotSchema, type TowerSnapshot } from '../../api/contract/index.ts';
import { connectControl } from '../simulation/control-socket.ts';
import type { ControllerNews, ControllerParameters } from './parameters.ts';

type Ready = Extract<ControllerNews, { kind: 'ready' }>;

/** What `up` prints when the tower is up: one label and one thing to copy a line. */
export function addresses(parameters: ControllerParameters, ready: Ready, controlSocket: string | undefined): readonly string[] {
  const { controllerUrl, phoneUrl, demoMember, ordinaryPriority } = ready;
  const lines: [string, string | undefined][] = [
    ['kiosk', `${controllerUrl}/kiosk/#key=${parameters.kioskKey}`],
    ['phone page', `${phoneUrl}/phone/`],
    ['member', demoMember && `${demoMember.memberId}, sign-in code ${demoMember.signInCode}`],
    ['technician', parameters.simulatedPin && `PIN ${parameters.simulatedPin}, at ${controllerUrl}/maintenance/; a second one signs with ${parameters.simulatedSecondPin ?? 'none'}`],
    ['backend', parameters.backend && `${parameters.backend.url}/sandbox/`],
    ['simulator', controlSocket],
    ['journal', parameters.dataFolder],
    ['API', `${controllerUrl}/openapi.json`],
    ['priority', ordinaryPriority && `ordinary, so a busy machine may stop the tower now and then; --speed 0.5 gives it twice the time (${ordinaryPriority})`],
  ];
  return lines.flatMap(([label, value]) => (value === undefined ? [] : [line(label, value)]));
}

/** One line of that list. */
export function line(label: string, value: string): string {
  return `  ${label.padEnd(10)}  ${value}`;
}

const LOOK_EVERY_MS = 200;
const OPEN_WITHIN_MS = 20_000;
/** A press that has changed nothing for this long came too early, and is repeated. */
const PRESS_EVERY_MS = 2000;

/**
 * What an attendant does at a simulated tower in the morning: waits until every device has answered, and resets at the panel.
 * Resolves to what the tower says then: 'idle', or why not.
 */
export async function openShop(controllerUrl: string, controlSocket: string, clock: Clock): Promise<string> {
  const hands = await connectControl(controlSocket);
  try {
    const endMs = clock.nowMs() + OPEN_WITHIN_MS;
    let pressedAtMs = -Infinity;
    for (;;) {
      const tower = await snapshotOf(controllerUrl);
      if (tower.state === 'idle') return 'idle';
      if (clock.nowMs() > endMs) return `${tower.state}: ${whyNot(tower)}`;
      if (tower.state !== 'recovering' && clock.nowMs() - pressedAtMs > PRESS_EVERY_MS && isAwake(tower)) {
        pressedAtMs = clock.nowMs();
        await hands.act('press-reset');
      }
      await new Promise<void>((resolve) => { clock.setTimeout(resolve, LOOK_EVERY_MS); });
    }
  } finally {
    hands.close();
  }
}

const isAwake = (tower: TowerSnapshot): boolean => [...Object.values(tower.axes), ...Object.values(tower.doors)].every(({ quality }) => quality === 'good');

function whyNot(tower: TowerSnapshot): string {
  const found = tower.recovery.map(({ object, sensors }) => `${object}: ${sensors}`);
  const broken = tower.reasons.map(({ fact, sources }) => `${fact} (${sources.join(', ')})`);
  return [...found, ...broken].join('; ') || 'it does not say why';
}

/** The tower as every screen shows it. Rejects while no controller answers. */
export async function snapshotOf(controllerUrl: string): Promise<TowerSnapshot> {
  const response = await fetch(`${controllerUrl}/api/v1/tower`);
  return z.object({ tower: towerSnapshotSchema }).parse(await response.json()).tower;
}
