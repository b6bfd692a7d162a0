import type { BayFactName, TowerFactName } from '../sensing/fact.ts';

/** How a hazard is answered. */
export type HazardAnswer =
  /** By the rows that carry its number. */
  | { readonly by: 'rows' }
  /** Software cannot see it or must not be what stops it: the independent safety hardware acts, and this fact mirrors it. */
  | { readonly by: 'mirror'; readonly fact: TowerFactName | BayFactName; readonly reason: string }
  /** By another part of the controller. `test`: the file and the title of a situation that shows it. */
  | { readonly by: 'part'; readonly part: string; readonly test: { readonly file: string; readonly title: string } };

/** One hazard of a car tower, by its number in the list, and everything that answers it. */
export interface Hazard {
  readonly number: number;
  readonly name: string;
  readonly answers: readonly HazardAnswer[];
}

const ROWS: HazardAnswer = { by: 'rows' };
const part = (what: string, file: string, title: string): HazardAnswer => ({ by: 'part', part: what, test: { file, title } });
const mirror = (fact: TowerFactName | BayFactName, reason: string): HazardAnswer => ({ by: 'mirror', fact, reason });

/** The 64 hazards of an automated car tower (STPA and FMEA), each with its answers. `verify interlocks` traces them. */
export const HAZARDS: readonly Hazard[] = [
  { number: 1, name: 'person in a bay when the outer door closes', answers: [ROWS] },
  { number: 2, name: 'person in a bay when the inner door opens or a pallet moves', answers: [ROWS] },
  { number: 3, name: 'child or pet left in the car', answers: [ROWS] },
  { number: 4, name: 'driver stays in the car', answers: [ROWS, part('receive: whoever stays in the car is seen by radar and count', 'controller/machines/orders/receive/check-in.machine.test.ts', 'stays in the car: scanner and camera see nobody, yet the radar and the count do')] },
  { number: 5, name: 'person walks back in during a transfer', answers: [ROWS] },
  { number: 6, name: 'intruder through a maintenance door', answers: [ROWS] },
  { number: 7, name: 'technician inside while the tower is put to AUTO', answers: [ROWS, part('modes: back to production only after the exit check, with a fresh edge at the panel', 'controller/machines/maintenance/mode.machine.test.ts', 'give production back only after the exit check and a fresh edge at the panel, in this order'), part('modes: personal tags', 'controller/machines/maintenance/mode.machine.test.ts', 'leave production when somebody hangs up a tag, key or no key')] },
  { number: 8, name: 'light curtain defective or permanently clear', answers: [ROWS, part('sensing: two channels of one fact may not differ for long; each car that is driven in is a test of both', 'controller/sensing/derivation.test.ts', 'does not trust a pair again, of which one was stuck, until both have said false together')] },
  { number: 9, name: 'person sensor fault ignored', answers: [ROWS, part('sensing: a channel that disagrees stays unknown until a technician has looked', 'controller/sensing/derivation.test.ts', 'believes the unsafe one at once, and neither when they differ too long')] },
  { number: 10, name: 'car rolls on its pallet', answers: [ROWS] },
  { number: 11, name: 'car not centred, wheel off the pallet', answers: [ROWS] },
  { number: 12, name: 'overlength, overhang, tow bar, open boot', answers: [ROWS] },
  { number: 13, name: 'too high: roof box, aerial', answers: [ROWS, part('sensing: what one look of the frame has missed admits nothing', 'controller/sensing/load-facts.test.ts', 'is not within a limit because one look of the frame has missed what reaches beyond it'), part('receive: measured, a car goes into the smallest free cell that takes it; one that fits into none is led out again', 'controller/machines/orders/receive/measure.test.ts', 'says of a car that the site takes why none of the free cells does, and by how much')] },
  { number: 14, name: 'too wide: mirrors not folded', answers: [ROWS] },
  { number: 15, name: 'low clearance, spoiler touches', answers: [ROWS] },
  { number: 16, name: 'overweight', answers: [ROWS, mirror('safetyChainClosed', 'The overload relay of the lift acts on its own load cells and opens the safety circuit; the scale of the bay only refuses earlier.')] },
  { number: 17, name: 'pallet not seated, lock pin not in', answers: [ROWS] },
  { number: 18, name: 'lift travels with the shuttle extended', answers: [ROWS] },
  { number: 19, name: 'shuttle extends with the lift off its level', answers: [ROWS] },
  { number: 20, name: 'shuttle enters an occupied cell', answers: [ROWS, part('transfer: the probe is asked before the shuttle reaches out', 'controller/machines/transfer/next-step.test.ts', 'puts nothing into a place that is taken')] },
  { number: 21, name: 'pick from an empty cell', answers: [part('transfer: the probe is asked before the shuttle reaches out', 'controller/machines/transfer/next-step.test.ts', 'takes no pallet that is not there, and leaves the carriage empty'), part('situations: phantom car', 'controller/shell/situations/inventory.tower.test.ts', 'a cell is empty, its pallet stands in a bay: the shuttle does not reach into the cell, and the sensors of the bay prove where it is')] },
  { number: 22, name: 'bay falsely empty', answers: [ROWS] },
  { number: 23, name: 'encoder slip, lost reference', answers: [ROWS] },
  { number: 24, name: 'overspeed, free fall', answers: [ROWS, mirror('safetyChainClosed', 'Governor and safety gear act without any software; their switch opens the safety circuit.')] },
  { number: 25, name: 'slack or broken rope', answers: [ROWS] },
  { number: 26, name: 'brake does not hold', answers: [ROWS, part('supervisor: an axis that leaves the place where it came to rest is found by two sensors', 'controller/safety/standstill.test.ts', 'finds an axis that leaves the place where it came to rest, by either sensor alone')] },
  { number: 27, name: 'overtravel', answers: [ROWS] },
  { number: 28, name: 'power cut in mid-lift', answers: [ROWS] },
  { number: 29, name: 'power cut in mid-transfer', answers: [ROWS] },
  { number: 30, name: 'serial link lost, controller hangs', answers: [ROWS, part('supervisor: a scan that stands still feeds no watchdog', 'controller/shell/situations/watchdog.tower.test.ts', 'takes the power from a tower whose scan has stopped, within 120 ms'), part('drivers: what falls silent is not live', 'hal/drivers/device-link.test.ts', 'and is silent when its age is up')] },
  { number: 31, name: 'stale or frozen reading shown as good', answers: [ROWS, part('drivers: a counter that stands still is a frozen device', 'hal/drivers/device-link.test.ts', 'is frozen, not live, when the counter has stood still for three answers, and gets no refresh then'), part('supervisor: facts that could not be derived count as none', 'controller/shell/situations/watchdog.tower.test.ts', 'is not fed by a scan that cannot derive its facts')] },
  { number: 32, name: 'noise lets a wrong command through', answers: [part('wire: no frame survives a changed character', 'hal/wire/modbus-ascii/frame.test.ts', 'does not survive the change of any one character'), part('drivers: armed, CRC-32 included, and read back before it counts', 'hal/drivers/actuator.test.ts', 'is not executed when the device has stored something else')] },
  { number: 33, name: 'GPIO input stuck', answers: [ROWS, part('sensing: two channels of one fact may not differ for long', 'controller/sensing/derivation.test.ts', 'believes the unsafe one at once, and neither when they differ too long')] },
  { number: 34, name: 'two controllers command', answers: [ROWS, part('epoch in every command', 'controller/shell/situations/epochs.tower.test.ts', 'one comes back from the past, with the epoch of a journal that was restored: no device takes a command from it')] },
  { number: 35, name: 'restart replays a move', answers: [ROWS, part('recovering: what was under way waits for a person', 'controller/machines/recovering/recovering.test.ts', 'is not settled by agreement alone while a motion has no end in the journal'), part('a reset starts nothing, a command without reset neither', 'controller/machines/deliveries.tower.test.ts', 'moves neither by a reset alone nor by a command alone')] },
  { number: 36, name: 'wrong car delivered', answers: [part('transfer: the tag is read before the inner door opens', 'controller/machines/transfer/next-step.test.ts', 'does not open the bay for a pallet with another tag'), part('situations: wrong tag', 'controller/shell/situations/inventory.tower.test.ts', 'a pallet carries another tag: its car is not presented to anybody')] },
  { number: 37, name: 'car released to the wrong person', answers: [part('bookings: distance, margin and attempts', 'controller/bookings/recognition.test.ts', 'pauses the face of a booking after three near misses, and of that booking only'), part('bookings: second factor', 'controller/api/collection.test.ts', 'asks for the code after the face where the site wants both')] },
  { number: 38, name: 'genuine customer rejected', answers: [part('bookings: code and pass beside the face', 'controller/api/collection.test.ts', 'takes code and pass as equals of the face')] },
  { number: 39, name: 'booking rule broken', answers: [part('bookings: judged again at the release', 'controller/api/collection.test.ts', 'fulfils a booking once: not by a used ticket, nor by recognising again'), part('bookings: one car, one booking', 'controller/bookings/recognition.test.ts', 'gives a car to one of two who ask at the same instant')] },
  { number: 40, name: 'inner door jams with a car behind it', answers: [ROWS] },
  { number: 41, name: 'outer door fails open', answers: [ROWS] },
  { number: 42, name: 'car drives against a closed door', answers: [ROWS, part('bay: the green lamp comes after the open door, the red one before it shuts', 'sim/scenarios/door.scenario.ts', 'nobody is invited in, nothing moves, and it opens fully when it is free'), part('receive: a driver who is too fast is told so', 'sim/scenarios/returns.scenario.ts', 'A driver comes in too fast and stops too late')] },
  { number: 43, name: 'battery or fuel fire in a cell', answers: [ROWS, mirror('fireClear', 'The fire panel alarms and extinguishes by itself; its contact is read back, the plan of the site follows it.'), part('site plan: the lift leaves empty', 'controller/shell/situations/site-plans.tower.test.ts', 'sends the empty lift to its level, and never one with a car')] },
  { number: 44, name: 'fire alarm while a car is on the lift', answers: [ROWS, part('site plan: the step under way ends, people are let out', 'controller/shell/situations/site-plans.tower.test.ts', 'ends the work with the step under way, lets people out, and lets it go on only after an inspection')] },
  { number: 45, name: 'fuel, oil or battery leak', answers: [ROWS] },
  { number: 46, name: 'storm, facade deflects, rain in the bay', answers: [ROWS] },
  { number: 47, name: 'earthquake', answers: [ROWS, mirror('seismicClear', 'The seismic switch stands in the safety circuit and stops by itself; it is read back, and the tower waits for its inspection.')] },
  { number: 48, name: 'flood in the pit', answers: [ROWS] },
  { number: 49, name: 'water, ice or snow on the car', answers: [ROWS] },
  { number: 50, name: 'imbalanced load, rope slip', answers: [ROWS] },
  { number: 51, name: 'loose item falls from a car', answers: [ROWS] },
  { number: 52, name: 'two lifts, or lift and turntable, in one zone', answers: [part('leases: one holder of a resource at a time', 'controller/safety/leases.test.ts', 'are taken all or none, and by one at a time')] },
  { number: 53, name: 'deadlock: every bay taken, tower full', answers: [part('planner: no bay, no promise', 'controller/machines/tower/bay-choice.test.ts', 'offers none when all are blocked'), part('orders: what the stock does not allow', 'controller/machines/orders/orders.tower.test.ts', 'answers the same request with the same order, and refuses what the stock does not allow')] },
  { number: 54, name: 'starvation of an unlucky place', answers: [part('planner: after five minutes age alone counts', 'controller/planner/next-turn.test.ts', 'is that of whoever has waited five minutes, however near the others are')] },
  { number: 55, name: 'technician jogs the wrong axis', answers: [ROWS] },
  { number: 56, name: 'hold-to-run wedged', answers: [ROWS, part('maintenance: a press from before, or one that lasts longer than a hand holds, does not count', 'controller/machines/maintenance/hold-to-run.test.ts', 'refuse a press that was down when manual mode began, and one that lasts longer than a hand holds (Ibaraki)')] },
  { number: 57, name: 'remote session starts a motion', answers: [ROWS, part('API: no way to an actuator', 'controller/api/refusals.test.ts', 'knows no way to motion but collections, and no actuator at all')] },
  { number: 58, name: 'inventory edited wrongly by a technician', answers: [part('recovering: only what two dissimilar signals prove', 'controller/machines/recovering/recovering.test.ts', 'accepts only what was shown: when the sensors say something else meanwhile, it asks to look again'), part('quarantine: two people or a sensor, and the place stays out of service', 'controller/machines/quarantine/map-edits.test.ts', 'takes two of them where no sensor looks, and the place stays out of service')] },
  { number: 59, name: 'forged release', answers: [part('bookings: signed passes', 'controller/bookings/pass.test.ts', 'is refused when another tower signed it, or another site’s name stands under the signature'), part('API: origin, host, role', 'controller/api/refusals.test.ts', 'refuses pages of other origins, even with a good session'), part('journal: hash-chained audit', 'controller/journal/audit-chain.test.ts', 'sees any edit, deletion, insertion and swap of rows, wherever it is'), part('drivers: a device of another firmware is told nothing but who it should be', 'hal/drivers/device-link.test.ts', 'it is told nothing but who it should be')] },
  { number: 60, name: 'clock jumps', answers: [part('bookings: a pause outlives a clock that is set back', 'controller/bookings/recognition.test.ts', 'does not shorten a pause when the clock of the tower is set back')] },
  { number: 61, name: 'disk full, log lost', answers: [ROWS] },
  { number: 62, name: 'alarm flood hides the first cause', answers: [part('alarms: first-out', 'controller/alarms/alarm-list.test.ts', 'marks the first of a cascade, and shows the consequences behind it'), part('alarms: flood', 'controller/alarms/alarm-list.test.ts', 'says when more come than anybody can follow, and then asks for the first causes only')] },
  { number: 63, name: 'person trapped in a bay', answers: [ROWS, mirror('exitReleased', 'The exit button releases the outer door by hardware and stands in the safety circuit; it is read back and explained.'), part('way out: the door opens by itself for somebody who is shut in', 'controller/machines/events/way-out.tower.test.ts', 'opens by itself while motion is stopped, and moves nothing else')] },
  { number: 64, name: 'car cannot leave its bay', answers: [part('deliver: staff are called, the other bay goes on', 'controller/machines/delivery.machine.test.ts', 'waits for a late customer as long as it takes, and calls staff meanwhile'), part('planner: the other bay', 'controller/machines/tower/bay-choice.test.ts', 'goes to the farther one when the nearer holds a pallet or somebody, or does not answer')] },
];
