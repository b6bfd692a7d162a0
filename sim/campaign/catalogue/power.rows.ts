import { REFUSED, breaks, rowsOf, stands, type Rows } from './rows.ts';

const { played } = rowsOf('power');

/** Mains, supplies and batteries. */
export const POWER_ROWS: Rows = [
  played('PWR1', 'degrades', 'The mains fail, the battery holds: what runs is ended, nothing new begins.', [{ act: 'around', change: { mains: false } }], { lastsMs: [10_000, 60_000] }),
  played('PWR2', 'holds', 'Everything goes dark between the durable intent and its command.', [{ act: 'dieAt', what: 'intentWritten', how: 'power' }], { judged: stands(3000) }),
  played('PWR3', 'holds', 'Everything goes dark between the command and its answer.', [{ act: 'dieAt', what: 'commandSent', how: 'power' }], { judged: stands(3000) }),
  played('PWR4', 'holds', 'Everything goes dark between the effect and its durable outcome.', [{ act: 'dieAt', what: 'outcomeUnwritten', how: 'power' }], { judged: stands(3000) }),
  played('PWR5', 'holds', 'Everything goes dark in the middle of a write to the log.', [{ act: 'dieAt', what: 'writeTorn', how: 'power' }], { judged: stands(3000) }),
  played('PWR6', 'holds', 'The power fails again during the recovery, and once more.', [{ act: 'powerCut', times: 3 }], { judged: stands(3000) }),
  played('PWR7', 'holds', 'The controller browns out while the drives stay up.', [{ act: 'kill' }], { lastsMs: [20_000, 60_000], judged: stands(3000) }),
  played('PWR8', 'holds', 'The drives brown out while the controller stays up.', [{ act: 'panel', hand: 'supply' }, breaks('drive', 'off', { all: true })], { judged: stands(3000) }),
  played('PWR9', 'latches', 'The 24 V of the inputs are lost: every line reads 0.', [breaks('line', 'off', { all: true })], { judged: stands(3000) }),
  played('PWR10', 'holds', 'The battery is dead when the mains fail.', [{ act: 'around', change: { mains: false, battery: false } }, { act: 'powerCut' }], { judged: stands(3000) }),
  played('PWR11', 'holds', 'The power returns while a person is in the bay.', [{ act: 'person', kind: 'visitor', ms: [20_000, 60_000] }, { act: 'powerCut' }], { when: 'outerOpen', judged: stands(3000) }),
];

const process = rowsOf('process');

/** The process of the controller and its neighbours. */
export const PROCESS_ROWS: Rows = [
  process.played('PROC1', 'holds', 'The controller is killed.', [{ act: 'kill', asking: 40 }], { lastsMs: [500, 6000], judged: stands(3000) }),
  process.played('PROC2', 'holds', 'The controller is stopped for a long while and goes on as if nothing had been.', [{ act: 'freeze', ms: [2000, 60_000] }], { judged: stands(3000) }),
  process.played('PROC3', 'holds', 'The loop of the controller is held up.', [{ act: 'freeze', ms: [50, 2000] }]),
  process.missing('PROC4', 'holds', 'An error that nobody catches.', 'it ends the process, as PROC1 does; where it may be thrown is a matter of the real process tree'),
  process.missing('PROC5', 'holds', 'The memory is full.', 'needs the real process tree'),
  process.played('PROC6', 'degrades', 'The controller dies again and again.', [{ act: 'kill', times: 3 }], { lastsMs: [2000, 6000], judged: stands(3000) }),
  process.played('PROC7', 'refuses', 'A second controller is started beside the first.', [{ act: 'rival' }], { judged: REFUSED }),
  process.missing('PROC8', 'comesBack', 'Page or shell of the kiosk dies.', 'the simulated tower has no kiosk; its page and shell are tested in a browser'),
  process.missing('PROC9', 'comesBack', 'Whoever restarts the controller dies.', 'the service manager of the real machine'),
];

