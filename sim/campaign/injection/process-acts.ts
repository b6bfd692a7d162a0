import { carsInCells } from '../../scenarios/plays.ts';
import type { Act } from '../catalogue/fault-row.ts';
import { anyOf, between, comes, type Dice } from '../dice.ts';
import { sleep, startAgain, type Begun, type Cast, type Scene } from './ongoing.ts';

/** Longest wait for the write or the command in whose instant everything ends. */
const OCCASION_MS = 90_000;
const LOOK_MS = 50;
/** A controller that has just begun to look around, and how long one is dead between two starts. */
const LIVES_MS = 2500;
const DEAD_MS = 1000;
const PAUSE_MS = 300;
/** A request is durable, or has been refused, within this time. */
const ASKED_MS = 3000;

const isDead = ({ subject }: Scene) => (): boolean => !subject.process.isAlive();

/** Dead in the instant in which somebody's request has become durable, and before they are answered. */
async function killAsking(scene: Scene, dice: Dice): Promise<void> {
  const { subject: { orders, process, tower, stage }, nextOrder, hear } = scene;
  const carId = anyOf(carsInCells(stage), dice)?.carId;
  if (carId === undefined) return;
  const collectionId = nextOrder();
  const end = orders.watch((written) => { if (written.some(({ orderId }) => orderId === collectionId)) process.kill(); });
  if (stage.site.coin !== undefined) stage.coins.insert('genuine');
  hear(tower().collect({ collectionId, bookingId: undefined, carId }));
  for (let waitedMs = 0; waitedMs < ASKED_MS && process.isAlive(); waitedMs += LOOK_MS) await sleep(scene, LOOK_MS);
  end();
}

/** Dead at once; started again at the end, and killed again while it looks around where it dies several times. */
export async function beginKill(scene: Scene, { times = 1, asking = 0 }: Extract<Act, { readonly act: 'kill' }>, { dice }: Cast): Promise<Begun> {
  const { process } = scene.subject;
  if (!process.isAlive()) return 'missed';
  if (asking > 0 && comes(asking, dice)) await killAsking(scene, dice);
  process.kill();
  return {
    inForce: isDead(scene),
    end: async () => {
      for (let left = times; left > 1; left -= 1) {
        await startAgain(scene);
        await sleep(scene, LIVES_MS);
        process.kill();
        await sleep(scene, DEAD_MS);
      }
      await startAgain(scene);
    },
  };
}

function goDark({ subject }: Scene): void {
  subject.power.off();
  subject.process.kill();
}

async function lightUp(scene: Scene): Promise<void> {
  scene.subject.power.on();
  await startAgain(scene);
}

/** Everything loses its power; it may come back and go again. */
export function beginPowerCut(scene: Scene, { times = 1 }: Extract<Act, { readonly act: 'powerCut' }>): Begun {
  if (!scene.subject.process.isAlive()) return 'missed';
  goDark(scene);
  return {
    inForce: isDead(scene),
    end: async () => {
      for (let left = times; left > 1; left -= 1) {
        await lightUp(scene);
        await sleep(scene, LIVES_MS);
        goDark(scene);
        await sleep(scene, DEAD_MS);
      }
      await lightUp(scene);
    },
  };
}

/** Waits for a write or a command and ends everything in that instant. */
export async function beginDieAt(scene: Scene, { what, how }: Extract<Act, { readonly act: 'dieAt' }>, { dice }: Cast): Promise<Begun> {
  const { subject } = scene;
  let passes = dice.int(12);
  const death = { come: false };
  const hasCome = (): boolean => death.come;
  const die = (): void => {
    // Whoever waits still when the faults are over would strike at what is done then.
    if (death.come || scene.isOver() || !subject.process.isAlive()) return;
    if (passes > 0) {
      passes -= 1;
      return;
    }
    death.come = true;
    if (what === 'writeTorn') subject.journal.killTorn(dice);
    if (how === 'power') goDark(scene);
    else subject.process.kill();
  };
  const end = what === 'commandSent'
    ? subject.onCommand(die)
    : subject.journal.watch((when, written) => {
      const isIt = what === 'intentWritten' ? when === 'after' && written === 'intent' : what === 'outcomeUnwritten' ? when === 'before' && written === 'outcome' : when === 'after';
      if (isIt) die();
    });
  for (let waitedMs = 0; waitedMs < OCCASION_MS && !hasCome() && !scene.isOver(); waitedMs += LOOK_MS) await sleep(scene, LOOK_MS);
  end();
  if (!hasCome()) return 'missed';
  return { inForce: isDead(scene), end: () => (how === 'power' ? lightUp(scene) : startAgain(scene)) };
}

/** The process stands still, once or again and again. */
export async function beginFreeze(scene: Scene, { ms, times = 1 }: Extract<Act, { readonly act: 'freeze' }>, { dice }: Cast): Promise<Begun> {
  const { process } = scene.subject;
  if (!process.isAlive()) return 'missed';
  let frozen = false;
  const forWhile = async (): Promise<void> => {
    process.freeze();
    frozen = true;
    await sleep(scene, between(ms, dice));
    process.thaw();
    frozen = false;
  };
  const ended = (async () => {
    for (let left = times; left > 0; left -= 1) {
      await forWhile();
      await sleep(scene, dice.next() * PAUSE_MS);
    }
  })();
  return { inForce: () => frozen && process.isAlive(), end: () => ended };
}

/** Another controller is started beside the one that runs. */
export async function beginRival(scene: Scene): Promise<Begun> {
  const { process } = scene.subject;
  if (!process.isAlive()) return 'missed';
  const started = await process.startRival();
  return { inForce: () => false, end: () => undefined, refused: () => !started.ok };
}
