import { z } from 'zod';
import { identifier, quantity } from './quantity.schema.ts';

const side = z.enum(['left', 'right']);

/** Geometry of the tower: storeys, positions along the aisle, sides, and which places are bays. */
export const towerSchema = z.strictObject({
  levels: z.array(z.strictObject({ id: identifier, zMm: quantity('mm', 0, 60_000, 'a storey lies inside the shaft') })).min(1).max(30),
  positions: z.array(z.strictObject({ id: identifier, xMm: quantity('mm', 0, 60_000, 'a position lies inside the aisle') })).min(1).max(30),
  sides: z.array(side).min(1).max(2),
  bays: z.array(z.strictObject({ id: identifier, level: identifier, position: identifier, side })).min(1).max(8),
  pallet: z.strictObject({
    lengthMm: quantity('mm', 3000, 6000, 'a pallet carries one passenger car'),
    widthMm: quantity('mm', 1800, 2800, 'a pallet carries one passenger car'),
    massKg: quantity('kg', 200, 1500, 'steel pallets of this size weigh 600 to 900 kg'),
  }),
  carLimits: z.strictObject({
    lengthMm: quantity('mm', 3000, 5300, 'EN 14010 covers cars up to 5.30 m'),
    widthMm: quantity('mm', 1500, 2300, 'EN 14010 covers cars up to 2.30 m'),
    heightMm: quantity('mm', 1200, 2200, 'EN 14010 covers cars up to 2.20 m'),
    massKg: quantity('kg', 800, 2500, 'EN 14010 covers cars below 2,500 kg'),
    clearanceMm: quantity('mm', 40, 250, 'what hangs lower touches the guides of the pallet'),
    imbalancePercent: quantity('%', 5, 60, 'a load that stands this far off its pallet makes the ropes slip'),
  }),
});

const axisShape = {
  minMm: quantity('mm', -10_000, 60_000, 'mechanical lower limit of the axis'),
  maxMm: quantity('mm', -10_000, 60_000, 'mechanical upper limit of the axis'),
  velocityMmPerS: quantity('mm/s', 50, 2500, 'no tower of this kind moves faster than 2.5 m/s'),
  accelerationMmPerS2: quantity('mm/s2', 20, 1500, 'above 1.5 m/s2 a car may slip on its pallet'),
  jerkMmPerS3: quantity('mm/s3', 20, 5000, 'jerk bounds keep the load from swinging'),
  stopDecelerationMmPerS2: quantity('mm/s2', 50, 3000, 'ramp of a quick stop; the stopping distance follows from it'),
  brakeCloseMs: quantity('ms', 10, 500, 'time from loss of torque to a closed brake'),
  toleranceMm: quantity('mm', 1, 20, 'EN 81-20 levels within 10 mm'),
  holdToleranceMm: quantity('mm', 2, 40, 'beyond this the position is lost while standing'),
  homeMm: quantity('mm', -10_000, 60_000, 'reference position of the axis'),
  payloadKg: quantity('kg', 100, 20_000, 'largest moved mass'),
};

const axis = z.strictObject(axisShape);

/** The axes of the storage and retrieval machine. Positions in mm, in the coordinates of `tower`. */
export const axesSchema = z.strictObject({
  lift: axis,
  travel: axis,
  shuttle: z.strictObject({ ...axisShape, strokeMm: quantity('mm', 1000, 8000, 'reach from carriage centre to place centre') }),
});

const actuator = z.strictObject({
  travelMs: quantity('ms', 50, 5000, 'time the mechanism needs'),
  timeoutMs: quantity('ms', 100, 20_000, 'after this the sensors must have followed'),
});

/** Bolts and forks of the carriage. */
export const actuatorsSchema = z.strictObject({ lockPin: actuator, fork: actuator, palletLock: actuator });

const door = z.strictObject({
  travelMs: quantity('ms', 1000, 30_000, 'EN 12453 bounds the speed of a powered door'),
  lockMs: quantity('ms', 50, 3000, 'time the guard lock needs'),
  timeoutMs: quantity('ms', 2000, 60_000, 'after this the door counts as jammed'),
  widthMm: quantity('mm', 2250, 4000, 'GB 17907 asks for car width + 500 mm and at least 2,250 mm'),
  heightMm: quantity('mm', 1600, 3000, 'GB 17907 asks for at least 1,600 mm'),
});

/** Each bay has an inner door towards the shaft and an outer door towards the street. */
export const doorsSchema = z.strictObject({ inner: door, outer: door });
