/** Three sentences an interlock of cars that people bring; they are fit for a screen, a service desk, and a person at the machine. */
export const interlocksReturns = {
  'interlock.IL-180.customer': 'The car in bay {bay} is being measured once more. Please stay outside.',
  'interlock.IL-180.operator': 'What stands in bay {bay} has not been measured within limits since somebody was last near it. The pallet stays.',
  'interlock.IL-180.technician': 'Bay {bay} not admitted: street door shut, nobody seen by scanner, camera and radar, and the car proven, within every limit and at rest for bayRules.settleMs. See {bay}.outer, gpio/{bay}.personClear, io-bay-{bay} radarClear, laser-{bay}, scale-{bay}.',
  'interlock.IL-181.customer': 'Somebody may be in bay {bay} or in the car. Please look, also on the back seats.',
  'interlock.IL-181.operator': 'The radar of bay {bay} sees something alive or moving, or does not answer. Nothing is stored; look into the car.',
  'interlock.IL-181.technician': 'Radar of bay {bay} not clear (io-bay-{bay} radarClear). Look for children and animals in the car first; then for drips, curtains and the sensor itself. A sensor that fails keeps the bay out of service.',
  'interlock.IL-182.customer': 'The car in bay {bay} has moved. Please put on the brake and put it into park.',
  'interlock.IL-182.operator': 'The car in bay {bay} rolls, or its load shifts: brake off, or somebody in it.',
  'interlock.IL-182.technician': 'Car in bay {bay} moved further than bayRules.rollMm, or a pair of load cells changed by more than bayRules.shiftKg, within bayRules.settleMs (laser-{bay} standing, scale-{bay} shift). Brake, gear, chocks; then look who is in it.',
} as const;
