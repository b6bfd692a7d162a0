import { useEffect, useRef, useState } from 'react';
import type { PageClock } from '../rim/rim.port.ts';
import { holdSurface } from './hold-surface.ts';

/** How long it must be held. */
export const HOLD_MS = 1000;

/**
 * A button that acts after it was held for a second, by one finger or one key. Letting go, sliding off, losing the focus or
 * hiding the page takes it back. `side`: not the next action of its screen.
 */
export function HoldButton({ label, hint, onHeld, clock, kind = 'main', isDisabled = false, id }: {
  readonly label: string;
  readonly hint: string;
  readonly onHeld: () => void;
  readonly clock: PageClock;
  readonly kind?: 'main' | 'side';
  readonly isDisabled?: boolean;
  readonly id: string;
}) {
  const [isHeld, setHeld] = useState(false);
  const timer = useRef<unknown>(undefined);
  const release = (): void => {
    clock.clearTimeout(timer.current);
    timer.current = undefined;
    setHeld(false);
  };
  const press = (): void => {
    if (isDisabled || timer.current !== undefined) return;
    setHeld(true);
    timer.current = clock.setTimeout(() => {
      release();
      onHeld();
    }, HOLD_MS);
  };
  useEffect(() => {
    globalThis.addEventListener('blur', release);
    return () => {
      globalThis.removeEventListener('blur', release);
      clock.clearTimeout(timer.current);
    };
  }, []);
  return (
    <button
      type="button"
      className={kind === 'main' ? 'hold' : `hold ${kind}`}
      data-action={id}
      data-held={isHeld || undefined}
      aria-disabled={isDisabled}
      aria-describedby={`${id}-hint`}
      {...holdSurface({ press, release, slackPx: 0 })}
    >
      <svg className="hold-ring" viewBox="0 0 40 40" aria-hidden="true">
        <circle className="hold-track" cx="20" cy="20" r="17" />
        <circle className="hold-fill" cx="20" cy="20" r="17" pathLength="1" />
        <path className="hold-arrow" d="M20 12v14m-6-6 6 6 6-6" />
      </svg>
      <span className="hold-words">
        <span className="hold-label">{label}</span>
        <span className="hold-hint" id={`${id}-hint`}>{hint}</span>
      </span>
    </button>
  );
}
