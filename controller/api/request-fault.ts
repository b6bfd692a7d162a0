import type { Fault } from '../ports.ts';
import type { Broken } from '../interlocks/permit.port.ts';

/** Why the control core refused a request. Nothing moved because of it, except before `notHomed`, after which motion is stopped. */
export type RequestFault = Fault<
  'notPermitted' | 'recovering' | 'carNotHere' | 'alreadyCollecting' | 'collectionUnknown' | 'motionUnknown'
  | 'stillUnsafe' | 'resetNotAllowed' | 'nothingToReset' | 'towerUnavailable' | 'notHomed'
  | 'carNotOutside' | 'noEmptyPallet' | 'palletUnknown' | 'palletNotThere' | 'orderUnknown' | 'orderMoving' | 'orderTooLate'
  | 'modeBlocked' | 'leaseUnknown' | 'leaseEnded' | 'leaseTaken' | 'atEnd' | 'wayFromLimit' | 'alarmUnknown' | 'notShelvable' | 'lockoutUnknown' | 'notYours'
  | 'noCoin' | 'coinSlotBusy' | 'coinSlotFailed'
  | 'callUnknown' | 'tooManyRequests'
  | 'returnUnknown' | 'notYet' | 'somebodyPresent' | 'cellTooSmall' | 'noCellFits'
  | 'wayNotOffered' | 'wayNotReady' | 'objectUnknown' | 'placeUnknown' | 'placeTaken' | 'quarantined' | 'secondPersonNeeded' | 'editUnknown' | 'notUndoable'
> & { readonly broken?: readonly Broken[] };
