import { rowsOf, stands, type Rows } from './rows.ts';

const car = rowsOf('car');
const UNKNOWN_CAR = 'no sensor of the tower tells one car of the same size from another';

/** Cars and what they leave behind. */
export const CAR_ROWS: Rows = [
  car.played('CAR1', 'refuses', 'A car is brought that is too long, too high, too wide or too heavy.', [{ act: 'bringer', manner: { load: { heightMm: 2400, massKg: 2900 } } }], { lastsMs: [20_000, 40_000] }),
  car.played('CAR2', 'holds', 'The brake of a car is not on.', [{ act: 'bringer', manner: { forgetsBrake: true } }], { lastsMs: [20_000, 40_000] }),
  car.played('CAR3', 'refuses', 'A car stands askew.', [{ act: 'bringer', manner: { sideMm: 260, aimMm: 200 } }], { lastsMs: [20_000, 40_000] }),
  car.played('CAR4', 'refuses', 'Something sticks out of a car.', [{ act: 'bringer', manner: { opensTailgate: true } }], { lastsMs: [20_000, 40_000] }),
  car.missing('CAR5', 'setsAside', 'Another car is brought than the one announced.', UNKNOWN_CAR),
  car.missing('CAR6', 'refuses', 'Two vehicles stand in a bay.', 'the plant puts one car on a pallet'),
  car.played('CAR7', 'goesOn', 'A car is driven away while it is looked at.', [{ act: 'fetchEarly' }], { when: 'carInBay' }),
  car.played('CAR8', 'holds', 'A car is left half on its pallet.', [{ act: 'bringer', manner: { aimMm: 900 } }], { lastsMs: [20_000, 40_000] }),
  car.played('CAR9', 'holds', 'Something burns.', [{ act: 'panel', hand: 'smoke' }], { lastsMs: [6000, 30_000] }),
  car.played('CAR10', 'setsAside', 'Oil runs over the floor of a bay, or something lies in the shaft.', [{ act: 'floorWet' }, { act: 'around', change: { debris: true } }]),
];

const people = rowsOf('people');

/** People, at any moment. */
export const PEOPLE_ROWS: Rows = [
  people.played('PPL1', 'holds', 'Somebody walks into the bay.', [{ act: 'person', kind: 'visitor', ms: [1000, 20_000] }], { when: 'outerOpen' }),
  people.played('PPL2', 'refuses', 'Somebody stays in the car.', [{ act: 'bringer', manner: { staying: 1 }, people: 2 }], { lastsMs: [20_000, 40_000] }),
  people.played('PPL3', 'comesBack', 'Somebody goes back through the closing door.', [{ act: 'person', kind: 'returner', ms: [1000, 8000] }], { when: 'outerOpen' }),
  people.played('PPL4', 'latches', 'Somebody comes in through the service hatch.', [{ act: 'panel', hand: 'hatch' }, { act: 'shaftPerson' }], { lastsMs: [5000, 20_000], judged: stands(3000) }),
  people.played('PPL5', 'comesBack', 'Somebody is behind the closed door and holds the button to get out.', [{ act: 'shutIn' }], { lastsMs: [15_000, 40_000] }),
  people.played('PPL6', 'refuses', 'Somebody stands in the bay for a long time without a move.', [{ act: 'person', kind: 'visitor', ms: [90_000, 120_000] }], { when: 'outerOpen' }),
  people.played('PPL7', 'refuses', 'A technician is in the shaft while a colleague starts production.', [{ act: 'panel', hand: 'hatch' }, { act: 'panel', hand: 'keyMaintenance' }, { act: 'shaftPerson' }, { act: 'requests', what: 'whileShaftEntered' }], { lastsMs: [6000, 20_000], judged: stands(3000) }),
  people.played('PPL8', 'holds', 'The enabling device is wedged down.', [{ act: 'heldMotion', what: 'wedged' }], { lastsMs: [45_000, 50_000] }),
  people.played('PPL9', 'refuses', 'One says that all are out while another is in the car.', [{ act: 'bringer', manner: { staying: 1, companions: 1 }, people: 2 }], { lastsMs: [20_000, 40_000] }),
  people.played('PPL10', 'refuses', 'A child presses everything.', [{ act: 'requests', what: 'everything' }]),
];

const network = rowsOf('network');
const NO_BACKEND = 'the simulated tower has no backend; its tokens and events have campaigns of their own in controller/bookings/backend';

/** What comes from afar. */
export const NETWORK_ROWS: Rows = [
  network.missing('NET1', 'goesOn', 'The backend is down.', 'every run is one: the simulated tower has no backend'),
  network.played('NET2', 'goesOn', 'A request comes twice.', [{ act: 'requests', what: 'sameTwice' }]),
  network.missing('NET3', 'goesOn', 'Requests come in another order.', NO_BACKEND),
  network.missing('NET4', 'refuses', 'A request is replayed a day later.', NO_BACKEND),
  network.missing('NET5', 'refuses', 'A token is forged.', NO_BACKEND),
  network.missing('NET6', 'goesOn', 'A connection stalls.', NO_BACKEND),
  network.played('NET7', 'refuses', 'Two want one car.', [{ act: 'requests', what: 'sameCarTwice' }]),
  network.missing('NET8', 'refuses', 'A message is huge or malformed.', 'a matter of the fuzz of the API'),
  network.missing('NET9', 'holds', 'The clocks of backend and tower differ.', NO_BACKEND),
  network.missing('NET10', 'refuses', 'A certificate is wrong.', NO_BACKEND),
];

const kiosk = rowsOf('kiosk');
const NO_KIOSK = 'the simulated tower has no kiosk; its pages are tested in a browser';

/** The screen. */
export const KIOSK_ROWS: Rows = [
  kiosk.missing('UI1', 'comesBack', 'The page crashes or hangs.', NO_KIOSK),
  kiosk.missing('UI2', 'refuses', 'A touch is stuck.', NO_KIOSK),
  kiosk.played('UI3', 'goesOn', 'A button is tapped twice.', [{ act: 'requests', what: 'sameTwice' }]),
  kiosk.missing('UI4', 'comesBack', 'The camera is unplugged.', NO_KIOSK),
  kiosk.missing('UI5', 'comesBack', 'The camera is covered.', NO_KIOSK),
  kiosk.missing('UI6', 'refuses', 'A photo is held up.', NO_KIOSK),
  kiosk.missing('UI7', 'refuses', 'A camera is pretended.', NO_KIOSK),
  kiosk.missing('UI8', 'refuses', 'The wrong face matches.', NO_KIOSK),
  kiosk.missing('UI9', 'refuses', 'The API is flooded.', 'a matter of the fuzz of the API'),
  kiosk.missing('UI10', 'comesBack', 'The screen shows an old state.', NO_KIOSK),
];

const security = rowsOf('security');
const NOT_A_TOWER = 'no matter of a moving tower; it is tested where it belongs, or stands in the README as a limit';

/** Attackers. */
export const SECURITY_ROWS: Rows = [
  ['SEC1', 'The page is in the hands of somebody else.'], ['SEC2', 'A keyboard is plugged in.'], ['SEC3', 'A code is guessed.'], ['SEC4', 'A QR code is malicious.'], ['SEC5', 'A foreign device sits on a line.'],
  ['SEC6', 'The audit is edited.'], ['SEC7', 'An update is bad.'], ['SEC8', 'A package is malicious.'], ['SEC9', 'The disk is stolen.'], ['SEC10', 'Somebody listens in at the camera.'],
].map(([id = '', words = '']) => security.missing(id, 'refuses', words, NOT_A_TOWER));
