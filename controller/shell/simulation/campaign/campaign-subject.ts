import { join, dirname } from 'node:path';
import type { Site, Stock } from '../../../../config/schema/site.schema.ts';
import { statement } from '../../../journal/statements.ts';
import type { Statement } from '../../../../hal/ports/store.port.ts';
import type { Subject, SubjectJournal, Written } from '../../../../sim/campaign/subject.port.ts';
import type { Simulation } from '../simulation.ts';
import { createStage } from '../stage.ts';
import { createDurableView } from './durable-view.ts';
import { copyJournal, damageJournal, findingsOf, logLength, putNote, readNote, tearLog } from './journal-damage.ts';

/** What a batch is about. */
function writtenBy(batch: readonly Statement[]): Written {
  if (batch.some(({ name }) => name === 'intent.add')) return 'intent';
  return batch.some(({ name }) => name === 'outcome.add') ? 'outcome' : 'other';
}

/** The journal and its disk; `isDamaged`: somebody has damaged the file, and nobody has put it right. */
function createJournal({ journalPath, disk, kill }: Simulation, siteId: string): SubjectJournal & { readonly isDamaged: () => boolean } {
  const [backup, whole] = [join(dirname(journalPath), 'backup.sqlite'), join(dirname(journalPath), 'whole.sqlite')];
  let hasBackup = false;
  let lengthBefore = 0;
  let noteBefore: Buffer | undefined;
  let noteOfWhole: Buffer | undefined;
  let isDamaged = false;
  disk.watch((when) => {
    if (when !== 'before') return;
    lengthBefore = logLength(journalPath);
    noteBefore = readNote(journalPath);
  });
  return {
    isDamaged: () => isDamaged,
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
      isDamaged = damageJournal({ path: journalPath, siteId, backup: hasBackup ? backup : undefined }, how, dice);
      return isDamaged;
    },
    putBack: () => {
      isDamaged = false;
      copyJournal(whole, journalPath);
      putNote(journalPath, noteOfWhole);
    },
  };
}

/** Orders as the journal has them. */
function createOrders(simulation: Simulation): Subject['orders'] {
  return {
    watch: (listener) => simulation.disk.watch((when, batch) => {
      if (when === 'after') listener(batch.flatMap(({ name, params }) => (name === 'order.write' ? [{ orderId: String(params['orderId']), phase: String(params['phase']) }] : [])));
    }),
    phaseOf: async (orderId) => {
      const rows = await simulation.store.read(statement('order.one', { orderId }));
      return rows.ok && rows.value[0] !== undefined ? String(rows.value[0]['phase']) : undefined;
    },
  };
}

/** Alarms as the journal has them. */
function createAlarms({ disk }: Simulation): Subject['alarms'] {
  return {
    watch: (listener) => disk.watch((when, batch) => {
      if (when !== 'after') return;
      for (const { name, params } of batch) {
        if (name === 'alarm.add' && params['event'] === 'raised') listener({ alarmId: String(params['alarmId']), consequenceOf: params['consequenceOf'] === null ? undefined : String(params['consequenceOf']) });
      }
    }),
  };
}

/** The mains; power that is there is not switched on again, which would trip the relay. */
function createPower({ sim }: Simulation): Subject['power'] {
  let isOff = false;
  return {
    off: () => {
      isOff = true;
      sim.powerOff();
      // The monitor of the supply is the first to know.
      sim.panel.setSupplyOk(false);
    },
    on: () => {
      if (isOff) {
        sim.powerOn();
        sim.panel.setSupplyOk(true);
      }
      isOff = false;
    },
  };
}

/** A simulation as the campaign sees it. */
export function createCampaignSubject(simulation: Simulation, site: Site, stock: Stock): Subject {
  const { clock, sim, wall } = simulation;
  const { stage } = createStage(simulation, site, stock);
  const journal = createJournal(simulation, site.id);
  const { durable, found } = createDurableView(simulation, () => (journal.isDamaged() ? undefined : findingsOf(simulation.journalPath, site.id)));
  return {
    stage,
    tower: () => simulation.core.tower,
    process: {
      isAlive: simulation.isAlive, kill: simulation.kill, freeze: simulation.freeze, thaw: simulation.thaw,
      start: () => {
        if (!simulation.isAlive()) found();
        return simulation.tryRestart();
      },
      startRival: simulation.startRival,
    },
    journal, durable,
    wire: sim.wire,
    lines: {
      written: (name) => sim.gpio.lines.get(name)?.truth() === true,
      level: sim.gpio.levelOf,
      watchdogEdgeMs: sim.watchdogEdgeMs,
    },
    orders: createOrders(simulation),
    alarms: createAlarms(simulation),
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
