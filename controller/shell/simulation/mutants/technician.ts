import type { NewMotionLease } from '../../../api/contract/index.ts';
import { MAINTENANCE_KINDS } from '../../../interlocks/maintenance-motions.ts';
import { anyOf, type Dice } from '../gate-monkey/command-draw.ts';
import type { Simulation } from '../simulation.ts';
import type { Mutant } from './mutant.ts';

const BY = 'Wei';
/** A finger on the page is renewed this often. */
const RENEW_MS = 50;
/** Between two looks at what is to be done next, and the share of them at which something is let go of. */
const STEP_MS = 500;
const LETS_GO = 0.12;
const HOLDS: readonly NewMotionLease[] = [
  { motion: 'lift.jog', direction: 'plus' }, { motion: 'lift.jog', direction: 'minus' }, { motion: 'travel.jog', direction: 'plus' }, { motion: 'travel.jog', direction: 'minus' },
  { motion: 'turn.jog', direction: 'plus' }, { motion: 'turn.jog', direction: 'minus' }, { motion: 'shuttle.jogIn' }, { motion: 'lockPin.stepIn' }, { motion: 'lockPin.stepOut' },
];

/** Whether a mutant makes a difference to held motions alone. */
export function isOfHeldMotions({ row, dropped }: Mutant): boolean {
  const held: readonly string[] = MAINTENANCE_KINDS;
  return (dropped === undefined ? row.motions : [dropped]).every((motion) => held.includes(motion));
}

/**
 * Somebody with the key who holds motions by hand, and lets go of finger, enabling device or key at any time. While one motion is held, the
 * hand at the gate tries the others.
 */
export function startTechnician({ clock, sim, tower, asked }: Pick<Simulation, 'clock' | 'sim'> & { readonly tower: () => Simulation['core']['tower']; readonly asked: (result: { readonly ok: boolean }) => void }, dice: Dice): { readonly rest: () => void } {
  const { attendant } = sim.people;
  let leaseId: string | undefined;
  let isPressed = false;
  const press = (how: 'mid' | 'released'): void => {
    isPressed = how === 'mid';
    attendant.holdEnabling(how);
  };
  const take = async (request: NewMotionLease): Promise<void> => {
    const given = await tower().maintain({ kind: 'hold', request, by: BY });
    leaseId = given.ok ? given.value.lease?.leaseId : undefined;
  };
  const letGo = (): void => {
    const which = dice.int(4);
    if (which === 0) attendant.turnKey(dice.next() < 0.5 ? 'auto' : 'off');
    else if (which === 1) leaseId = undefined;
    else press('released');
  };
  const step = (): void => {
    const { mode, resetNeeded } = tower().snapshot().tower;
    if (sim.plant.panel.key !== 'maintenance') attendant.turnKey('maintenance');
    else if (resetNeeded !== undefined) attendant.pressReset();
    else if (mode === 'maintenance') void tower().maintain({ kind: 'mode', mode: 'manual', by: BY }).then(asked);
    else if (dice.next() < LETS_GO) letGo();
    else if (!isPressed || sim.plant.panel.enabling !== 'mid') press('mid');
    else if (leaseId === undefined) void take(anyOf(HOLDS, dice) ?? { motion: 'shuttle.jogIn' });
  };
  const renew = async (): Promise<void> => {
    if (leaseId === undefined) return;
    const renewed = await tower().maintain({ kind: 'renew', leaseId, by: BY });
    if (!renewed.ok) leaseId = undefined;
  };
  const ends = [clock.every(STEP_MS, step), clock.every(RENEW_MS, () => { void renew(); })];
  return { rest: () => { for (const end of ends) end(); } };
}
