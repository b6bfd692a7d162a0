import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { ReactNode } from 'react';

/** What lies over a screen. `onClose`: a touch beside it or Escape closes it; without, only its own buttons do. */
export function Overlay({ children, label, screen, onClose }: {
  readonly children: ReactNode;
  readonly label: string;
  readonly screen: string;
  readonly onClose?: () => void;
}) {
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={onClose !== undefined} onOpenChange={() => onClose?.()}>
      <Modal className="overlay-box">
        <Dialog aria-label={label} className="dialog">
          {/* What lies under it is hidden from those who listen, its main part as well. */}
          <main data-overlay={screen}>{children}</main>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
