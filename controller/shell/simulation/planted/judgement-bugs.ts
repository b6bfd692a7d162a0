import type { Clock } from '../../../../hal/ports/clock.port.ts';
import type { Gpio } from '../../../../hal/ports/line.port.ts';
import type { IoModule } from '../../../../hal/ports/tower-devices.port.ts';
import { done } from '../../../../hal/ports/result.ts';
import type { Fact, FactName } from '../../../sensing/fact.ts';
import type { FactTable } from '../../../sensing/fact-table.ts';
import type { StopLatch } from '../../../safety/stop-control.ts';
import type { PlantedBug } from './bug.ts';

const seenAs = (facts: FactTable, change: (name: FactName, fact: Fact) => Fact): FactTable => ({
  ...facts, get revision() { return facts.revision; }, get updatedAtMs() { return facts.updatedAtMs; }, get: (name) => change(name, facts.get(name)),
});

/** Long enough to be a deadline and no poll. */
const DEADLINE_MS = 1000;
const LOOKS_MS = 200;
const WATCHDOG_MS = 40;

/** A person detector that sees somebody who is not there, again and again: what each channel says must matter. */
const SEES_PEOPLE = { fault: 'SEN12', times: 12, everyMs: 5000 };

/** A latch that is lost as soon as what caused it is over. */
function forgetful(stop: StopLatch): StopLatch {
  return { ...stop, latched: () => { const reason = stop.latched(); return reason !== undefined && reason.code !== 'recovering' && reason.broken.length > 0 ? undefined : reason; } };
}

/** The scanner behind the bus says what the line says. */
function readTwice(module: IoModule, lines: () => Gpio | undefined): IoModule {
  const line = `${module.id.replace('io-bay-', '')}.personClear`;
  return { ...module, observed: () => {
    const seen = module.observed();
    const level = lines()?.input(line).level();
    if (level === undefined || seen.value?.inputs['presenceClear'] === undefined) return seen;
    return { ...seen, value: { ...seen.value, inputs: { ...seen.value.inputs, presenceClear: level } } };
  } };
}

const withoutWatchdog = (gpio: Gpio): Gpio => ({ ...gpio, output: (name) => (name === 'watchdog' ? { name, write: () => done } : gpio.output(name)) });

/** Toggles the watchdog whether or not the loop runs. */
function fedByTimer(gpio: Gpio, clock: Clock): Gpio {
  const line = gpio.output('watchdog');
  let level = false;
  clock.every(WATCHDOG_MS, () => {
    if (line.write(!level).ok) level = !level;
  });
  return withoutWatchdog(gpio);
}

/** Bugs in what is concluded, and in who is heeded. */
export const JUDGEMENT_BUGS: readonly PlantedBug[] = [
  {
    name: 'unknown-is-empty', words: 'Whatever is not known of a bay passes for good: nobody in it, nothing in the way; a carriage of which nothing is known passes for an empty one.',
    forced: SEES_PEOPLE,
    plant: () => ({ interpose: () => ({ facts: (facts) => seenAs(facts, (name, fact) => (fact.value === undefined && /^(?:\w+\.\w+|carriageEmpty)$/u.test(name) ? { ...fact, value: true } : fact)) }) }),
  },
  {
    name: 'person-channel-two', words: 'Of the two channels that look for people in a bay the first is read twice.',
    forced: SEES_PEOPLE,
    plant: () => {
      let lines: Gpio | undefined;
      return {
        onGpio: (gpio) => { lines = gpio; return gpio; },
        interpose: () => ({ devices: (devices) => ({ ...devices, ioModules: Object.fromEntries(Object.entries(devices.ioModules).map(([id, module]) => [id, readTwice(module, () => lines)])) }) }),
      };
    },
  },
  {
    name: 'latch-lost', words: 'A stop is forgotten as soon as it has been given.',
    plant: () => ({ interpose: () => ({ stop: forgetful }) }),
  },
  {
    name: 'resets-twice', words: 'A press of the reset button counts for the next stop as well.',
    plant: () => ({ interpose: (clock) => ({ stop: (stop) => {
      let isLeft = false;
      clock.every(LOOKS_MS, () => {
        if (isLeft && stop.latched() !== undefined && stop.reset('technician', undefined, 'panel').ok) isLeft = false;
      });
      return { ...stop, reset: (...args) => {
        const isNeeded = stop.latched() !== undefined;
        const reset = stop.reset(...args);
        if (reset.ok && isNeeded) isLeft = true;
        return reset;
      } };
    } }) }),
  },
  {
    name: 'forgotten-deadline', words: 'Every third deadline is never armed.',
    plant: () => {
      let count = 0;
      return { onClock: (clock) => ({ ...clock, setTimeout: (fn, delayMs) => {
        if (delayMs >= DEADLINE_MS) count += 1;
        return delayMs >= DEADLINE_MS && count % 3 === 0 ? clock.setTimeout(() => undefined, delayMs) : clock.setTimeout(fn, delayMs);
      } }) };
    },
  },
  {
    name: 'watchdog-by-timer', words: 'The watchdog of the relay is fed by a timer of its own, also when the loop stands still.',
    needs: ['PROC1', 'PROC2', 'PROC3', 'PROC6', 'TIM4'],
    plant: () => {
      let isFed = false;
      return { onGpio: (gpio, clock) => {
        // One timer, however many controllers come and go.
        if (isFed) return withoutWatchdog(gpio);
        isFed = true;
        return fedByTimer(gpio, clock);
      } };
    },
  },
  {
    name: 'drive-enable-stays', words: 'A stop leaves drive-enable given.',
    plant: () => ({ onGpio: (gpio) => ({ ...gpio, output: (name) => { const line = gpio.output(name); return name === 'driveEnable' ? { name, write: (level) => (level ? line.write(level) : done) } : line; } }) }),
  },
];
