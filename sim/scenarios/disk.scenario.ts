import type { Trouble, TroubleScene } from './trouble.ts';

const failing = (trouble: Parameters<TroubleScene['stage']['disk']['fail']>[0]): Pick<Trouble, 'happen'> & { readonly mend: (scene: TroubleScene) => void } => ({
  happen: ({ stage }) => { stage.disk.fail(trouble); },
  mend: ({ stage }) => { stage.disk.mend(); },
});

/** The table of this family. */
export const diskTroubles: readonly Trouble[] = [
  {
    name: 'disk-full', family: 'disk', at: 'liftGoes', outcome: 'waits', ...failing('full'),
    sentence: 'The disk is full: nothing starts that could not be written down, and the delivery goes on when there is room again.',
  },
  {
    name: 'disk-read-only', family: 'disk', at: 'liftComes', outcome: 'waits', ...failing('readOnly'),
    sentence: 'The disk has become read-only with a car on the lift: the lift comes to its end, nothing new starts, and it goes on when the disk is mended.',
  },
  {
    name: 'disk-slow', family: 'disk', at: 'shuttleReaches', outcome: 'waits', ...failing('slow'),
    lastsMs: 4000,
    sentence: 'The disk answers nobody for a while: no frame leaves before its intent is durable, and everything goes on when the disk does.',
  },
];
