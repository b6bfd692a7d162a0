import { bySize, cellSizes, type CellSize } from '../../config/cells.ts';
import { beginOrder, doOrder, emptyPallet, expectPallet, orderOf } from './orders.scenario.ts';
import { carsInCells, expectInventoryTrue, expectNoViolation, reasonsOf } from './plays.ts';
import { announceReturn, bring, returnOf, untilAsked, untilLetOut, untilTakenIn } from './returns-play.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.port.ts';
import { homeWhatIsLost, resetAtPanel, settleAll } from './way-back.ts';

const PATIENCE_MS = 300_000;

interface Stored {
  readonly palletId: string;
  readonly carId: string;
  readonly cell: string;
  readonly size: CellSize;
}

/** The cars in their cells, those in the smallest cells first. */
function bySizeOfCell(stage: Stage): readonly Stored[] {
  const sizes = cellSizes(stage.site);
  return carsInCells(stage)
    .flatMap((one) => {
      const size = sizes.get(one.cell);
      return size === undefined ? [] : [{ ...one, size }];
    })
    .sort((one, other) => bySize(one.size, other.size));
}

const roofOf = ({ site: { tower } }: Stage, { clearHeightMm }: CellSize): number => clearHeightMm - tower.headroomMm;

/**
 * Two cars are out, one of a low cell and one of a high cell, whose pallet stands in a bay: the high cell holds nothing. Announces the low
 * one into the other bay, so that the plan is its own low cell.
 */
async function announceLow(stage: Stage, low: Stored, high: Stored) {
  const [bay, other] = stage.site.tower.bays.map(({ id }) => id);
  if (bay === undefined || other === undefined || (await emptyPallet(stage, high)) === undefined) return undefined;
  if (!(await doOrder(stage, { kind: 'provide', orderId: 'provide', bay: other, palletId: high.palletId }))) return undefined;
  if ((await emptyPallet(stage, low)) === undefined) return undefined;
  const returnId = `return-${low.carId}`;
  if (!(await beginOrder(stage, { kind: 'receive', orderId: returnId, carId: low.carId, bay, people: 1 }))) return undefined;
  await stage.clock.until(() => orderOf(stage, returnId)?.phase === 'awaiting', PATIENCE_MS);
  const order = orderOf(stage, returnId);
  stage.expect('the empty pallet of its own low cell waits behind an open door', order?.phase === 'awaiting' && order.palletId === low.palletId, `${JSON.stringify(order)}; ${reasonsOf(stage)}`);
  return { returnId, bay, carId: low.carId, palletId: low.palletId };
}

const roofBoxHighStorey: Scenario = {
  name: 'return-roof-box-high-storey',
  sentence: 'A car comes back with a roof box for which its own cell has become too low: it is measured, goes to a free cell of the high storey, and after a restart the tower still knows that it fits into no low one.',
  family: 'returns',
  play: async (stage) => {
    const cars = bySizeOfCell(stage);
    const [low, high] = [cars[0], cars.at(-1)];
    if (low === undefined || high === undefined || bySize(low.size, high.size) === 0) {
      stage.expect('the site has cells of more than one size', false);
      return;
    }
    const returned = await announceLow(stage, low, high);
    if (returned === undefined) return;
    bring(stage, returned, { load: { heightMm: roofOf(stage, high.size) } });
    await untilAsked(stage, returned, 'allClear', 'the customer is asked whether everybody is out');
    await untilTakenIn(stage, returned);
    expectPallet(stage, low.palletId, high.cell);

    stage.controller.kill();
    await stage.clock.runFor(5000);
    await stage.controller.restart();
    await settleAll(stage);
    await resetAtPanel(stage);
    await homeWhatIsLost(stage);
    const toCell = low.cell.slice('cell:'.length);
    const moved = await stage.tower.order({ kind: 'relocate', orderId: 'relocate', palletId: low.palletId, toCell });
    stage.expect('a technician cannot have it put into its low cell', !moved.ok && moved.error.code === 'cellTooSmall', moved.ok ? 'it was accepted' : `${moved.error.code}: ${moved.error.message}`);
    await expectInventoryTrue(stage);
    expectNoViolation(stage);
  },
};

const fitsNoFreeCell: Scenario = {
  name: 'return-fits-no-free-cell',
  sentence: 'A car that the site takes comes back too high for the only cell that is free: it is told by how much in front of the open door, led out again when nobody takes its roof box down, and its pallet goes home.',
  family: 'returns',
  play: async (stage) => {
    const cars = bySizeOfCell(stage);
    const [low, high] = [cars[0], cars.at(-1)];
    const returned = await announceReturn(stage, 1, low);
    if (returned === undefined || low === undefined || high === undefined) return;
    bring(stage, returned, { load: { heightMm: roofOf(stage, high.size) } });
    const said = await stage.clock.until(() => returnOf(stage, returned)?.checkIn?.findings?.some(({ code, at }) => code === 'noCellFits' && at === 'top') === true, PATIENCE_MS);
    stage.expect('the screen says that no free cell is high enough', said, JSON.stringify(returnOf(stage, returned)));
    await untilLetOut(stage, returned, 'noCellFits');
    expectPallet(stage, low.palletId, low.cell);
  },
};

const roofBoxTakenDown: Scenario = {
  name: 'return-roof-box-taken-down',
  sentence: 'A car comes back too high for the only cell that is free; somebody takes the roof box down in the bay, and the car is taken in.',
  family: 'returns',
  play: async (stage) => {
    const cars = bySizeOfCell(stage);
    const [low, high] = [cars[0], cars.at(-1)];
    const returned = await announceReturn(stage, 1, low);
    const car = stage.plant.state.cars[low?.carId ?? ''];
    if (returned === undefined || low === undefined || high === undefined || car === undefined) return;
    const bare = car.heightMm;
    bring(stage, returned, { load: { heightMm: roofOf(stage, high.size) } });
    await untilAsked(stage, returned, 'mending', 'the screen says what is wrong');
    car.heightMm = bare;
    stage.truthChanged();
    await untilAsked(stage, returned, 'allClear', 'the customer is asked whether everybody is out');
    await untilTakenIn(stage, returned);
    expectPallet(stage, low.palletId, low.cell);
  },
};

/** Cars that come back and do not fit everywhere. */
export const returnCellScenarios: readonly Scenario[] = [roofBoxHighStorey, fitsNoFreeCell, roofBoxTakenDown];
