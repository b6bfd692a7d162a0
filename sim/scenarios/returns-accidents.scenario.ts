import { machineMoves, reasonsOf } from './plays.ts';
import { announceReturn, bring, expectNothing, pressBoth, returnOf, sabotage, sayAtKiosk, untilAsked, untilTakenIn, type Returned } from './returns-play.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.port.ts';

const accident = (name: string, sentence: string, play: (stage: Stage, returned: Returned) => Promise<void>, people = 1): Scenario => ({
  name, sentence, family: 'accident',
  play: async (stage) => {
    const returned = await announceReturn(stage, people);
    if (returned !== undefined) await play(stage, returned);
  },
});

/** States that the kiosk takes nobody's word now. */
async function expectRefused(stage: Stage, { returnId }: Returned, who: 'customer' | 'attendant', sentence: string): Promise<void> {
  const answer = await stage.tower.allClear(returnId, who === 'customer' ? { role: 'customer' } : { role: 'attendant', name: 'attendant' });
  stage.expect(sentence, !answer.ok, 'the word was taken');
}

/** Hoboken 2009. */
const driverAndDog = accident('accident-hoboken-driver-and-dog', 'Driver and dog stay in the car while somebody outside presses both buttons (Hoboken 2009): the radar sees them, nothing moves; fetched, the car is taken in.', async (stage, returned) => {
  const driver = bring(stage, returned, { staysInCar: true, staying: 1 });
  await untilAsked(stage, returned, 'gettingOut', 'everybody is asked to get out');
  await pressBoth(stage, returned);
  await expectRefused(stage, returned, 'customer', 'the kiosk takes no all-clear while somebody sits in the car');
  await expectNothing(stage, returned, 'nothing moves with driver and dog in the car');
  stage.people.leave(driver);
  await untilTakenIn(stage, returned);
});

/** Tokyo 2020. */
const wifeInCar = accident('accident-tokyo-start-with-wife-in-car', 'The husband gets out and presses everything that there is while his wife sleeps in the car (Tokyo 2020), and the radar is dead: the count of the door plane says that one of two is missing.', async (stage, returned) => {
  const husband = bring(stage, returned, { staying: 1, presses: 'none' });
  await untilAsked(stage, returned, 'gettingOut', 'everybody is asked to get out');
  await stage.clock.until(() => (stage.plant.state.bays[returned.bay]?.persons ?? 0) === 1 && stage.people.view(husband)?.whereabouts === 'outside', 60_000);
  // A relay that inverts says "clear" exactly as long as somebody is there.
  sabotage(stage, `io-bay-${returned.bay}/radarClear`, 'wrong');
  await stage.clock.runFor(2000);
  stage.expect('the radar says clear', returnOf(stage, returned)?.checkIn?.channels.radar === 'clear', JSON.stringify(returnOf(stage, returned)));
  await pressBoth(stage, returned);
  await sayAtKiosk(stage, returned);
  await expectNothing(stage, returned, 'nothing moves while one of two is missing');
  stage.faults.clear(`io-bay-${returned.bay}/radarClear`);
  stage.people.leave(husband);
  await stage.clock.until(() => stage.plant.state.bays[returned.bay]?.persons === 0, 60_000);
  await untilAsked(stage, returned, 'allClear', 'the customer is asked anew');
  await pressBoth(stage, returned);
  await untilTakenIn(stage, returned);
}, 2);

/** Osaka 2025. */
const attendantStarts = accident('accident-osaka-attendant-starts', 'A family is still in the bay when the attendant presses start (Osaka 2025): an attendant answers for nobody who is seen, nor for a sensor that is not heard.', async (stage, returned) => {
  const { bay } = returned;
  const family = bring(stage, returned, { presses: 'none', companions: 1, staysInCar: true });
  await untilAsked(stage, returned, 'gettingOut', 'everybody is asked to get out');
  const target = `io-bay-${bay}/presenceClear`;
  await expectRefused(stage, returned, 'attendant', 'the attendant cannot start with a family in the bay');
  await pressBoth(stage, returned);
  const resumed = await stage.tower.resume(returned.returnId);
  stage.expect('a fresh command finds the order waiting', resumed.ok);
  await expectNothing(stage, returned, 'nothing moves with a family in the bay');
  stage.people.leave(family);
  const out = await stage.clock.until(() => stage.plant.state.bays[bay]?.persons === 0, 120_000);
  stage.expect('the family gets out', out);
  sabotage(stage, target, 'off');
  await stage.clock.runFor(2000);
  await expectRefused(stage, returned, 'attendant', 'the attendant cannot start while a sensor of persons is not clear');
  await pressBoth(stage, returned);
  await expectNothing(stage, returned, 'nothing moves while a sensor of persons is not clear');
  const disagree = returnOf(stage, returned)?.checkIn?.channels.presence;
  stage.expect('the screen says that it is not known', disagree === 'unknown', String(disagree));
}, 2);

/** Hanamaki 2012. */
const childShutIn = accident('accident-hanamaki-child-shut-in', 'A child hides in the car and the door shuts over it (Hanamaki 2012): it is seen then, the door opens by itself within ten seconds, and nothing else moves.', async (stage, returned) => {
  const { bay } = returned;
  const parent = bring(stage, returned, { staying: 1, presses: 'none' });
  await stage.clock.until(() => stage.people.view(parent)?.whereabouts === 'outside' && stage.plant.state.bays[bay]?.persons === 1, 120_000);
  sabotage(stage, `io-bay-${bay}/radarClear`, 'wrong');
  await untilAsked(stage, returned, 'allClear', 'nobody is missing as far as anybody knows');
  await pressBoth(stage, returned);
  const outer = stage.plant.state.doors[`${bay}.outer`];
  const shut = await stage.clock.until(() => outer?.locked === true, 60_000);
  stage.expect('the door shuts over the child', shut, reasonsOf(stage));
  stage.faults.clear(`io-bay-${bay}/radarClear`);
  const moved = await stage.clock.until(() => machineMoves(stage.plant.state) || (outer?.position ?? 0) > 0.99, 20_000);
  stage.expect('the outer door opens again and nothing else moves', moved && !machineMoves(stage.plant.state) && (outer?.position ?? 0) > 0.99, reasonsOf(stage));
  const called = stage.tower.snapshot().tower.alarms?.alarms.some(({ alarmId }) => alarmId.includes('somebodyInside')) === true;
  stage.expect('staff are called', called);
  stage.people.leave(parent);
  await stage.clock.until(() => stage.plant.state.bays[bay]?.persons === 0, 60_000);
  await untilAsked(stage, returned, 'allClear', 'the customer is asked anew');
  await pressBoth(stage, returned);
  await untilTakenIn(stage, returned);
});

/** Inazawa 2014. */
const deadSensor = accident('accident-inazawa-dead-person-sensor', 'The camera of the bay has been dead for long and always says nobody (Inazawa 2014): it is found out by the first person, and the bay takes no car in.', async (stage, returned) => {
  sabotage(stage, `io-bay-${returned.bay}/presenceClear`, 'stuck');
  bring(stage, returned);
  const seen = await stage.clock.until(() => returnOf(stage, returned)?.checkIn?.channels.presence === 'unknown', 120_000);
  stage.expect('the screen says that the sensors of persons disagree', seen, JSON.stringify(returnOf(stage, returned)));
  await stage.clock.until(() => stage.plant.state.bays[returned.bay]?.persons === 0, 60_000);
  await pressBoth(stage, returned);
  await expectRefused(stage, returned, 'attendant', 'an attendant cannot answer for a dead sensor');
  await expectNothing(stage, returned, 'nothing moves in a bay whose sensors of persons disagree');
});

/** Accidents of real towers with cars that are brought. */
export const returnAccidents: readonly Scenario[] = [driverAndDog, wifeInCar, attendantStarts, childShutIn, deadSensor];
