import { breaks } from './plays.ts';
import type { Trouble, TroubleScene } from './trouble.ts';

/** Both doors of a bay may never be open at once: an inner door that is not shut keeps the street side closed. */
const streetOpens = ({ stage, asked }: TroubleScene): string | undefined =>
  (stage.plant.state.doors[`${asked.bay}.outer`]?.position ?? 0) > 0.005 ? 'the outer door opens before an inner door that is not shut' : undefined;

/** The table of this family. */
export const doorTroubles: readonly Trouble[] = [
  {
    name: 'door-inner-jams', family: 'door', at: 'innerCloses', outcome: 'waits',
    sentence: 'The inner door jams half closed: the shaft is shut off from nobody, so nothing moves until it is free.',
    lastsMs: 30_000,
    happen: ({ stage, asked }) => { breaks(stage, `${asked.bay}.inner/motor`, 'stuck'); },
    meanwhile: streetOpens,
    mend: ({ stage, asked }) => { stage.faults.clear(`${asked.bay}.inner/motor`); },
  },
  {
    name: 'door-inner-lock-fails', family: 'door', at: 'innerCloses', outcome: 'waits',
    sentence: 'The lock of the inner door does not lock: a door that is merely closed is not shut, and the street side stays closed.',
    lastsMs: 30_000,
    happen: ({ stage, asked }) => { breaks(stage, `${asked.bay}.inner/lock`, 'off'); },
    meanwhile: streetOpens,
    mend: ({ stage, asked }) => { stage.faults.clear(`${asked.bay}.inner/lock`); },
  },
  {
    name: 'door-outer-jams-opening', family: 'door', at: 'outerOpens', outcome: 'waits',
    sentence: 'The outer door jams half open: nobody is invited in, nothing moves, and it opens fully when it is free.',
    lastsMs: 30_000,
    happen: ({ stage, asked }) => { breaks(stage, `${asked.bay}.outer/motor`, 'stuck'); },
    meanwhile: ({ stage, asked }) => (stage.plant.inputs.lamps[asked.bay]?.green === true ? 'the green lamp invites into a half open door' : undefined),
    mend: ({ stage, asked }) => { stage.faults.clear(`${asked.bay}.outer/motor`); },
  },
  {
    name: 'door-outer-jams-closing', family: 'door', at: 'outerCloses', outcome: 'waits',
    sentence: 'The outer door jams on its way down: the bay is not shut off from the street, so the pallet is not fetched.',
    lastsMs: 30_000,
    happen: ({ stage, asked }) => { breaks(stage, `${asked.bay}.outer/motor`, 'stuck'); },
    mend: ({ stage, asked }) => { stage.faults.clear(`${asked.bay}.outer/motor`); },
  },
  {
    name: 'door-outer-silent', family: 'door', at: 'carHasLeft', outcome: 'waits',
    sentence: 'The operator of the outer door falls silent when the car has left: nobody knows how it stands, so nothing moves.',
    happen: ({ stage, asked }) => { breaks(stage, `${asked.bay}.outer`, 'silent'); },
    mend: ({ stage, asked }) => { stage.faults.clear(`${asked.bay}.outer`); },
  },
];
