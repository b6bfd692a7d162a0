import { workerData } from 'node:worker_threads';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { systemHttp } from '../../../hal/system/system-http.ts';
import { systemRng } from '../../../hal/system/system-rng.ts';
import { systemWallClock } from '../../../hal/system/wall-clock.ts';
import { runApiWorker } from '../../api/thread/api-worker.ts';
import type { ApiWorkerData } from '../../api/thread/worker-messages.ts';
import { lapsedClock, lapsedWall } from './time-lapse.ts';

const { lapse } = workerData as ApiWorkerData;

// First file of the API's thread: hands it the machine's clock, dice and network, which only the shell may reach.
await runApiWorker({ clock: lapsedClock(createSystemClock(), lapse), wall: lapsedWall(systemWallClock, lapse), rng: systemRng, http: systemHttp });
