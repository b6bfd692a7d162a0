import { axisIds, axesOf } from '../../../config/axes.ts';
import type { AxisId } from '../../../config/schema/site.schema.ts';
import type { RequestFault, TowerPort } from '../../api/tower.port.ts';
import { done, type Result } from '../../ports.ts';
import type { Broken } from '../../interlocks/permit.port.ts';
import type { Orders } from '../orders/orders.ts';
import { contradicted, stopForContradiction } from '../unit/contradiction.ts';
import type { UnitFault } from '../unit/unit-order.ts';
import { homingOrders } from './homing-orders.ts';
import type { Inventory } from './inventory.ts';
import type { TowerParts } from './tower-parts.ts';
import type { Recovering } from '../recovering/recovering.ts';
import type { Units } from '../units.ts';

/** Finds the reference of an axis again, on the word of a technician on site. */
export interface Homing {
  readonly home: TowerPort['home'];
  /** The axis that is being homed now. */
  readonly axis: () => AxisId | undefined;
}

/** What homing needs of the tower. */
export interface HomingParts {
  readonly parts: TowerParts;
  readonly inventory: Inventory;
  readonly orders: Orders;
  readonly recovering: Pick<Recovering, 'settled'>;
  readonly units: Units;
  readonly changed: () => void;
}

type Refused = { readonly ok: false; readonly error: RequestFault };

const PROBES = { lift: 'lift.move', travel: 'travel.move', turn: 'turn.move', shuttle: 'shuttle.cell' } as const;

/** Rows of the table that are broken because these axes do not know where they are: only homing mends them. */
export function lostReferences({ permit, facts }: Pick<TowerParts, 'permit' | 'facts'>, axes: readonly AxisId[] = axisIds): readonly Broken[] {
  return axes.flatMap((axis) => {
    const answer = permit(PROBES[axis], facts());
    return answer.granted ? [] : answer.broken.filter((rule) => rule.mendedBy === 'homing' && (rule.value === false || rule.cause === 'disagree'));
  });
}

/** One axis at a time, and nothing beside it. */
export function createHoming(world: HomingParts): Homing {
  let homing: AxisId | undefined;
  return {
    axis: () => homing,
    home: async (axis, by) => {
      if (!axesOf(world.parts.site).includes(axis)) return refuse('notPermitted', `This tower has no ${axis} axis. Nothing was moved.`);
      const refused = notNow(world, homing);
      if (refused) return refused;
      homing = axis;
      world.changed();
      try {
        return await run(axis, by, world);
      } finally {
        homing = undefined;
        world.changed();
      }
    },
  };
}

function refuse(code: RequestFault['code'], message: string, broken?: readonly Broken[]): Refused {
  return { ok: false, error: { code, message, ...(broken && { broken }) } };
}

function notNow({ parts, orders, recovering, units }: HomingParts, homing: AxisId | undefined): Refused | undefined {
  if (!recovering.settled()) return refuse('recovering', 'Journal and sensors disagree. A technician settles that first; nothing moves.');
  const latched = parts.stop.latched();
  if (latched) return refuse('notPermitted', `Motion is stopped (${latched.detail}). It needs a reset first.`, latched.broken);
  const asked = parts.permit('order.goOn', parts.facts());
  if (!asked.granted) return refuse('notPermitted', 'What happens around the tower lets nothing begin; nothing was moved.', asked.broken);
  if (homing !== undefined) return refuse('notPermitted', `The ${homing} axis is being homed. One axis at a time; nothing else was moved.`);
  const busy = units.busy() || orders.all().some((one) => one.stage === 'running');
  return busy ? refuse('notPermitted', 'A car is being brought. Stop it or let it come to its end first; nothing else was moved.') : undefined;
}

/** The preparing motions and the homing itself, each refused or permitted by the table on its own, to the first that fails. */
async function run(axis: AxisId, by: string, world: HomingParts): Promise<Result<void, RequestFault>> {
  const { parts, units } = world;
  const planned = homingOrders(axis, world);
  const stops = parts.leases.revocations();
  if (!planned.ok) {
    stopForContradiction(contradicted(planned.error), parts);
    return refuse('notPermitted', `The ${axis} axis may not be homed now; nothing was moved.`, planned.error);
  }
  const written = await parts.journal.audit({ kind: 'homingRequested', detail: { axis, by } });
  if (!written.ok) return refuse('towerUnavailable', `The homing could not be written down, so it was not begun: ${written.error.message}`);
  // A unit may have come to rest only after the reset; this is the fresh command that it waits for.
  units.faultCleared();
  for (const [unit, order] of planned.value) {
    // Whoever has reset meanwhile has not asked for the rest of it.
    if (parts.leases.revocations() !== stops) return refuse('notPermitted', `Motion was stopped before the ${axis} axis was homed. Look again, then give the command anew.`);
    const answer = await units.run(unit, order);
    if (answer.ok) continue;
    // Else nothing would be stopped, nobody could acknowledge it, and the same would be refused for ever.
    stopForContradiction(contradicted(answer.error.broken), parts);
    return fromUnit(axis, answer.error);
  }
  return done;
}

function fromUnit(axis: AxisId, { code, message, broken }: UnitFault): Refused {
  switch (code) {
    case 'refused':
    case 'stopLatched':
    case 'notReady':
      return refuse('notPermitted', message, broken);
    case 'journalUnavailable':
    case 'notTaken':
      return refuse('towerUnavailable', message);
    default:
      return refuse('notHomed', `The ${axis} axis was not homed: ${message}`, broken);
  }
}
