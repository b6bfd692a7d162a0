import type { HTMLAttributes, KeyboardEvent } from 'react';

/** What a press and its end do. */
export interface Hold {
  /** A finger, with its pointer id, or a key has come down. */
  readonly press: (pointerId: number | undefined) => void;
  /** It is not held any more, whatever the reason; may come several times. */
  readonly release: () => void;
  /** How far beside the button the finger may slide before it has let go, CSS px. */
  readonly slackPx: number;
}

const isHoldKey = (event: KeyboardEvent): boolean => event.key === 'Enter' || event.key === ' ';

/**
 * The handlers of a button that is held by one finger or one key: letting go, sliding off and losing the focus release it. Raw
 * pointer events, because a click comes when it is over and says nothing about how long.
 */
export function holdSurface({ press, release, slackPx }: Hold): HTMLAttributes<HTMLButtonElement> {
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      press(event.pointerId);
    },
    onPointerMove: (event) => {
      const { left, right, top, bottom } = event.currentTarget.getBoundingClientRect();
      const isNear = event.clientX >= left - slackPx && event.clientX <= right + slackPx && event.clientY >= top - slackPx && event.clientY <= bottom + slackPx;
      if (!isNear) release();
    },
    onPointerUp: release,
    onPointerCancel: release,
    onLostPointerCapture: release,
    onKeyDown: (event) => {
      if (!isHoldKey(event)) return;
      event.preventDefault();
      if (!event.repeat) press(undefined);
    },
    onKeyUp: (event) => {
      if (isHoldKey(event)) release();
    },
    onBlur: release,
    onContextMenu: (event) => {
      event.preventDefault();
    },
  };
}
