import { z } from 'zod';
import { identifier, quantity } from './quantity.schema.ts';

const side = z.enum(['left', 'right']);

/** One place of the grid of levels, positions and sides. */
const spot = { level: identifier, position: identifier, side };

/** What a cell takes where that is less than the largest car of the site (`carLimits`, with `headroomMm` above it). */
const takes = z.strictObject({
  clearHeightMm: quantity('mm', 1300, 2500, 'from the pallet to what hangs lowest above it: a low car with its headroom, to a van of 2.20 m with its own').optional(),
  lengthMm: quantity('mm', 3000, 5300, 'EN 14010 covers cars up to 5.30 m').optional(),
  massKg: quantity('kg', 800, 2500, 'EN 14010 covers cars below 2,500 kg').optional(),
});

/**
 * Geometry of the tower: storeys, positions, sides, which places are bays and which do not exist. A position lies along the aisle
 * (`xMm`, with a travel axis) or around the shaft (`turnDeg`, with a turntable): the shuttle then reaches to two opposite sides.
 */
export const towerSchema = z.strictObject({
  levels: z.array(z.strictObject({ id: identifier, zMm: quantity('mm', 0, 60_000, 'a storey lies inside the shaft'), takes: takes.optional().describe('What each cell of the storey takes.') })).min(1).max(30),
  positions: z
    .array(
      z.strictObject({
        id: identifier,
        xMm: quantity('mm', 0, 60_000, 'a position lies inside the aisle').optional(),
        turnDeg: quantity('deg', -180, 360, 'a direction lies on the circle around the shaft').optional(),
      }),
    )
    .min(1)
    .max(30),
  sides: z.array(side).min(1).max(2),
  bays: z.array(z.strictObject({ id: identifier, ...spot })).min(1).max(8),
  omitted: z.array(z.strictObject({ ...spot, why: z.string().min(1) })).optional().describe('Where the building has something else than a place: stairs, entrance, plant room.'),
  cells: z.array(z.strictObject({ ...spot, takes })).max(200).optional().describe('Single cells that take something else than their storey: under a beam, beside a duct.'),
  headroomMm: quantity('mm', 20, 300, 'GB 17907 asks for 50 mm above a car in its cell, dense towers leave 150 mm').default(50),
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

/** A turntable under the shuttle. Its drive and its meter count the way at the rim, at the radius `rimMm`. */
const turntable = z.strictObject({
  minDeg: quantity('deg', -200, 370, 'mechanical lower limit of the turntable'),
  maxDeg: quantity('deg', -200, 370, 'mechanical upper limit of the turntable'),
  velocityDegPerS: quantity('deg/s', 1, 40, 'car turntables turn at up to 3 rpm or little more'),
  accelerationDegPerS2: quantity('deg/s2', 1, 25, 'at the ends of a 5 m car 25 deg/s2 are 1.1 m/s2, at which it may slip'),
  jerkDegPerS3: quantity('deg/s3', 1, 100, 'jerk bounds keep the load from swinging'),
  stopDecelerationDegPerS2: quantity('deg/s2', 2, 40, 'ramp of a quick stop; the stopping angle follows from it'),
  brakeCloseMs: axisShape.brakeCloseMs,
  toleranceDeg: quantity('deg', 0.02, 0.4, 'a pallet finds its rails within 10 mm at the rim'),
  holdToleranceDeg: quantity('deg', 0.04, 0.8, 'beyond this the angle is lost while standing'),
  homeDeg: quantity('deg', -200, 370, 'reference angle of the turntable'),
  payloadKg: axisShape.payloadKg,
  rimMm: quantity('mm', 1000, 6000, 'radius at which the way of the turntable is measured'),
});

/**
 * The axes of the storage and retrieval machine; travel in an aisle, turn around a shaft. Positions in mm or degrees, in the
 * coordinates of `tower`.
 */
export const axesSchema = z.strictObject({
  lift: axis,
  travel: axis.optional(),
  turn: turntable.optional(),
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
