import { join, dirname } from 'node:path';
import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import type { Statement } from '../../../../hal/ports/store.port.ts';
import type { Subject, SubjectJournal, Written } from '../../../../sim/campaign/subject.port.ts';
import type { Simulation } from '../simulation.ts';
import { createStage } from '../stage.ts';
import { copyJournal, damageJournal, logLength, putNote, readNote, tearLog } from './journal-damage.ts';

/** What a batch is about. */
function writtenBy(batch: readonly Statement[]): Written {
  if (batch.some(({ name }) => name === 'intent.add')) return 'intent';
  return batch.some(({ name }) => name === 'outcome.add') ? 'outcome' : 'other';
}

function createJournal({ journalPath, disk, kill }: Simulation): SubjectJournal {
  const [backup, whole] = [join(dirname(journalPath), 'backup.sqlite'), join(dirname(journalPath), 'whole.sqlite')];
  let hasBackup = false;
  let lengthBefore = 0;
  let noteBefore: Buffer | undefined;
  let noteOfWhole: Buffer | undefined;
  disk.watch((when) => {
    if (when !== 'before') return;
    lengthBefore = logLength(journalPath);
    noteBefore = readNote(journalPath);
  });
  return {
    fail: disk.fail,
    mend: disk.mend,
    watch: (watcher) => disk.watch((when, batch) => { watcher(when, writtenBy(batch)); }),
    keepBackup: () => {
      copyJournal(journalPath, backup);
      hasBackup = true;
    },
    killTorn: (dice) => {
      // Closing would tidy the log up; what a dead process leaves behind is what stands there now.
      copyJournal(journalPath, whole);
      kill();
      copyJournal(whole, journalPath);
      putNote(journalPath, noteBefore);
      if (logLength(journalPath) > lengthBefore) tearLog(journalPath, lengthBefore, dice);
    },
    damage: async (how, dice) => {
      copyJournal(journalPath, whole);
      noteOfWhole = readNote(journalPath);
      return damageJournal(journalPath, how, hasBackup ? backup : undefined, dice);
    },
    putBack: () => {
      copyJournal(whole, journalPath);
      putNote(journalPath, noteOfWhole);
    },
  };
}

/** The mains; power that is there is not switched on again, which would trip the relay. */
function createPower({ sim }: Simulation): Subject['power'] {
  let isOff = false;
  return {
    off: () => {
      isOff = true;
      sim.powerOff();
    },
    on: () => {
      if (isOff) sim.powerOn();
      isOff = false;
    },
  };
}

/** A simulation as the campaign sees it. */
export function createCampaignSubject(simulation: Simulation, site: Site, stock: Stock): Subject {
  const { clock, sim, wall } = simulation;
  const { stage } = createStage(simulation, site, stock);
  return {
    stage,
    tower: () => simulation.core.tower,
    process: {
      isAlive: simulation.isAlive, kill: simulation.kill, freeze: simulation.freeze, thaw: simulation.thaw,
      start: simulation.tryRestart, startRival: simulation.startRival,
    },
    journal: createJournal(simulation),
    power: createPower(simulation),
    wall: { utcMs: wall.utcMs, jumpMs: simulation.jumpWallMs, setRate: simulation.setWallRate },
    clock: { after: (ms, happen) => { clock.setTimeout(happen, ms); }, every: clock.every },
    onCommand: sim.onCommand,
    meet: sim.customers.meet,
    targets: sim.faults.targets,
    bugs: () => simulation.bugs,
    premises: sim.premises,
  };
}
