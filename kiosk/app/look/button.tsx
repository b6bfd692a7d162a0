import { Button } from 'react-aria-components/Button';
import type { ReactNode } from 'react';

/** A button of ours: `main` is the next action of a screen, `choice` one of several that are the next action alike, `plain` has no frame. */
export function ActionButton({ children, onPress, kind = 'side', isDisabled = false, label, id }: {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly kind?: 'main' | 'choice' | 'side' | 'plain';
  readonly isDisabled?: boolean;
  /** For a button whose face is a picture. */
  readonly label?: string;
  readonly id?: string;
}) {
  return (
    <Button
      className={`button ${kind}`}
      onPress={onPress}
      isDisabled={isDisabled}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(id === undefined ? {} : { 'data-action': id })}
    >
      {children}
    </Button>
  );
}
