import type { Trouble, TroubleScene } from './trouble.ts';

/** Starts a fault; its end is the same for all. */
const faulty = (target: string, verb: string, how: Parameters<TroubleScene['stage']['faults']['start']>[2] = {}): Pick<Trouble, 'happen'> & { readonly mend: (scene: TroubleScene) => void } => ({
  happen: ({ stage }) => {
    const started = stage.faults.start(target, verb, how);
    stage.expect(`${target} can be ${verb}`, started.ok, started.ok ? undefined : started.error.message);
  },
  mend: ({ stage }) => { stage.faults.clear(target); },
});

/** The table of this family. */
export const serialTroubles: readonly Trouble[] = [
  {
    name: 'serial-frames-lost', family: 'serial', at: 'liftGoes', outcome: 'goesOn', fault: 'bus/carriage:intermittent', ...faulty('bus/carriage', 'intermittent', { share: 0.01 }),
    sentence: 'One of a hundred frames gets lost on the carriage bus: lost readings are asked for again, and the car comes.',
  },
  {
    name: 'serial-bus-slow', family: 'serial', at: 'liftGoes', outcome: 'goesOn', fault: 'bus/bays:slow', ...faulty('bus/bays', 'slow', { ms: 1 }),
    sentence: 'The bus of the bays is a millisecond slower than it should be: within all limits, and the car comes.',
  },
  {
    name: 'serial-drives-unplugged', family: 'serial', at: 'liftComes', outcome: 'stops', because: ['liftLive'], ...faulty('bus/drives', 'off'),
    sentence: 'The cable of the drives is pulled out: the drives stop by themselves when nobody refreshes them, and no event of the port is needed to see it.',
  },
  {
    name: 'serial-drives-silent', family: 'serial', at: 'liftComes', outcome: 'stops', because: ['liftLive'], ...faulty('bus/drives', 'silent'),
    sentence: 'The drive bus falls silent without any error: silence is seen by its age, and everything stops.',
  },
  {
    name: 'serial-babble', family: 'serial', at: 'liftComes', outcome: 'stops', because: ['liftLive'], ...faulty('bus/drives', 'garbage'),
    sentence: 'Every frame on the drive bus is damaged: none is believed, and everything stops.',
  },
  {
    name: 'serial-one-way-dead', family: 'serial', at: 'liftGoes', outcome: 'stops', because: ['liftLive', 'runEnabled'], ...faulty('bus/drives', 'silent', { direction: 'toController' }),
    sentence: 'The drives still hear the controller but cannot answer: what is not seen is not moved, and everything stops.',
  },
  {
    name: 'serial-answers-late', family: 'serial', at: 'liftComes', outcome: 'stops', because: ['liftLive'], ...faulty('lift', 'delayed'),
    sentence: 'The lift drive answers after its deadline: a late answer is never taken for the next one, and the lift stops.',
  },
  {
    name: 'serial-status-frozen', family: 'serial', at: 'liftComes', outcome: 'stops', because: ['liftLive'], ...faulty('lift', 'stuck'),
    sentence: 'The lift drive repeats its last status for ever: a counter that stands still is silence, and the lift stops.',
  },
  {
    name: 'serial-carriage-bus-dead', family: 'serial', at: 'liftComes', outcome: 'stops', because: ['shuttleCentred', 'liftPositionAgrees', 'lockPinOut', 'slackRopeOk'], ...faulty('bus/carriage', 'silent'),
    sentence: 'The bus of the carriage falls silent: without its switches the lift does not go on, although its drive is well.',
  },
  {
    name: 'serial-bays-bus-dead', family: 'serial', at: 'liftComes', outcome: 'stops', because: ['innerClosedLocked', 'hatchLocked'], ...faulty('bus/bays', 'silent'),
    sentence: 'The bus of the bays falls silent: an inner door that is not seen is not closed, and the lift stops.',
  },
];
