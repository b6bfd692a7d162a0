import { cellSizeOf, largestCar, takes, type CellSize } from './cells.ts';
import { placesOf, type Place } from './places.ts';
import type { Site, Stock } from './schema/site.schema.ts';

interface Contradiction {
  readonly path: string;
  readonly message: string;
}

/** Pallet, rails and the beams under them, of the storey above. */
const STRUCTURE_MM = 200;

/** Rules between what the cells take and what lets cars in and carries them: limits, bays, pallet, lift, shuttle, storeys. */
export function cellChecks(site: Site): readonly Contradiction[] {
  const cells = placesOf(site).filter(({ kind }) => kind === 'cell');
  const problems = [...beyondLimits(site), ...storeys(site, cells), ...namedCells(site, cells), ...doorways(site)];
  const largest = largestCar(site);
  if (problems.length === 0 && !cells.some((cell) => takes(cellSizeOf(site, cell), largest, site.tower.headroomMm))) {
    problems.push({ path: 'tower.levels', message: `no cell takes the largest car that tower.carLimits lets in (${String(largest.heightMm)} mm high with ${String(site.tower.headroomMm)} mm above it, ${String(largest.lengthMm)} mm long, ${String(largest.massKg)} kg): lower carLimits, or let one storey take it` });
  }
  return problems;
}

/** A cell that promises more than bay, pallet, lift or shuttle can bring promises what never comes. */
function beyondLimits({ tower, axes }: Site): readonly Contradiction[] {
  const { carLimits, headroomMm, pallet } = tower;
  const carriedKg = Math.min(axes.lift.payloadKg, axes.shuttle.payloadKg) - pallet.massKg;
  const said = [
    ...tower.levels.map(({ id, takes: own }) => ({ where: `storey ${id}`, path: 'tower.levels', own: own ?? {} })),
    ...(tower.cells ?? []).map(({ level, position, side, takes: own }) => ({ where: `cell ${level}-${position} ${side}`, path: 'tower.cells', own })),
  ];
  return said.flatMap(({ where, path, own: { clearHeightMm, lengthMm, massKg } }) => {
    const more = (key: keyof CellSize, is: number, than: string, most: number): Contradiction => ({ path, message: `${where}: takes.${key} ${String(is)} is more than ${than} (${String(most)})` });
    return [
      ...(clearHeightMm !== undefined && clearHeightMm > carLimits.heightMm + headroomMm ? [more('clearHeightMm', clearHeightMm, 'tower.carLimits.heightMm lets in, with tower.headroomMm above it', carLimits.heightMm + headroomMm)] : []),
      ...(lengthMm !== undefined && lengthMm > carLimits.lengthMm ? [more('lengthMm', lengthMm, 'tower.carLimits.lengthMm lets in', carLimits.lengthMm)] : []),
      ...(lengthMm !== undefined && lengthMm > pallet.lengthMm ? [more('lengthMm', lengthMm, 'tower.pallet.lengthMm', pallet.lengthMm)] : []),
      ...(massKg !== undefined && massKg > carLimits.massKg ? [more('massKg', massKg, 'tower.carLimits.massKg lets in', carLimits.massKg)] : []),
      ...(massKg !== undefined && massKg > carriedKg ? [more('massKg', massKg, 'lift and shuttle carry beside the pallet (payloadKg)', carriedKg)] : []),
    ];
  });
}

/** The storey above begins where the room of a cell ends. */
function storeys(site: Site, cells: readonly Place[]): readonly Contradiction[] {
  return site.tower.levels.flatMap(({ id, zMm }) => {
    const above = Math.min(...site.tower.levels.flatMap((other) => (other.zMm > zMm ? [other.zMm] : [])));
    const highest = Math.max(0, ...cells.flatMap((cell) => (cell.level === id ? [cellSizeOf(site, cell).clearHeightMm] : [])));
    if (highest + STRUCTURE_MM <= above - zMm) return [];
    return [{ path: 'tower.levels', message: `storey ${id}: ${String(highest)} mm of clear height and ${String(STRUCTURE_MM)} mm of structure do not fit below the next storey, ${String(above - zMm)} mm above` }];
  });
}

/** `tower.cells` names cells that there are, each once. */
function namedCells({ tower }: Site, cells: readonly Place[]): readonly Contradiction[] {
  const seen = new Set<string>();
  return (tower.cells ?? []).flatMap(({ level, position, side }) => {
    const spot = `${level}-${position} ${side}`;
    const isCell = cells.some((cell) => cell.level === level && cell.position === position && cell.side === side);
    const twice = seen.has(spot);
    seen.add(spot);
    if (!isCell) return [{ path: 'tower.cells', message: `the tower has no cell at ${spot}` }];
    return twice ? [{ path: 'tower.cells', message: `cell ${spot} stands twice` }] : [];
  });
}

/** What is let in passes both doors of its bay. */
function doorways({ tower: { carLimits }, doors }: Site): readonly Contradiction[] {
  return (['inner', 'outer'] as const).flatMap((which) =>
    carLimits.heightMm <= doors[which].heightMm ? [] : [{ path: 'tower.carLimits.heightMm', message: `cars of ${String(carLimits.heightMm)} mm do not pass doors.${which}.heightMm (${String(doors[which].heightMm)} mm)` }],
  );
}

/** Rules between a site and what stands in it: each pallet in a cell of the site, and each car in a cell that takes it. */
export function stockChecks(site: Site, stock: Stock): readonly Contradiction[] {
  const cells = placesOf(site).filter(({ kind }) => kind === 'cell');
  return stock.pallets.flatMap(({ id, cell: name, car: carId }) => {
    const cell = cells.find((one) => one.name === name);
    if (cell === undefined) return [{ path: 'pallets', message: `pallet ${id} stands in cell ${name}, which site ${site.id} does not have` }];
    if (carId === undefined) return [];
    const car = stock.cars.find((one) => one.id === carId);
    if (car === undefined) return [{ path: 'pallets', message: `pallet ${id} carries car ${carId}, which is not among the cars` }];
    const size = cellSizeOf(site, cell);
    if (takes(size, car, site.tower.headroomMm)) return [];
    return [{ path: 'pallets', message: `car ${carId} (${String(car.heightMm)} mm high, ${String(car.lengthMm)} mm long, ${String(car.massKg)} kg) does not fit into cell ${name}: it takes ${String(size.clearHeightMm - site.tower.headroomMm)} mm, ${String(size.lengthMm)} mm and ${String(size.massKg)} kg` }];
  });
}
