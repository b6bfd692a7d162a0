/** Three sentences an interlock of recovery; they are fit for a screen, a service desk, and a person at the machine. */
export const interlocksRecovery = {
  'interlock.IL-200.customer': 'The tower is paused: the way through bay {bay} is not safe. Please stay behind the line.',
  'interlock.IL-200.operator': 'The shuttle cannot come back: bay {bay} is neither closed to the shaft nor proven locked to the street and empty of people.',
  'interlock.IL-200.technician': 'Shuttle may not come back by its switches: path of bay {bay} not safe ({bay}.inner, {bay}.outer, gpio/{bay}.personClear, io-bay-{bay} presenceClear). Lock the outer door, let everybody out; leave the inner door as it is.',
} as const;
