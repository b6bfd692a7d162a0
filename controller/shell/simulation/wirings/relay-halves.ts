import type { Site } from '../../../../config/schema/site.schema.ts';
import type { PlantState } from '../../../../sim/plant/plant.port.ts';

/** Whom the relay protects where the whole sentence is more than it is wired for. */
export interface RelayHalves {
  /** Once a step of the plant. */
  readonly look: () => void;
  readonly violations: () => readonly { readonly invariant: string; readonly atMs: number; readonly detail: string }[];
  readonly premises: () => Readonly<Record<string, number>>;
}

const CLOSED_BELOW = 0.005;

interface Half {
  readonly invariant: string;
  readonly words: string;
  readonly holds: () => boolean;
  sinceMs: number | undefined;
  premises: number;
  broken: boolean;
}

/**
 * While both doors of a bay are open (I05), somebody is on foot behind an open inner door (I15), or the key stands on maintenance and nobody holds the
 * enabling device (I21), no axis has torque and every brake is closed, once the axes have had the time that they need to stop.
 */
export async function watchRelayHalves(site: Site, plant: PlantState): Promise<RelayHalves> {
  const [{ stopLimits }, { onFoot }] = await Promise.all([import('../../../../sim/oracle/stop-limits.ts'), import('../../../../sim/plant/people-in-bay.ts')]);
  const { axes, doors, panel } = plant;
  const bodies = (['lift', 'travel', 'turn', 'shuttle'] as const).flatMap((id) => (axes[id] === undefined ? [] : [{ id, body: axes[id] }]));
  const stopsMs = Math.max(...bodies.map(({ id }) => {
    const limits = stopLimits(site, id);
    return limits.timeMs(limits.topMmPerS);
  }));
  const isOpen = (id: string): boolean => (doors[id]?.position ?? 0) > CLOSED_BELOW;
  const bays = site.tower.bays.map(({ id }) => id);
  const half = (invariant: string, words: string, holds: () => boolean): Half => ({ invariant, words, holds, sinceMs: undefined, premises: 0, broken: false });
  const halves: readonly Half[] = [
    half('I05', 'both doors of a bay are open', () => bays.some((bay) => isOpen(`${bay}.inner`) && isOpen(`${bay}.outer`))),
    half('I15', 'somebody is behind an open inner door', () => bays.some((bay) => isOpen(`${bay}.inner`) && onFoot(plant, bay) > 0)),
    half('I21', 'nobody holds the enabling device', () => panel.key === 'maintenance' && panel.enabling !== 'mid'),
  ];
  const found: { invariant: string; atMs: number; detail: string }[] = [];
  const judge = (one: Half): void => {
    one.sinceMs = one.holds() ? (one.sinceMs ?? plant.timeMs) : undefined;
    if (one.sinceMs === undefined || plant.timeMs - one.sinceMs <= stopsMs) return;
    one.premises += 1;
    const live = bodies.filter(({ body }) => body.torque || !body.brakeClosed);
    if (live.length > 0 && !one.broken) found.push({ invariant: one.invariant, atMs: plant.timeMs, detail: `${live.map(({ id }) => id).join()} is live while ${one.words}` });
    one.broken = live.length > 0;
  };
  return {
    look: () => { for (const one of halves) judge(one); },
    violations: () => found,
    premises: () => Object.fromEntries(halves.map(({ invariant, premises }) => [invariant, premises])),
  };
}
