import type { Problem, ProblemCode } from './contract/index.ts';
import type { Refusal } from '../bookings/refusal.ts';
import { toReason } from './reasons.ts';

/** HTTP status of each code. */
const STATUS: Readonly<Record<ProblemCode, number>> = {
  malformed: 400, tooLarge: 413, notFound: 404, methodNotAllowed: 405, wrongOrigin: 403, wrongHost: 421, noSession: 401, wrongRole: 403,
  tooManyRequests: 429, unsupportedMediaType: 415, idempotencyMismatch: 422, internal: 500, storeUnavailable: 503, towerUnavailable: 503,
  kioskKeyWrong: 401, signInWrong: 401, pinWrong: 401, pinLocked: 429,
  notRecognised: 404, codeWrong: 404, codeLocked: 429, faceLocked: 429, passWrong: 422, passUsed: 409, tooEarly: 409, tooLate: 409,
  ticketWrong: 409, secondFactorNeeded: 409,
  carNotHere: 409, carTaken: 409, carUnknown: 404, windowWrong: 422, windowPast: 422, windowTooLong: 422, windowTooShort: 422, windowTooFar: 422,
  outsideHours: 422, consentMissing: 422, templateWrong: 422, bookingUnknown: 404, bookingDone: 409,
  notPermitted: 409, stillUnsafe: 409, resetNotAllowed: 409, nothingToReset: 409, notHomed: 409, carNotOutside: 409, noEmptyPallet: 409, palletUnknown: 404, palletNotThere: 409, orderUnknown: 404, orderMoving: 409, orderTooLate: 409, recovering: 409, alreadyCollecting: 409,
  collectionUnknown: 404, motionUnknown: 404,
  noCoin: 409, coinSlotBusy: 409, coinSlotFailed: 409,
  callUnknown: 404, voucherNotGiven: 409, returnUnknown: 404, recallOver: 409, notYet: 409, somebodyPresent: 409, cellTooSmall: 409, noCellFits: 409,
  wayNotOffered: 409, wayNotReady: 409, objectUnknown: 404, placeUnknown: 404, placeTaken: 409, quarantined: 409, secondPersonNeeded: 403, editUnknown: 404, notUndoable: 409,
  modeBlocked: 409, leaseUnknown: 404, leaseEnded: 409, leaseTaken: 409, atEnd: 409, wayFromLimit: 409, alarmUnknown: 404, notShelvable: 409, lockoutUnknown: 404, notYours: 403,
  standingUnknown: 409, memberBlocked: 403, tierTooLow: 403, licenceMissing: 409, licenceExpires: 409, carsExhausted: 409, carHadBefore: 409, oneAtATime: 409,
  depositMissing: 402, clockDoubtful: 503, extensionTooLong: 422, extensionTaken: 409, notOut: 409, notCancellable: 409, swapNotReady: 409,
  paymentDeclined: 402, paymentUnavailable: 503, purchaseUnknown: 404, carReserved: 409, priceLapsed: 409, purchaseOpen: 409, purchaseOver: 409, contractUnavailable: 503, notForSale: 409, carSold: 409, contractSigned: 409,
  vinWrong: 422, scanUnknown: 404, recogniserMissing: 409, recogniserFailed: 503, photoWrong: 422,
  tokenWrong: 401, tokenUsed: 409, tokenOutdated: 409, tokenExpired: 409, signatureWrong: 401, driveUnderWay: 409,
  handOffUnknown: 404, handOffTaken: 409, handOffOpen: 409,
};

/** Media type of every refusal. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Status and body of a refusal, as RFC 9457 has it. */
export function toProblem(refusal: Refusal): { readonly status: number; readonly body: Problem } {
  const { code, message, attemptsLeft, retryAfterMs, also, broken } = refusal;
  const status = STATUS[code];
  return {
    status,
    body: {
      type: `urn:carillon:problem:${code}`,
      title: code,
      status,
      code,
      detail: message,
      ...(attemptsLeft === undefined ? {} : { attemptsLeft }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs: Math.ceil(retryAfterMs) }),
      ...(also === undefined || also.length === 0 ? {} : { also: [...also] }),
      ...(broken === undefined ? {} : { reasons: broken.map(toReason) }),
    },
  };
}
