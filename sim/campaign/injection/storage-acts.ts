import type { Act } from '../catalogue/fault-row.ts';
import { between } from '../dice.ts';
import { OVER, startAgain, type Begun, type Cast, type Scene } from './ongoing.ts';

/** The disk refuses, or keeps everybody waiting. */
export function beginDisk({ subject }: Scene, { trouble }: Extract<Act, { readonly act: 'disk' }>): Begun {
  let lasts = true;
  subject.journal.fail(trouble);
  return {
    inForce: () => lasts && subject.process.isAlive(),
    end: () => {
      lasts = false;
      subject.journal.mend();
    },
  };
}

/** The controller dies, its journal is damaged, and another one is started on it; what it refuses is put back at the end. */
export async function beginJournal(scene: Scene, { damage }: Extract<Act, { readonly act: 'journal' }>, { dice }: Cast): Promise<Begun> {
  const { process, journal } = scene.subject;
  if (!process.isAlive()) return 'missed';
  process.kill();
  const damaged = await journal.damage(damage, dice);
  if (!damaged) {
    await startAgain(scene);
    return 'missed';
  }
  const started = await process.start();
  return {
    inForce: () => !process.isAlive(),
    refused: () => !started.ok,
    end: async () => {
      if (process.isAlive()) return;
      if (!started.ok) journal.putBack();
      await startAgain(scene);
    },
  };
}

/** The wall clock is wrong, and set right at the end. */
export function beginWall({ subject: { wall } }: Scene, act: Extract<Act, { readonly act: 'wall' | 'wallRate' | 'wallTo' }>, { dice }: Cast): Begun {
  if (act.act === 'wallRate') {
    wall.setRate(dice.next() < 0.5 ? act.rate[0] : act.rate[1]);
    return { ...OVER, inForce: () => true, end: () => { wall.setRate(1); } };
  }
  const byMs = act.act === 'wall' ? Math.round(between(act.byMs, dice)) : act.utcMs - wall.utcMs();
  wall.jumpMs(byMs);
  return { inForce: () => true, end: () => { wall.jumpMs(-byMs); } };
}
