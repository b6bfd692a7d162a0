import type { OpenPipe } from '../../../hal/ports/byte-pipe.port.ts';
import type { Clock } from '../../../hal/ports/clock.port.ts';
import type { Gpio } from '../../../hal/ports/line.port.ts';
import { done } from '../../../hal/ports/result.ts';
import type { Store } from '../../../hal/ports/store.port.ts';

/** What one process of the controller holds of the world. When it dies it neither acts nor hears any more; nothing is tidied up. */
export interface MortalWorld {
  readonly clock: Clock;
  readonly gpio: Gpio;
  readonly openPipe: Readonly<Record<string, OpenPipe>>;
  readonly store: Store;
  /** As SIGSTOP does, or a loop that holds everything up: nothing of it runs until `thaw`, and then everything that came meanwhile, in order. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly isFrozen: () => boolean;
  /** As SIGKILL does: timers, waits and writes end where they are; the lines keep their levels, the ports are free. */
  readonly die: () => void;
}

/** What is given to it. */
export interface ImmortalWorld {
  readonly clock: Clock;
  readonly gpio: Gpio;
  readonly openPipe: Readonly<Record<string, OpenPipe>>;
  readonly store: Store;
}

/** A wait of a process that no longer exists. */
const forEver = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** One process: whether it lives, and what waits for it while it is frozen. */
interface Life {
  alive: boolean;
  frozen: boolean;
  readonly held: (() => void)[];
  /** Now, when the process is thawed, or never. */
  readonly run: (fn: () => void) => void;
}

function createLife(): Life {
  const held: (() => void)[] = [];
  const life: Life = {
    alive: true, frozen: false, held,
    run: (fn) => {
      if (life.frozen) held.push(fn);
      else if (life.alive) fn();
    },
  };
  return life;
}

function lendClock(clock: Clock, life: Life, ends: Set<() => void>): Clock {
  return {
    ...clock,
    setTimeout: (fn, delayMs) => clock.setTimeout(() => { life.run(fn); }, delayMs),
    every: (periodMs, fn) => {
      // However many rounds a frozen process has missed, it finds one.
      let isMissed = false;
      const end = clock.every(periodMs, () => {
        if (!life.frozen) fn();
        else if (!isMissed) {
          isMissed = true;
          life.held.push(() => {
            isMissed = false;
            fn();
          });
        }
      });
      ends.add(end);
      return () => {
        ends.delete(end);
        end();
      };
    },
  };
}

/** Lends the world to one process. */
export function lendWorld(world: ImmortalWorld): MortalWorld {
  const life = createLife();
  const { run } = life;
  const ends = new Set<() => void>();
  const clock = lendClock(world.clock, life, ends);
  const gpio: Gpio = {
    ...world.gpio,
    output: (name) => {
      const line = world.gpio.output(name);
      return { name, write: (level) => (life.alive ? line.write(level) : done) };
    },
    onEdge: (listener) => { world.gpio.onEdge((name, level) => { run(() => { listener(name, level); }); }); },
    close: () => { if (life.alive) world.gpio.close(); },
  };
  const openPipe = Object.fromEntries(Object.entries(world.openPipe).map(([bus, open]) => [bus, async () => {
    if (!life.alive) return forEver();
    const opened = await open();
    if (!opened.ok) return opened;
    const pipe = opened.value;
    ends.add(pipe.close);
    // What arrives while the process is frozen waits in the buffer of the port.
    return { ok: true, value: { ...pipe, onBytes: (listener) => { pipe.onBytes((bytes) => { run(() => { listener(bytes); }); }); } } };
  }] satisfies [string, OpenPipe]));
  const store: Store = {
    ...world.store,
    commit: (batch) => (life.alive ? world.store.commit(batch) : forEver()),
    read: (query) => (life.alive ? world.store.read(query) : forEver()),
  };
  return {
    clock, gpio, openPipe, store,
    freeze: () => { life.frozen = true; },
    thaw: () => {
      life.frozen = false;
      for (const fn of life.held.splice(0)) run(fn);
    },
    isFrozen: () => life.frozen,
    die: () => {
      life.alive = false;
      life.frozen = false;
      life.held.length = 0;
      for (const end of ends) end();
      world.gpio.close();
    },
  };
}
