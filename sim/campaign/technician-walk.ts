import type { Deed, Duty } from './technician-deeds.ts';

/** Both sensors have seen who stands there, and have seen them go. */
const STANDS_MS = 1500;
const GONE_MS = 3000;

/** The two person sensors of a bay have contradicted each other: with the wrong one repaired, somebody walks in front of both, so that they report them together once. */
export async function walkPastSensors({ scene: { subject: { stage } }, did, often }: Duty): Deed {
  const { state, reasons } = stage.tower.snapshot().tower;
  const asked = reasons.find(({ interlockId }) => interlockId === 'stop.personSensors')?.fact ?? '';
  const [bayId = ''] = asked.split('.');
  const bay = stage.plant.state.bays[bayId];
  const words = `walk in front of the sensors of ${asked}`;
  const isOpen = stage.plant.state.doors[`${bayId}.outer`]?.position === 1;
  // Behind a shut door nobody walks while the tower works; into an open bay anybody may.
  if (bay === undefined || (state === 'execute' && !isOpen) || stage.faults.active().length > 0 || often(words)) return undefined;
  bay.persons += 1;
  stage.truthChanged();
  await stage.clock.runFor(STANDS_MS);
  bay.persons -= 1;
  stage.truthChanged();
  await stage.clock.runFor(GONE_MS);
  return did(words);
}
