import assert from 'node:assert/strict';
import { createAlarmList } from '../../alarms/alarm-list.ts';
import type { TowerEvent } from '../../api/tower.port.ts';
import type { ReceivePhase, ReceiveRecord } from '../../journal/order-record.ts';
import { createVirtualClock } from '../../../sim/time/virtual-clock.ts';
import type { StopControl } from '../../safety/gate.port.ts';
import { orderFault } from '../orders/order-fault.ts';
import { createWatchfulness } from './watchfulness.ts';

const receive = (phase: ReceivePhase): ReceiveRecord =>
  ({ kind: 'receive', orderId: 'r-1', bookingId: 'b-1', carId: 'SH-05', palletId: 'P05', fromCell: '2-1L', toCell: '2-1L', bay: 'A', phase });

function bench() {
  const clock = createVirtualClock();
  const wall = { utcMs: () => 7 };
  const alarms = createAlarmList({ nowMs: clock.nowMs, utcMs: wall.utcMs, happened: () => undefined, changed: () => undefined });
  const stop: StopControl = { stop: () => { assert.fail('nothing may stop here'); }, latched: () => undefined, reset: () => assert.fail('nothing is reset here'), onChange: () => undefined };
  const watch = createWatchfulness({ clock, wall, stop, alarms });
  const told: TowerEvent[] = [];
  watch.onEvent((event) => { told.push(event); });
  return { watch, told };
}

describe('what the tower tells of an order that has ended', () => {
  it('is that a car is back, with the booking that it was away with', () => {
    const { watch, told } = bench();
    watch.ended(receive('done'), undefined);
    assert.deepEqual(told, [{ kind: 'carReturned', carId: 'SH-05', returnId: 'r-1', bookingId: 'b-1', utcMs: 7 }]);
  });

  it('is that a car was refused or taken back: a booking may wait to hear of it', () => {
    const { watch, told } = bench();
    watch.ended(receive('cancelled'), undefined);
    assert.deepEqual(told, [{ kind: 'returnTakenBack', carId: 'SH-05', returnId: 'r-1', utcMs: 7 }]);
  });

  it('is nothing when the car is not where the journal has it', () => {
    const { watch, told } = bench();
    watch.ended(receive('stalled'), orderFault('palletMissing', 'The pallet is not there.'));
    assert.deepEqual(told, []);
  });
});
