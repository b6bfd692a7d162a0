import type { InputLine, TimeTranslated } from '../ports.ts';
import type { StopControl } from './gate.port.ts';

/** How long a press of the button may wait for what it resets: the relay answers after its own checks, and safe values must hold. */
const EDGE_VALID_MS = 2000;

/** The button on the panel, beside the tower and in sight of it: the only reset for what the safety hardware has stopped. */
export interface ResetButton extends TimeTranslated {
  readonly scan: (nowMs: number) => void;
}

/** A rising edge counts, a level does not: a button that is stuck or taped down resets once and then never again. */
export function createResetButton(line: InputLine, stop: StopControl): ResetButton {
  let wasPressed: boolean | undefined;
  let validUntilMs = -Infinity;
  return {
    scan: (nowMs) => {
      const pressed = line.level();
      if (pressed === true && wasPressed === false) validUntilMs = nowMs + EDGE_VALID_MS;
      wasPressed = pressed;
      if (nowMs > validUntilMs || stop.latched() === undefined) return;
      if (stop.reset('technician').ok) validUntilMs = -Infinity;
    },
    translateMs: (deltaMs) => {
      validUntilMs += deltaMs;
    },
  };
}
