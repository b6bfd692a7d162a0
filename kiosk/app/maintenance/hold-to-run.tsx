import { useEffect, useRef } from 'react';
import type { NewMotionLease } from '../../../controller/api/contract/index.ts';
import { holdSurface } from '../look/hold-surface.ts';
import { useBench } from './bench-services.tsx';

/** Slid further off than this (CSS px, about 12 mm on a desk), the finger has let go. */
const SLID_OFF_PX = 45;

/**
 * A button whose motion lives only while it is held by one finger or one key. Letting go, sliding off, a second finger, losing the focus,
 * hiding or leaving the page, and losing the connection all release it.
 */
export function HoldToRun({ wish, label, id, isDisabled, onPointed }: {
  readonly wish: NewMotionLease;
  readonly label: string;
  readonly id: string;
  readonly isDisabled: boolean;
  /** A finger, pointer or focus has come to the button: its rules are worth showing. */
  readonly onPointed: () => void;
}) {
  const { sendHold, live } = useBench();
  const finger = useRef<number | undefined>(undefined);
  const isDown = useRef(false);
  const release = (): void => {
    finger.current = undefined;
    if (!isDown.current) return;
    isDown.current = false;
    sendHold({ type: 'release' });
  };
  const press = (pointerId: number | undefined): void => {
    finger.current = pointerId;
    if (isDisabled || isDown.current) return;
    isDown.current = true;
    sendHold({ type: 'press', wish });
  };
  useEffect(() => {
    const hidden = (): void => {
      if (document.visibilityState !== 'visible') release();
    };
    const otherFinger = (event: globalThis.PointerEvent): void => {
      if (finger.current !== undefined && event.pointerId !== finger.current) release();
    };
    const lost = live.subscribe(() => {
      if (live.read().link !== 'live') release();
    });
    globalThis.addEventListener('blur', release);
    globalThis.addEventListener('pagehide', release);
    globalThis.addEventListener('pointerdown', otherFinger, true);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      release();
      lost();
      globalThis.removeEventListener('blur', release);
      globalThis.removeEventListener('pagehide', release);
      globalThis.removeEventListener('pointerdown', otherFinger, true);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [live]);
  // What may no longer be held is let go, whatever the finger does.
  useEffect(() => {
    if (isDisabled) release();
  }, [isDisabled]);
  return (
    <button
      type="button"
      className="hold-to-run"
      data-action={id}
      aria-disabled={isDisabled}
      onPointerEnter={onPointed}
      onFocus={onPointed}
      {...holdSurface({ press, release, slackPx: SLID_OFF_PX })}
    >
      {label}
    </button>
  );
}
