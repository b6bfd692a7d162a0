import { axisIds } from '../../../config/axes.ts';
import { tell, type Told } from '../../../config/words/told.ts';
import type { StopReason } from '../../safety/gate.port.ts';
import { stoppedTold } from '../unit/motion-told.ts';

/** What a stop has to tell beyond the sentences of its alarm: which motion was under way, or which axis moved without one. */
export function stopTold({ motion, code, detail, told }: StopReason): Told | undefined {
  if (told !== undefined) return told;
  if (motion !== undefined) return stoppedTold(motion);
  const axis = code === 'uncommandedMotion' ? axisIds.find((id) => detail.startsWith(`${id} `)) : undefined;
  return axis && tell('told.sensors.strayed', { axis });
}
