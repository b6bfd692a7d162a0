import { ALONE, REFUSED, rowsOf, startsNothing, stands, type Rows } from './rows.ts';

const disk = rowsOf('disk');
const HOUR_MS = 3_600_000;
const TEN_YEARS_MS = 10 * 365 * 24 * HOUR_MS;

/** Disk and journal. */
export const DISK_ROWS: Rows = [
  disk.played('DSK1', 'degrades', 'The disk is full.', [{ act: 'disk', trouble: 'full' }], { judged: startsNothing(3000) }),
  disk.played('DSK2', 'degrades', 'The disk has become read-only.', [{ act: 'disk', trouble: 'readOnly' }], { judged: startsNothing(3000) }),
  disk.played('DSK3', 'degrades', 'The disk fails to flush.', [{ act: 'disk', trouble: 'io' }], { judged: startsNothing(3000) }),
  disk.played('DSK4', 'comesBack', 'The disk answers nobody for a while.', [{ act: 'disk', trouble: 'slow' }], { lastsMs: [1000, 30_000], judged: startsNothing(3000) }),
  disk.played('DSK5', 'holds', 'The controller dies with the last write torn.', [{ act: 'dieAt', what: 'writeTorn', how: 'kill' }], { lastsMs: [500, 6000], judged: stands(3000) }),
  disk.played('DSK6', 'refuses', 'A bit of the journal has flipped.', [{ act: 'journal', damage: 'flipped' }]),
  disk.played('DSK7', 'refuses', 'A page of the journal stands where another one should.', [{ act: 'journal', damage: 'misdirected' }]),
  disk.played('DSK8', 'refuses', 'The disk of another tower is put in.', [{ act: 'journal', damage: 'foreign' }], { judged: REFUSED }),
  disk.played('DSK9', 'latches', 'The log of the journal has been deleted.', [{ act: 'journal', damage: 'noLog' }], { judged: REFUSED }),
  disk.played('DSK10', 'refuses', 'The journal was written by a newer program.', [{ act: 'journal', damage: 'newer' }], { judged: REFUSED }),
  disk.missing('DSK11', 'goesOn', 'The journal grows for thirty days.', 'a matter of the soak of thirty days'),
];

const time = rowsOf('time');

/** Clocks. Wall time is what is wrong; nothing that moves may ask it. */
export const TIME_ROWS: Rows = [
  time.played('TIM1', 'goesOn', 'The wall clock jumps, by an hour or by ten years.', [{ act: 'wall', byMs: [-TEN_YEARS_MS, TEN_YEARS_MS] }], { judged: ALONE }),
  time.played('TIM2', 'goesOn', 'The wall clock stands, or runs twice as fast.', [{ act: 'wallRate', rate: [0, 2] }], { lastsMs: [20_000, 90_000], judged: ALONE }),
  time.missing('TIM3', 'goesOn', 'Summer time begins.', 'the controller knows UTC only; words and pages are tested in their own time zones'),
  time.played('TIM4', 'holds', 'Timers come late, again and again.', [{ act: 'freeze', ms: [20, 500], times: 8 }]),
  time.played('TIM5', 'goesOn', 'The wall clock passes the end of 2038.', [{ act: 'wallTo', utcMs: Date.UTC(2038, 0, 19, 3, 13, 30) }], { lastsMs: [60_000, 90_000], judged: ALONE }),
  time.played('TIM6', 'degrades', 'The battery of the clock is dead: the controller starts in 1970.', [{ act: 'wallTo', utcMs: 0 }, { act: 'kill' }], { lastsMs: [500, 6000], judged: stands(3000) }),
];
