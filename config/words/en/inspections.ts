/** What people look at before they release the tower after an event. */
export const inspections = {
  'inspection.brigadeReleased': 'The fire brigade has released the tower.',
  'inspection.cells': 'Every car and pallet stands whole and in its cell.',
  'inspection.ropes': 'Ropes, chains, brakes and buffers of the lift are sound.',
  'inspection.rails': 'Guide rails and the frame are straight.',
  'inspection.pit': 'The pit is dry, its switches and buffers are sound.',
  'inspection.pallets': 'Every pallet is seated and locked.',
  'inspection.bays': 'The bays are empty of people and undamaged.',
  'inspection.facade': 'Glass and facade are whole.',
  'inspection.ventilation': 'The shaft has been ventilated and measured.',
  'inspection.supply': 'Mains, battery and cabinets are dry and sound.',
} as const;
