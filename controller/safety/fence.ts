import { kindOf, type Motion } from '../interlocks/motion.ts';
import type { Lease, QuarantinedPlace } from '../journal/recovery-journal.port.ts';
import { resourcesOf, type Leases } from './leases.ts';

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
}

/** Never held back: the way out for a person, and what shuts a place that is out of service. */
const SHUTTING: ReadonlySet<string> = new Set(['outer.open', 'outer.close', 'inner.close']);

/** Leases and quarantines at the gate: a plan that is wrong about them does not get past. */
export function createFence({ leases, isOutOfService, placeTowards }: FenceParts): Fence {
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

  function outOfService({ motion, targetMm }: Passing): string | undefined {
    const { kind, bay } = kindOf(motion);
    if (SHUTTING.has(kind)) return undefined;
    if (kind === 'lift.move' && isOutOfService('lift')) return 'The lift is out of service.';
    const place: QuarantinedPlace | undefined = bay !== undefined ? `bay:${bay}` : kind === 'shuttle.cell' && targetMm !== undefined ? placeTowards(targetMm) : undefined;
    return place !== undefined && isOutOfService(place) ? `${place} is out of service.` : undefined;
  }

  return { refusal: (passing) => lease(passing) ?? outOfService(passing) };
}
