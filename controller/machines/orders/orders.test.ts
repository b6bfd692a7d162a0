import assert from 'node:assert/strict';
import type { OrderRequest } from '../../api/order-request.ts';
import { openSimulatedTower } from '../testing/simulated-tower.ts';

type Bench = Awaited<ReturnType<typeof openSimulatedTower>>;

describe('orders on the simulated site', function () {
  this.timeout(60_000);
  let bench: Bench;
  afterEach(async () => {
    assert.deepEqual(bench.simulation.bugs, []);
    assert.deepEqual(bench.sim.violations(), []);
    await bench.simulation.close();
  });

  /** A tower out of which SH-06 has been collected: its pallet P06 stands empty at home. */
  async function openWithEmptyPallet(): Promise<Bench> {
    bench = await openSimulatedTower();
    await bench.bring('SH-06');
    assert.ok(await bench.until(bench.isOver));
    return bench;
  }

  const begin = async (request: OrderRequest) => {
    const answer = await bench.tower.order(request);
    assert.ok(answer.ok, JSON.stringify(answer));
  };
  const place = (palletId: string) => bench.sim.plant.pallets[palletId]?.place;
  const journal = (palletId: string) => bench.now().cells;
  const idle = () => bench.now().state === 'idle';

  it('brings an empty pallet to a bay and opens it, and stows it home again', async () => {
    const { until, sim } = await openWithEmptyPallet();
    await begin({ kind: 'provide', orderId: 'o1', bay: 'B' });
    assert.ok(await until(idle), JSON.stringify(bench.now().reasons));
    assert.equal(place('P06'), 'bay:B');
    assert.ok((sim.plant.doors['B.outer']?.position ?? 0) > 0.99);
    await begin({ kind: 'stow', orderId: 'o2', bay: 'B' });
    assert.ok(await until(idle), JSON.stringify(bench.now().reasons));
    assert.equal(place('P06'), 'cell:2-1R');
    assert.equal(sim.plant.doors['B.outer']?.locked, true);
    void journal;
  });
});
