import { isHeldKind } from '../interlocks/maintenance-motions.ts';
import { kindOf, type Motion } from '../interlocks/motion.ts';
import type { Lease, QuarantinedPlace } from '../journal/recovery-journal.port.ts';
import { resourcesOf, type Leases } from './leases.ts';
import type { HeldBack } from './pushing-into.ts';

/** What asks to pass. */
export interface Passing {
  readonly motion: Motion;
  /** The order that asks; undefined for the motion of a person. */
  readonly holder: string | undefined;
  readonly leases: readonly Lease[];
  /** Position that an axis is sent to, mm; undefined for everything else. */
  readonly targetMm: number | undefined;
}

/** Asked by the gate with every command, and again in the instant before its bytes leave. */
export interface Fence {
  /** Why the command may not pass; undefined when it may. */
  readonly refusal: (passing: Passing) => string | undefined;
}

export interface FenceParts {
  readonly leases: Pick<Leases, 'isCurrent' | 'holderOf'>;
  readonly isOutOfService: (place: QuarantinedPlace) => boolean;
  /** The place that the carriage stands at on the side of `targetMm`, by measured positions; undefined when it stands at none. */
  readonly placeTowards: (targetMm: number) => QuarantinedPlace | undefined;
  /** Why a pallet that the fork may hold does not go there. */
  readonly pushesInto: (targetMm: number) => HeldBack | undefined;
  /** A door towards the shaft is not seen to be shut on the other side. */
  readonly opensBehind: (targetMm: number) => boolean;
}

/** What takes the shuttle out of the carriage, by its target. */
const REACHING: ReadonlySet<string> = new Set(['shuttle.cell', 'shuttle.jog']);
/** Never held back: the way out for a person, and what shuts a place that is out of service. */
const SHUTTING: ReadonlySet<string> = new Set(['outer.open', 'outer.close', 'inner.close']);

const HELD_BACK: Readonly<Record<HeldBack, string>> = {
  locked: 'The fork may hold a pallet, and its lock on the carriage is not seen to be open.',
  taken: 'The fork may hold a pallet, and another pallet stands where it would be pushed, or nobody sees that none does.',
};

/** Leases, quarantines and the places that there are, at the gate: a plan that is wrong about them does not get past. */
export function createFence({ leases, isOutOfService, placeTowards, pushesInto, opensBehind }: FenceParts): Fence {
  function lease({ motion, holder, leases: shown }: Passing): string | undefined {
    for (const resource of resourcesOf(motion)) {
      const own = shown.find((one) => one.resource === resource);
      if (own !== undefined && leases.isCurrent(own)) continue;
      if (own !== undefined) return `The lease no. ${String(own.number)} of ${own.holder} for ${resource} is over.`;
      if (holder !== undefined) return `${holder} holds no lease for ${resource}.`;
      const other = leases.holderOf(resource);
      if (other !== undefined) return `${resource} is held by ${other}.`;
    }
    return undefined;
  }

  /** Not every storey has a place at every position and on both sides: there the shuttle would reach into the structure, or let a pallet go in the air. */
  function nowhere({ motion, targetMm }: Passing): string | undefined {
    if (targetMm === undefined || targetMm === 0 || !REACHING.has(kindOf(motion).kind)) return undefined;
    return placeTowards(targetMm) === undefined ? 'There is no place on that side of where the carriage stands.' : undefined;
  }

  /** Orders know from their inventory where a pallet stands; a hand that holds a motion knows it from the sensors alone. */
  function heldBack({ motion, targetMm }: Passing): string | undefined {
    const why = targetMm === undefined || targetMm === 0 || !REACHING.has(kindOf(motion).kind) ? undefined : pushesInto(targetMm);
    return why && HELD_BACK[why];
  }

  /** Orders open a door only towards where they go. */
  function openBehind({ motion, targetMm }: Passing): string | undefined {
    if (targetMm === undefined || targetMm === 0 || !REACHING.has(kindOf(motion).kind) || !opensBehind(targetMm)) return undefined;
    return 'A door towards the shaft stands open on the other side, or nobody sees that it is shut. Bring the shuttle to its centre and shut it first.';
  }

  function outOfService({ motion, targetMm }: Passing): string | undefined {
    const { kind, bay } = kindOf(motion);
    // Whoever holds a motion stands there to mend what is out of service.
    if (SHUTTING.has(kind) || isHeldKind(kind)) return undefined;
    if (kind === 'lift.move' && isOutOfService('lift')) return 'The lift is out of service.';
    const place: QuarantinedPlace | undefined = bay !== undefined ? `bay:${bay}` : kind === 'shuttle.cell' && targetMm !== undefined ? placeTowards(targetMm) : undefined;
    return place !== undefined && isOutOfService(place) ? `${place} is out of service.` : undefined;
  }

  return { refusal: (passing) => lease(passing) ?? nowhere(passing) ?? openBehind(passing) ?? heldBack(passing) ?? outOfService(passing) };
}
