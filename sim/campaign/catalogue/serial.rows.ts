import { breaks, rowsOf, stands, type Rows } from './rows.ts';

const { played } = rowsOf('serial');

/** The lines and the devices at their ends. */
export const SERIAL_ROWS: Rows = [
  played('SER1', 'comesBack', 'Frames get lost.', [breaks('bus', 'intermittent', { share: [0.01, 0.3] })]),
  played('SER2', 'goesOn', 'Frames come twice.', [breaks('bus', 'wrong', { share: [0.05, 0.6], how: { manner: 'duplicate' } })]),
  played('SER3', 'holds', 'Bits are wrong.', [breaks('bus', 'garbage', { share: [0.01, 0.3] })]),
  played('SER4', 'holds', 'Frames end early or stick together.', [breaks('bus', 'garbage', { share: [0.3, 1] })]),
  played('SER5', 'holds', 'Everything on a line comes late.', [breaks('bus', 'delayed', { ms: [50, 3000] })]),
  played('SER6', 'holds', 'Frames overtake each other.', [breaks('bus', 'wrong', { share: [0.05, 0.6], how: { manner: 'reorder' } })]),
  played('SER7', 'holds', 'Somebody talks nonsense on a line.', [breaks('bus', 'wrong', { share: [0.2, 1], how: { manner: 'babble' } })]),
  played('SER8', 'holds', 'Old frames come again.', [breaks('bus', 'wrong', { share: [0.05, 0.6], how: { manner: 'replay' } })]),
  played('SER9', 'holds', 'A line is held at one level.', [breaks('bus', 'silent')], { lastsMs: [8000, 25_000], judged: stands() }),
  played('SER10', 'holds', 'A cable is pulled out.', [breaks('bus', 'off')], { lastsMs: [8000, 25_000], judged: stands() }),
  played('SER11', 'holds', 'A cable is pulled out and put in again at once.', [breaks('bus', 'off')], { lastsMs: [200, 1500] }),
  played('SER12', 'refuses', 'Another device answers at an address.', [breaks('drive', 'wrong', { how: { identity: true } })]),
  played('SER13', 'refuses', 'The right device has another firmware.', [breaks('door', 'wrong', { how: { firmware: true } })]),
  played('SER14', 'holds', 'A drive starts anew in mid-move.', [breaks('drive', 'off')], { when: 'liftMoves', lastsMs: [20, 200] }),
  played('SER15', 'holds', 'A device says yes and does nothing.', [breaks('motor', 'off')], { when: 'liftMoves' }),
  played('SER16', 'holds', 'A device does what it is told and never answers.', [breaks('drive', 'silent')], { lastsMs: [8000, 25_000], judged: stands() }),
  played('SER17', 'holds', 'A device repeats its last status for ever.', [breaks('drive', 'stuck')], { lastsMs: [8000, 25_000], judged: stands() }),
  played('SER18', 'holds', 'A device talks at another speed.', [breaks('bus', 'garbage', { how: { share: 1 } })], { lastsMs: [8000, 25_000], judged: stands() }),
  played('SER19', 'holds', 'One line after the other falls silent; they come back in another order.', [{ act: 'swizzle' }], { lastsMs: [12_000, 25_000] }),
  played('SER20', 'holds', 'Two talk at once.', [breaks('bus', 'garbage', { share: [0.3, 0.9], how: { direction: 'toController' } })]),
];

