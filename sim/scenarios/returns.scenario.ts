import type { BringerManner } from '../people/people.port.ts';
import { announceReturn, bring, expectNothing, pressBoth, returnOf, sabotage, sayAtKiosk, untilAsked, untilLetOut, untilTakenIn, type Returned } from './returns-play.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.port.ts';

const scenario = (name: string, sentence: string, play: (stage: Stage, returned: Returned) => Promise<void>, people = 1): Scenario => ({
  name, sentence, family: 'returns',
  play: async (stage) => {
    const returned = await announceReturn(stage, people);
    if (returned !== undefined) await play(stage, returned);
  },
});

/** As it should be. */
const good = scenario('return-good', 'A car is brought back: guided to its place, measured, its driver out and both buttons pressed; it is looked at once more behind the shut door and goes to a cell.', async (stage, returned) => {
  bring(stage, returned);
  await untilAsked(stage, returned, 'allClear', 'the customer is asked whether everybody is out');
  await untilTakenIn(stage, returned);
});

const kioskAndButton = scenario('return-kiosk-and-button', 'Two people bring a car back; one button beside the door and the word of whom the kiosk knows are two points as well.', async (stage, returned) => {
  bring(stage, returned, { companions: 1, presses: 'none' });
  await untilAsked(stage, returned, 'allClear', 'the customer is asked whether everybody is out');
  await sayAtKiosk(stage, returned);
  await expectNothing(stage, returned, 'one point alone starts nothing');
  stage.people.attendant.pressAllClear(returned.bay, 'left');
  await expectNothing(stage, returned, 'two points that lie a minute apart are not one all-clear');
  await sayAtKiosk(stage, returned);
  stage.people.attendant.pressAllClear(returned.bay, 'left');
  await untilTakenIn(stage, returned);
}, 2);

/** A car that cannot be taken in, and why. */
const refusal = (name: string, code: string, sentence: string, load: BringerManner['load'] & object): Scenario =>
  scenario(name, sentence, async (stage, returned) => {
    bring(stage, returned, { load });
    const said = await stage.clock.until(() => returnOf(stage, returned)?.checkIn?.findings?.some((finding) => finding.code === code) === true, 120_000);
    stage.expect(`the screen says ${code}, where and by how much`, said, JSON.stringify(returnOf(stage, returned)));
    await untilLetOut(stage, returned, code);
  });

/** Somebody stops badly, and drives on when told. */
const guided = (name: string, advice: string, sentence: string, manner: BringerManner): Scenario =>
  scenario(name, sentence, async (stage, returned) => {
    const driver = bring(stage, returned, { ...manner, straightens: true });
    const told = await stage.clock.until(() => returnOf(stage, returned)?.checkIn?.advice === advice && stage.plant.state.bays[returned.bay]?.carPartlyOut === false, 120_000);
    stage.expect(`the driver is told ${advice}`, told, JSON.stringify(returnOf(stage, returned)));
    stage.expect('the lamp says whether to drive on', stage.plant.inputs.lamps[returned.bay]?.green === (advice !== 'back'));
    await pressBoth(stage, returned);
    await expectNothing(stage, returned, 'no button starts anything while the car stands badly');
    stage.people.leave(driver);
    await untilTakenIn(stage, returned);
  });

/** Something is wrong with a car that its driver has left; called back, they mend it. */
const mended = (name: string, asked: string, sentence: string, manner: BringerManner): Scenario =>
  scenario(name, sentence, async (stage, returned) => {
    const driver = bring(stage, returned, manner);
    await untilAsked(stage, returned, asked, `the screen says what is wrong (${asked})`);
    await stage.clock.until(() => stage.people.view(driver)?.whereabouts === 'outside', 60_000);
    await pressBoth(stage, returned);
    await expectNothing(stage, returned, 'no button starts anything before it is mended');
    stage.people.leave(driver);
    await untilTakenIn(stage, returned);
  });

const walksBack = scenario('return-walks-back-in', 'The driver presses both buttons and goes back in for the phone: what was said does not stand any more, and is said anew.', async (stage, returned) => {
  const driver = bring(stage, returned, { walksBack: true });
  const back = await stage.clock.until(() => (stage.plant.state.bays[returned.bay]?.passagesIn ?? 0) % 2 === 0 && stage.plant.state.bays[returned.bay]?.persons === 1, 120_000);
  stage.expect('the driver goes back in after the buttons', back);
  await stage.clock.until(() => stage.plant.state.bays[returned.bay]?.persons === 0, 30_000);
  await expectNothing(stage, returned, 'the old all-clear starts nothing');
  stage.people.leave(driver);
  await untilTakenIn(stage, returned);
});

const tapedButton = scenario('return-taped-button', 'The button left of the door is taped down: it never counts, and the other one alone starts nothing.', async (stage, returned) => {
  sabotage(stage, `io-bay-${returned.bay}/allClearLeft`, 'wrong');
  bring(stage, returned, { presses: 'none' });
  await untilAsked(stage, returned, 'allClear', 'the customer is asked whether everybody is out');
  stage.people.attendant.pressAllClear(returned.bay, 'right');
  await expectNothing(stage, returned, 'a button that is held for ever and one press are not two points');
  stage.faults.clear(`io-bay-${returned.bay}/allClearLeft`);
  await stage.clock.runFor(1000);
  await pressBoth(stage, returned);
  await untilTakenIn(stage, returned);
});

const tailgateSprings = scenario('return-tailgate-springs-open', 'A tailgate that was not latched springs open behind the shut door: the door opens again, it is shut, and all is asked anew.', async (stage, returned) => {
  bring(stage, returned);
  const car = stage.plant.state.cars[returned.carId];
  const shut = await stage.clock.until(() => stage.plant.state.doors[`${returned.bay}.outer`]?.locked === true, 300_000);
  stage.expect('the door has shut', shut && car !== undefined);
  if (car === undefined) return;
  car.tailgateOpen = true;
  await untilAsked(stage, returned, 'mending', 'the door opens again and the screen says what is open');
  car.tailgateOpen = false;
  await untilAsked(stage, returned, 'allClear', 'everybody is asked anew');
  await expectNothing(stage, returned, 'what was said before starts nothing');
  await pressBoth(stage, returned);
  await untilTakenIn(stage, returned);
});

/** Cars that come back. */
export const returnScenarios: readonly Scenario[] = [
  good, kioskAndButton,
  refusal('return-roof-box', 'tooHigh', 'A car comes back with a roof box: it is told how much too high it is, and let out again when nobody takes it down.', { heightMm: 2250 }),
  refusal('return-too-wide', 'tooWide', 'A car whose mirrors stay out is too wide: it is told so and let out again.', { widthMm: 2290 }),
  refusal('return-too-long', 'tooLong', 'A car that is longer than the pallet is told so and let out again.', { lengthMm: 5600 }),
  refusal('return-too-low', 'tooLow', 'A car that would touch the guides of the pallet is let out again at once.', { clearanceMm: 70 }),
  refusal('return-overweight', 'tooHeavy', 'A car beyond the limit of the scale is let out again, whatever the catalogue says.', { massKg: 3100 }),
  refusal('return-unbalanced', 'unbalanced', 'A car with too much load at one end is told where, and let out again when nobody moves it.', { massCentreMm: 900 }),
  guided('return-too-short', 'forward', 'A driver stops too early: the arrow says forward, and nothing starts before the car stands well.', { aimMm: 380 }),
  guided('return-too-fast', 'back', 'A driver comes in too fast and stops too late: the lamp is red, the arrow says back.', { aimMm: -380, speedMmPerS: 3500 }),
  guided('return-crooked', 'right', 'A driver stops too far on the left: the arrow says right.', { sideMm: 340 }),
  mended('return-brake-forgotten', 'braking', 'The brake is off and the car begins to roll: the driver is called back to put it on.', { forgetsBrake: true }),
  mended('return-tailgate-open', 'mending', 'The driver leaves the tailgate open (Hoboken): it is refused where it reaches out, shut, measured anew, and the car is taken in.', { opensTailgate: true }),
  walksBack, tapedButton, tailgateSprings,
];
