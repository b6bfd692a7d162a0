/** Sequence numbers of the commands to one device, as its document wants them: rising from 1 within one epoch. */
export interface Sequence {
  /** The next number with its epoch; undefined while there is no epoch, or when all 65,535 of it have been used. */
  readonly next: () => { readonly sequence: number; readonly epoch: number } | undefined;
}

const LAST_SEQUENCE = 0xffff;

/** `epoch` gives the controller's epoch; 0 means that it is not known yet and no command may leave. */
export function createSequence(epoch: () => number): Sequence {
  let current = 0;
  let sequence = 0;
  return {
    next: () => {
      const now = epoch();
      if (now === 0) return undefined;
      if (now !== current) {
        current = now;
        sequence = 0;
      }
      if (sequence >= LAST_SEQUENCE) return undefined;
      sequence += 1;
      return { sequence, epoch: current };
    },
  };
}
