import type { Result } from '../ports.ts';
import type { MapEditRequest, MapEditView, QuarantineLift, QuarantineRequest, RecoveryChoice, RecoveryView } from './contract/index.ts';
import type { RequestFault } from './request-fault.ts';

/** Who asks: the technician of the session, and a second one whose PIN the API has checked. */
interface Asked {
  readonly by: string;
  readonly second: string | undefined;
}

/** The control core as the recovery pages see it. Everything is data that can cross a thread. */
export interface RecoveryPort {
  /** Everything in doubt now with its ways on, places out of service, leases, and changes of the map. */
  readonly recovery: () => Promise<Result<RecoveryView, RequestFault>>;
  /**
   * Goes one of the offered ways for one object; resolves when it has ended, which may take minutes. Errors: `objectUnknown`,
   * `wayNotOffered`, `wayNotReady` with the broken rules, and those of what the way does.
   */
  readonly choose: (choice: Omit<RecoveryChoice, 'second'> & Asked) => Promise<Result<void, RequestFault>>;
  /** Takes a place out of service. Errors: `placeUnknown`, `towerUnavailable`. */
  readonly quarantine: (request: QuarantineRequest & Pick<Asked, 'by'>) => Promise<Result<void, RequestFault>>;
  /** Puts it back with proof. Errors: `placeUnknown`, `wayNotReady`, `towerUnavailable`. */
  readonly liftQuarantine: (request: QuarantineLift & Pick<Asked, 'by'>) => Promise<Result<void, RequestFault>>;
  /** Corrects the map. Errors: `objectUnknown`, `placeUnknown`, `placeTaken`, `cellTooSmall`, `secondPersonNeeded`, `stillUnsafe`, `towerUnavailable`. */
  readonly editMap: (edit: Omit<MapEditRequest, 'second'> & Asked) => Promise<Result<MapEditView, RequestFault>>;
  /** Takes a correction back while nothing has moved there since. Errors: `editUnknown`, `notUndoable`, `towerUnavailable`. */
  readonly undoMapEdit: (request: { readonly editId: number; readonly why: string } & Pick<Asked, 'by'>) => Promise<Result<void, RequestFault>>;
}
