import type { InputLine, TimeTranslated } from '../ports.ts';
import type { StopControl } from './gate.port.ts';

/** How long a press of the button may wait for what it resets: the relay answers after its own checks, and safe values must hold. */
const EDGE_VALID_MS = 2000;

/** The button on the panel, beside the tower and in sight of it: the only reset for what the safety hardware has stopped. */
export interface ResetButton extends TimeTranslated {
  readonly scan: (nowMs: number) => void;
  /** No press is waiting. */
  readonly isQuiet: () => boolean;
}

/** What the button is read with. */
export interface PanelLines {
  readonly button: InputLine;
  readonly chain: InputLine;
  readonly keyAuto: InputLine;
}

/**
 * A rising edge counts, a level does not: a button that is stuck or taped down resets once and then never again. A press is for the
 * stop that stood when it was given; it never clears a later one. Given while the safety chain is open it resets nothing, neither then
 * nor when somebody else closes the chain a moment later; and it is no longer good when the key is turned after it. `pressed`: told of
 * each press that counts; `edge`: of every rising edge, also when nothing is latched.
 */
export function createResetButton({ button, chain, keyAuto }: PanelLines, stop: StopControl, pressed: () => void, edge: () => void = () => undefined): ResetButton {
  let wasPressed: boolean | undefined;
  let press: { readonly of: number; readonly keyAuto: boolean | undefined; validUntilMs: number } | undefined;
  return {
    scan: (nowMs) => {
      const level = button.level();
      const latched = stop.latched();
      if (level === true && wasPressed === false && latched && chain.level() !== false) {
        press = { of: latched.atMs, keyAuto: keyAuto.level(), validUntilMs: nowMs + EDGE_VALID_MS };
        pressed();
      }
      if (level === true && wasPressed === false) edge();
      wasPressed = level;
      if (!press) return;
      if (nowMs > press.validUntilMs || latched?.atMs !== press.of || keyAuto.level() !== press.keyAuto) press = undefined;
      else if (stop.reset('technician', press.of, 'panel').ok) press = undefined;
    },
    isQuiet: () => press === undefined,
    translateMs: (deltaMs) => {
      if (press) press.validUntilMs += deltaMs;
    },
  };
}
