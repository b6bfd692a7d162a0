/** Who may stop the tower in a run, and who commands it. */
export type Wiring = 'software' | 'relay' | 'gate';

/** What one wiring is judged by, and where the whole sentence is another's to keep. */
export interface WiringRule {
  readonly judged: readonly string[];
  /** Of invariants that this wiring owes only in part: what is left out, and who keeps that. */
  readonly apart: Readonly<Record<string, string>>;
}

const GATE = 'the output gate: no wire of the relay goes to it';

/**
 * What each wiring answers for. The first of the four, software and relay, is the campaign itself and answers for everything; random commands through the gate
 * without the relay are `carillon sim gate`, which answers for all of motion, stopping and people.
 */
export const WIRING_RULES: Readonly<Record<Exclude<Wiring, 'gate'>, WiringRule>> = {
  software: {
    judged: ['I01', 'I02', 'I03', 'I04', 'I05', 'I15', 'I33'],
    apart: {
      I33: 'the drives run out their own ramps (stop category 1): limits of the ramp, not of the brake',
      I34: 'the relay: nobody else hears the watchdog; a silent controller is stopped by the leases of the drives',
      I36: 'the reset button of the relay: while it is held every input comes round; bridged, the first motion may come sooner',
      I35: 'the relay: nobody else takes torque away when the supply fails',
    },
  },
  relay: {
    judged: ['I05', 'I09', 'I10', 'I11', 'I15', 'I16', 'I21', 'I33', 'I34', 'I35'],
    apart: {
      I05: `that no second door opens is kept by ${GATE}; the relay takes torque from everything while both are open`,
      I10: `the slow speeds of maintenance are kept by ${GATE}; overspeed monitors of an integrator would`,
      I15: `that no inner door opens towards somebody is kept by ${GATE}; the relay takes torque from everything while one is open`,
      I21: `one axis, slowly, for 30 s at most is kept by ${GATE}; the relay takes torque away while nobody holds the enabling device`,
    },
  },
};
