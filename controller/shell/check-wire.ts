import type { ConfigProblem } from '../../config/load-site.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { worstRoundMs } from '../../hal/drivers/bus-load.ts';

/** Refuses a site whose buses cannot carry their poll rounds: what is asked later than its age limit allows would always be stale. */
export function checkWire(site: Site): readonly ConfigProblem[] {
  return site.buses.flatMap((bus) => {
    const roundMs = worstRoundMs(site, bus.id);
    if (roundMs <= bus.cycleMs) return [];
    return [{ file: site.id, path: `buses.${bus.id}.cycleMs`, message: `the worst poll round takes ${roundMs.toFixed(1)} ms and does not fit into ${String(bus.cycleMs)} ms; lengthen the cycle or move devices to another bus` }];
  });
}
