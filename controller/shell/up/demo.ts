import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { line } from './welcome.ts';

/** A program for development, run as a process of its own; production packages do not contain it. */
const BOOKER = join(fileURLToPath(new URL('../../../kiosk/', import.meta.url)), 'testing', 'demo-booking.ts');
const TIMEOUT_MS = 120_000;

/**
 * A booking to try the tower with, made from a selfie through the phone page by a headless phone. The lines say how to collect it,
 * or why there is none; the tower does not depend on it. `ending` ends the phone as well.
 */
export async function bookDemo(phoneUrl: string, member: { readonly memberId: string; readonly signInCode: string }, carId: string, ending: AbortSignal): Promise<readonly string[]> {
  if (!existsSync(BOOKER)) return [line('demo', 'none: the packages for development are not installed; book one on the phone page')];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [BOOKER, JSON.stringify({ phoneUrl, member, carId })], { timeout: TIMEOUT_MS, signal: ending });
    const booked = JSON.parse(stdout) as { readonly code: string };
    return [line('demo', `car ${carId} is booked, from a selfie; at the kiosk choose Collect, then the code ${booked.code}`)];
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return [line('demo', `none: no browser could make it here (${reason}); book one on the phone page`)];
  }
}
