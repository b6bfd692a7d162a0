import { REFUSED, breaks, rowsOf, stands, type Rows } from './rows.ts';

const { played, missing } = rowsOf('operator');

/** People who work on the tower. */
export const OPERATOR_ROWS: Rows = [
  played('OPS1', 'setsAside', 'Two pallets were swapped by hand, and nobody was told.', [{ act: 'swapPallets' }]),
  played('OPS2', 'refuses', 'The key is left on maintenance.', [{ act: 'panel', hand: 'keyMaintenance' }], { lastsMs: [6000, 25_000], judged: stands(4000) }),
  played('OPS3', 'refuses', 'The hatch is left open.', [{ act: 'panel', hand: 'hatch' }], { lastsMs: [6000, 25_000], judged: stands(4000) }),
  played('OPS4', 'refuses', 'A jumper is left on a contact of the hatch, and the hatch is opened.', [breaks('hatchContact', 'stuck', { how: { level: true } }), { act: 'panel', hand: 'hatch' }], { lastsMs: [6000, 20_000], judged: stands(4000) }),
  missing('OPS5', 'refuses', 'A wrong parameter is saved.', 'the site file is judged before a tower is built from it; tests of config hold its bounds'),
  played('OPS6', 'refuses', 'A contact was replaced and is wired the wrong way round.', [breaks('switchOfCarriage', 'wrong')]),
  played('OPS7', 'refuses', 'An old backup of the journal is restored.', [{ act: 'journal', damage: 'old' }], { judged: REFUSED }),
  played('OPS8', 'holds', 'A held motion goes into the limit.', [{ act: 'heldMotion', what: 'intoLimit' }], { lastsMs: [30_000, 35_000] }),
  missing('OPS9', 'holds', 'A tool is left on the carriage.', 'nothing on the carriage weighs or sees a tool; debris in the shaft is CAR10'),
  played('OPS10', 'holds', 'A module is swapped while everything is on.', [breaks('module', 'wrong', { how: { identity: true } })]),
];
