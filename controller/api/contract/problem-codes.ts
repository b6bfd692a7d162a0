/** Every code that a problem answer can carry; each has sentences `problem.<code>` in both languages. */
export const problemCodes = [
  'malformed', 'tooLarge', 'notFound', 'methodNotAllowed', 'wrongOrigin', 'wrongHost', 'noSession', 'wrongRole', 'tooManyRequests',
  'unsupportedMediaType', 'idempotencyMismatch', 'internal', 'storeUnavailable', 'towerUnavailable',
  'kioskKeyWrong', 'signInWrong', 'pinWrong', 'pinLocked',
  'notRecognised', 'codeWrong', 'codeLocked', 'faceLocked', 'passWrong', 'passUsed', 'tooEarly', 'tooLate', 'ticketWrong', 'secondFactorNeeded',
  'carNotHere', 'carTaken', 'carUnknown', 'windowWrong', 'windowPast', 'windowTooLong', 'windowTooShort', 'windowTooFar', 'outsideHours',
  'consentMissing', 'templateWrong', 'bookingUnknown', 'bookingDone',
  'notPermitted', 'stillUnsafe', 'resetNotAllowed', 'nothingToReset', 'notHomed', 'recovering', 'alreadyCollecting', 'collectionUnknown', 'motionUnknown',
  'carNotOutside', 'noEmptyPallet', 'palletUnknown', 'palletNotThere', 'orderUnknown', 'orderMoving', 'orderTooLate',
  'noCoin', 'coinSlotBusy', 'coinSlotFailed',
  'callUnknown', 'voucherNotGiven', 'returnUnknown', 'recallOver', 'notYet', 'somebodyPresent', 'cellTooSmall', 'noCellFits',
  'wayNotOffered', 'wayNotReady', 'objectUnknown', 'placeUnknown', 'placeTaken', 'quarantined', 'secondPersonNeeded', 'editUnknown', 'notUndoable',
  'modeBlocked', 'leaseUnknown', 'leaseEnded', 'leaseTaken', 'atEnd', 'wayFromLimit', 'alarmUnknown', 'notShelvable', 'lockoutUnknown', 'notYours',
  'standingUnknown', 'memberBlocked', 'tierTooLow', 'licenceMissing', 'licenceExpires', 'carsExhausted', 'carHadBefore', 'oneAtATime',
  'depositMissing', 'clockDoubtful', 'extensionTooLong', 'extensionTaken', 'notOut', 'notCancellable', 'swapNotReady', 'paymentDeclined',
  'paymentUnavailable', 'purchaseUnknown', 'carReserved', 'priceLapsed', 'purchaseOpen', 'purchaseOver', 'contractUnavailable', 'notForSale', 'carSold', 'contractSigned', 'vinWrong', 'scanUnknown',
  'recogniserMissing', 'recogniserFailed', 'photoWrong', 'tokenWrong', 'tokenUsed', 'tokenOutdated', 'tokenExpired', 'signatureWrong',
  'driveUnderWay',
  'handOffUnknown', 'handOffTaken', 'handOffOpen',
] as const;
export type ProblemCode = (typeof problemCodes)[number];
