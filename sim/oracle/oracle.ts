import type { Site } from '../../config/schema/site.schema.ts';
import type { PlantInputs, PlantState } from '../plant/plant.port.ts';
import { guardInvariants } from './guard-invariants.ts';
import { maintenanceInvariants } from './maintenance-invariants.ts';
import { motionInvariants } from './motion-invariants.ts';
import type { WireWatch } from '../wire/wire-watch.ts';
import type { Invariant, Oracle, Violation } from './oracle.port.ts';
import { peopleInvariants } from './people-invariants.ts';
import { returnInvariants } from './return-invariants.ts';
import { createScene, lookAtScene } from './scene.ts';
import type { Scene } from './scene.ts';
import { stockInvariants } from './stock-invariants.ts';
import { rideInvariant } from './ride-invariant.ts';
import { stopInvariants } from './stop-invariants.ts';
import type { Signs } from './stop-invariants.ts';
import { streetInvariants } from './street-invariants.ts';
import { togetherInvariant } from './together-invariant.ts';
import { transferInvariants } from './transfer-invariants.ts';
import { wireInvariants } from './wire-invariants.ts';
import { createAxisLog } from './wire-log.ts';

interface Watched extends Pick<Invariant, 'premise' | 'holds'> {
  readonly invariant: Invariant;
  premises: number;
  holding: boolean;
}

/** Judges one tick; returns a violation at the moment at which an invariant begins not to hold. */
function judge(watched: Watched, nowMs: number): Violation | undefined {
  if (!watched.premise()) {
    watched.holding = true;
    return undefined;
  }
  watched.premises += 1;
  const held = watched.holding;
  watched.holding = watched.holds();
  if (watched.holding || !held) return undefined;
  const { invariant } = watched;
  return { invariant: invariant.id, atMs: nowMs, detail: invariant.detail(), ...(invariant.isAnswer && { isLate: true }) };
}

/** What the oracle judges. `relay`: who ends torque; without the relay the drives run out their own ramps (stop category 1). */
export interface OracleParts {
  readonly site: Site;
  readonly state: PlantState;
  readonly inputs: PlantInputs;
  readonly relay?: 'present' | 'absent';
  /** What passes the lines; without it the invariants of the wire are not there. */
  readonly wire?: WireWatch;
  /** Plant time of the last edge of the watchdog output, ms. */
  readonly watchdogEdgeMs?: () => number;
}

/** Invariants that need more than the plant: the wire, and the sign of life of the controller. */
function ofTheWire(scene: Scene, { wire, relay = 'present', watchdogEdgeMs }: OracleParts): { readonly invariants: readonly Invariant[]; readonly signs: Signs | undefined } {
  if (wire === undefined) return { invariants: [], signs: undefined };
  const log = createAxisLog(scene);
  wire.listen({ opened: () => undefined, answered: () => undefined, command: log.hear });
  return { invariants: wireInvariants(scene, wire), signs: { axes: log.axes, watchdogEdgeMs: relay === 'present' ? watchdogEdgeMs : undefined } };
}

/** An oracle over the truth of one tower. */
export function createOracle(parts: OracleParts): Oracle {
  const { state } = parts;
  const scene = createScene(parts.site, state, parts.inputs, parts.relay);
  const wire = ofTheWire(scene, parts);
  const watched: readonly Watched[] = [
    ...motionInvariants(scene), togetherInvariant(scene), rideInvariant(scene), ...maintenanceInvariants(scene), ...peopleInvariants(scene), ...streetInvariants(scene),
    ...guardInvariants(scene), ...transferInvariants(scene),
    ...stockInvariants(scene), ...returnInvariants(scene), ...stopInvariants(scene, wire.signs), ...wire.invariants,
  ].map((invariant) => ({ invariant, premise: invariant.premise, holds: invariant.holds, premises: 0, holding: true }));
  const violations: Violation[] = [];
  let lastMs = state.timeMs;

  return {
    check: () => {
      lookAtScene(scene, state.timeMs - lastMs);
      lastMs = state.timeMs;
      for (const one of watched) {
        const violation = judge(one, state.timeMs);
        if (violation !== undefined) violations.push(violation);
      }
    },
    violations: () => violations,
    premises: () => {
      const counts: Record<string, number> = {};
      for (const { invariant, premises } of watched) counts[invariant.id] = (counts[invariant.id] ?? 0) + premises;
      return counts;
    },
    sentences: () => [...new Map(watched.map(({ invariant: { id, sentence } }) => [id, { id, sentence }])).values()],
  };
}
