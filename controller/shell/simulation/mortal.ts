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

/** Lends the world to one process. */
export function lendWorld(world: ImmortalWorld): MortalWorld {
  const life = { alive: true };
  const ends = new Set<() => void>();
  const clock: Clock = {
    ...world.clock,
    setTimeout: (fn, delayMs) => world.clock.setTimeout(() => { if (life.alive) fn(); }, delayMs),
    every: (periodMs, fn) => {
      const end = world.clock.every(periodMs, fn);
      ends.add(end);
      return () => {
        ends.delete(end);
        end();
      };
    },
  };
  const gpio: Gpio = {
    ...world.gpio,
    output: (name) => {
      const line = world.gpio.output(name);
      return { name, write: (level) => (life.alive ? line.write(level) : done) };
    },
    close: () => { if (life.alive) world.gpio.close(); },
  };
  const openPipe = Object.fromEntries(Object.entries(world.openPipe).map(([bus, open]) => [bus, async () => {
    if (!life.alive) return forEver();
    const opened = await open();
    if (opened.ok) ends.add(opened.value.close);
    return opened;
  }] satisfies [string, OpenPipe]));
  const store: Store = {
    ...world.store,
    commit: (batch) => (life.alive ? world.store.commit(batch) : forEver()),
    read: (query) => (life.alive ? world.store.read(query) : forEver()),
  };
  return {
    clock, gpio, openPipe, store,
    die: () => {
      life.alive = false;
      for (const end of ends) end();
      world.gpio.close();
    },
  };
}
