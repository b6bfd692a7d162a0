import { breaks, rowsOf, stands, type Rows } from './rows.ts';

const line = rowsOf('line');

/** GPIO and IO modules. */
export const LINE_ROWS: Rows = [
  line.played('IO1', 'latches', 'An input line is stuck at 0.', [breaks('safeLine', 'stuck', { how: { level: false } })], { lastsMs: [8000, 20_000], judged: stands() }),
  line.played('IO2', 'latches', 'An input line is stuck at 1.', [breaks('line', 'stuck', { how: { level: true } })]),
  line.played('IO3', 'holds', 'An input line bounces.', [breaks('line', 'intermittent', { share: [0.05, 0.5] })], { lastsMs: [50, 3000] }),
  line.played('IO4', 'refuses', 'Two input lines are crossed.', [breaks('line', 'wrong', { crossed: true })]),
  line.played('IO5', 'latches', 'The drive-enable is welded on.', [breaks('driveEnable', 'stuck', { how: { level: true } })]),
  line.played('IO6', 'holds', 'An output of the carriage does nothing any more.', [breaks('moduleOutput', 'off')], { byAccident: ['I02', 'I13', 'I26', 'I52', 'I53'] }),
  line.played('IO7', 'latches', 'The contact that shows run-enable lies.', [breaks('runEnabled', 'wrong')], { lastsMs: [8000, 20_000], judged: stands() }),
  line.played('IO8', 'holds', 'An output stays as it is while its module says otherwise.', [breaks('moduleOutput', 'stuck')]),
  line.played('IO9', 'holds', 'The outputs keep their level when the process is gone.', [{ act: 'kill' }, breaks('driveEnable', 'stuck', { how: { level: true } })], { lastsMs: [500, 6000], judged: stands(3000) }),
  line.played('IO10', 'latches', 'One channel of the safety chain is welded when the emergency stop is pressed.', [breaks('chainLine', 'stuck', { how: { level: true } }), { act: 'panel', hand: 'emergencyStop' }], { lastsMs: [6000, 20_000], judged: stands(3000) }),
];

const sensor = rowsOf('sensor');

/** Sensors that measure or see. */
export const SENSOR_ROWS: Rows = [
  sensor.played('SEN1', 'holds', 'An encoder slips.', [breaks('drive', 'wrong', { amount: [12, 60] })], { when: 'liftMoves' }),
  sensor.missing('SEN2', 'holds', 'An encoder counts backwards.', 'the simulated drives have no direction of counting; the first five millimetres of commissioning show it'),
  sensor.played('SEN3', 'holds', 'A distance meter drifts.', [{ act: 'reading', on: 'meter', course: 'drift', amount: [10, 60] }]),
  sensor.played('SEN4', 'holds', 'A distance meter is noisy.', [{ act: 'reading', on: 'meter', course: 'noise', amount: [1, 15] }]),
  sensor.played('SEN5', 'holds', 'A distance meter repeats its last value.', [breaks('meter', 'stuck')]),
  sensor.played('SEN6', 'holds', 'A distance meter is wrong but plausible.', [breaks('meter', 'wrong', { amount: [12, 60] })]),
  sensor.played('SEN7', 'holds', 'A contact comes and goes.', [breaks('contact', 'intermittent', { share: [0.02, 0.5] })]),
  sensor.played('SEN8', 'holds', 'A flag of a level or a position is missing.', [breaks('flag', 'off')]),
  sensor.played('SEN9', 'holds', 'The laser frame does not see the car.', [breaks('laser', 'wrong')], { when: 'carInBay' }),
  sensor.played('SEN10', 'refuses', 'The zero of a scale has shifted.', [breaks('scale', 'wrong', { amount: [-200, 200] })]),
  sensor.played('SEN11', 'latches', 'A person detector is blind.', [breaks('personLine', 'stuck', { how: { level: true } })]),
  sensor.played('SEN12', 'comesBack', 'A person detector sees somebody who is not there.', [breaks('presence', 'off')]),
];

const drive = rowsOf('drive');

/** Drives, brakes and bolts. */
export const DRIVE_ROWS: Rows = [
  drive.played('DRV1', 'holds', 'An axis jams.', [breaks('brake', 'stuck')], { when: 'shuttleOut' }),
  drive.played('DRV2', 'holds', 'A drive trips.', [breaks('motor', 'off')], { when: 'liftMoves', lastsMs: [300, 3000] }),
  drive.played('DRV3', 'holds', 'The lift has come to stand beside its level.', [{ act: 'nudge', axis: 'lift', mm: [6, 40] }], { when: 'carriageArrives' }),
  drive.missing('DRV4', 'latches', 'A brake closes late.', 'the brakes of the plant are springs; a late one would break I33 by itself, for which that limit is the measure'),
  drive.played('DRV5', 'holds', 'A brake does not open.', [breaks('brake', 'stuck')]),
  drive.played('DRV6', 'latches', 'The brake of the lift does not hold: it creeps.', [{ act: 'nudge', axis: 'lift', mm: [7, 9], creep: true }], { when: 'carriageArrives' }),
  drive.missing('DRV7', 'holds', 'A drive runs away.', 'overspeed belongs to the safety hardware of the integrator, which this plant does not model'),
  drive.missing('DRV8', 'goesOn', 'A drive is slow.', 'the simulated drives always follow their set-point; slow ones trip on the following error, as in DRV1'),
  drive.played('DRV9', 'latches', 'A rope is slack.', [breaks('slackRope', 'off')], { lastsMs: [8000, 20_000], judged: stands(6000, 'lift') }),
  drive.played('DRV10', 'latches', 'The lock pin is stuck half-way.', [breaks('lockPinBolt', 'stuck')], { when: 'pinMidway', lastsMs: [8000, 20_000], judged: stands() }),
  drive.played('DRV11', 'holds', 'The fork is stuck half-way.', [breaks('forkBolt', 'stuck')], { when: 'forkMidway', lastsMs: [8000, 20_000], judged: stands(6000, 'shuttle') }),
  drive.missing('DRV12', 'degrades', 'A drive is too hot.', 'no document of a drive has a temperature'),
];

const door = rowsOf('door');

/** Doors and their locks. */
export const DOOR_ROWS: Rows = [
  door.played('DOR1', 'holds', 'A door jams.', [breaks('doorMotor', 'stuck')]),
  door.played('DOR2', 'refuses', 'An inner door is said to be locked while it is not.', [breaks('innerLocked', 'stuck', { how: { level: true } })], { when: 'innerOpen' }),
  door.played('DOR3', 'holds', 'An outer door opens by itself.', [breaks('outerMotor', 'wrong')]),
  door.played('DOR4', 'comesBack', 'Something stands in a closing door.', [{ act: 'person', kind: 'loiterer', ms: [1000, 6000] }], { when: 'outerCloses' }),
  door.played('DOR5', 'refuses', 'The light curtain of a bay is blind.', [breaks('curtain', 'stuck', { how: { level: true } })]),
  door.played('DOR6', 'holds', 'A lock does not lock.', [breaks('doorLock', 'off')], { byAccident: ['I03', 'I04'] }),
  door.missing('DOR7', 'refuses', 'Both doors of a bay are told to open.', 'no request can say so; random commands at the gate (carillon sim gate) try it all the time'),
  door.played('DOR8', 'latches', 'An outer door is heaved open by hand.', [breaks('outerLock', 'off'), breaks('outerMotor', 'wrong')], { when: 'outerShut', byAccident: ['I04', 'I05', 'I08'] }),
];
