import { INTERLOCKS } from '../../../interlocks/interlocks.ts';
import type { ResetBy } from '../../../interlocks/permit.port.ts';

/** Every row of the interlock table with who may reset it, for tests of what the screens say. */
export function interlockRows(): readonly { readonly id: string; readonly reset: ResetBy }[] {
  const rows = new Map(INTERLOCKS.map(({ id, reset }) => [id, reset]));
  return [...rows].map(([id, reset]) => ({ id, reset }));
}
