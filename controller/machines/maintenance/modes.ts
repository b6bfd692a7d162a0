import { createActor } from 'xstate';
import type { Mode, ModeBlock, RequestedMode, TowerState } from '../../api/contract/index.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import { done, type Result } from '../../ports.ts';
import type { Facts } from '../../sensing/fact.ts';
import { modeMachine, type ModeSigns } from './mode.machine.ts';
import { waits } from './packml.ts';

/** The mode of the tower, and what keeps another one away. */
export interface Modes {
  readonly mode: () => Mode;
  /** Asked for by key or person and not reached. */
  readonly requested: () => RequestedMode | undefined;
  readonly key: () => ModeSigns['key'];
  /** What keeps production away now. */
  readonly blocks: () => readonly ModeBlock[];
  readonly request: (mode: RequestedMode) => Result<void, RequestFault>;
  /** A fresh edge of the reset button at the panel. */
  readonly panelReset: () => void;
  /** Looks at the facts and the state again. */
  readonly look: () => void;
}

/** What the modes look at. */
export interface ModesWorld {
  readonly bays: readonly string[];
  readonly facts: () => Facts;
  readonly state: () => TowerState;
  readonly lockedOut: () => boolean;
  readonly forced: () => boolean;
  readonly changed: (mode: Mode, before: Mode) => void;
  readonly died: (error: unknown) => void;
}

/** The key switch by its two proofs, of which at most one can hold. */
export function keyOf(facts: Facts): ModeSigns['key'] {
  const [auto, maintenance] = [facts.get('keyInAuto').value, facts.get('keyInMaintenance').value];
  if (auto === true && maintenance !== true) return 'auto';
  return maintenance === true && auto !== true ? 'maintenance' : 'unknown';
}

/** Nothing is proven yet. */
const BEFORE_THE_FIRST_LOOK: ModeSigns = { key: 'unknown', waiting: false, blocks: [] };

/** Runs the chart of the modes over facts and state. */
export function createModes(world: ModesWorld): Modes {
  const actor = createActor(modeMachine, { input: { signs: BEFORE_THE_FIRST_LOOK } });
  let mode: Mode = 'unknown';

  function modeNow(): Mode {
    const { value } = actor.getSnapshot();
    return value === 'unproven' ? 'unknown' : value;
  }
  function look(): void {
    // Before production was left nobody was inside: then only a tag keeps it away, and every motion asks the table for the rest.
    // By far the most looks find this, and the scan is a hot path.
    if (mode === 'production' && keyOf(world.facts()) === 'auto' && !world.lockedOut()) return;
    const { signs: known, resetDue } = actor.getSnapshot().context;
    const signs = signsOf(world, resetDue);
    if (signs.key === known.key && signs.waiting === known.waiting && signs.blocks.join() === known.blocks.join()) return;
    actor.send({ type: 'signs.changed', signs });
    settle();
  }
  function settle(): void {
    const before = mode;
    mode = modeNow();
    if (mode !== before) world.changed(mode, before);
  }
  actor.subscribe({ error: world.died });
  actor.start();
  mode = modeNow();
  return {
    mode: () => mode,
    key: () => keyOf(world.facts()),
    requested: () => {
      const key = keyOf(world.facts());
      if (key === 'maintenance') return mode === 'maintenance' || mode === 'manual' ? undefined : 'maintenance';
      return key === 'auto' && mode !== 'production' ? 'production' : undefined;
    },
    blocks: () => (mode === 'production' ? [] : [...keyBlock(world, 'auto'), ...exitCheck(world), ...(actor.getSnapshot().context.resetDue ? ['resetDue' as const] : [])]),
    request: (wanted) => {
      look();
      if (wanted === mode) return done;
      actor.send({ type: 'mode.asked', mode: wanted });
      settle();
      return modeNow() === wanted ? done : refusal(wanted, world, mode);
    },
    panelReset: () => {
      look();
      actor.send({ type: 'panel.reset' });
      settle();
    },
    look,
  };
}

function signsOf(world: ModesWorld, afterMaintenance: boolean): ModeSigns {
  const blocks = exitCheck(world);
  return { key: keyOf(world.facts()), waiting: waits(world.state()), blocks: afterMaintenance ? blocks : blocks.filter((block) => block === 'lockedOut') };
}

function keyBlock({ facts }: ModesWorld, wanted: 'auto' | 'maintenance'): readonly ModeBlock[] {
  if (keyOf(facts()) === wanted) return [];
  return [wanted === 'auto' ? 'keyNotAuto' : 'keyNotMaintenance'];
}

/** What must be true before a tower in which somebody has worked is given back. Unknown is not true. */
function exitCheck({ bays, facts, lockedOut, forced }: ModesWorld): readonly ModeBlock[] {
  const now = facts();
  const is = (name: Parameters<Facts['get']>[0]): boolean => now.get(name).value === true;
  return [
    ...(lockedOut() ? ['lockedOut' as const] : []),
    ...(is('hatchLocked') ? [] : ['hatchOpen' as const]),
    ...(bays.every((bay) => is(`${bay}.personClear`)) ? [] : ['personInside' as const]),
    // A shuttle that was stopped on its way stands in the door, which nothing can shut then: nobody comes in behind a locked outer door.
    ...(bays.every((bay) => is(`${bay}.innerPathSafe`)) ? [] : ['doorOpen' as const]),
    ...(forced() ? ['forced' as const] : []),
  ];
}

const WAYS: Readonly<Record<RequestedMode, string>> = {
  production: 'Turn the key to AUTO, clear what the exit check shows, then press reset at the panel.',
  maintenance: 'Turn the key to maintenance; the mode changes as soon as everything stands.',
  manual: 'Turn the key to maintenance and wait until everything stands, then ask again.',
};

function refusal(wanted: RequestedMode, world: ModesWorld, mode: Mode): Result<never, RequestFault> {
  const what = waits(world.state()) ? `the key and the exit check do not allow it from ${mode}` : 'the tower does not stand yet';
  return { ok: false, error: { code: 'modeBlocked', message: `${wanted} mode was not entered: ${what}. Nothing was changed. ${WAYS[wanted]}` } };
}
