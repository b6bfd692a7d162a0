/** The name of each route in the document and in the clients that are generated from it, and what it is for. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
}

const operation = (operationId: string, summary: string): Operation => ({ operationId, summary });

/** By method and path as Fastify has them. Names read as what is asked for; a test holds them against the routes. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST /api/v1/sessions': operation('openSession', 'Signs in as a role; its token goes with every other request.'),
  'POST /api/v1/sign-in-codes': operation('requestSignInCode', 'Sends a sign-in code to the phone of a member.'),

  'GET /api/v1/site': operation('getSite', 'What any page may know of the site.'),
  'GET /api/v1/service': operation('getService', 'Opening hours, backend and payments at this moment.'),
  'GET /api/v1/tower': operation('getTower', 'The tower as it is at this moment, with the number of the change.'),
  'GET /why': operation('why', 'Why a motion is permitted or not; the short address.'),
  'GET /api/v1/why': operation('getWhy', 'Why a motion is permitted or not, rule by rule.'),
  'GET /health': operation('health', 'Whether the controller is well; the short address.'),
  'GET /api/v1/health': operation('getHealth', 'Whether the controller is well.'),
  'GET /api/v1/brigade-map': operation('getBrigadeMap', 'Where cars with batteries stand, for the fire brigade.'),
  'POST /api/v1/stop': operation('stopTower', 'Stops everything that moves.'),
  'POST /api/v1/resets': operation('resetTower', 'Resets after a stop; nothing moves by it.'),
  'POST /api/v1/homings': operation('homeAxis', 'Lets one axis find its reference.'),
  'POST /api/v1/settlements': operation('settleRecovery', 'Accepts everything that recovering offers.'),
  'POST /api/v1/site-events/releases': operation('releaseSiteEvent', 'Ends what fire, earthquake or storm has begun.'),

  'POST /api/v1/staff-calls': operation('callStaff', 'Calls the staff from the kiosk.'),
  'POST /api/v1/staff-calls/:callId/answers': operation('answerStaffCall', 'Says that somebody is coming, or calls back.'),
  'POST /api/v1/staff-calls/:callId/ends': operation('endStaffCall', 'Ends a call: hung up, or done.'),

  'GET /api/v1/catalogue': operation('getCatalogue', 'All brands, models and variants, and the vehicles of this tower.'),
  'POST /api/v1/car-scans': operation('scanCar', 'Which car a number, a link or a photo may mean; it decides nothing.'),
  'GET /api/v1/cars': operation('listCars', 'The cars of the tower, and which are free.'),

  'GET /api/v1/eligibility': operation('judgeEligibility', 'Every rule of a booking, whether it holds, and the terms.'),
  'POST /api/v1/bookings': operation('bookCar', 'Books a car.'),
  'GET /api/v1/bookings': operation('listBookings', 'The bookings of the member.'),
  'GET /api/v1/bookings/:bookingId': operation('getBooking', 'One booking of the member.'),
  'POST /api/v1/bookings/:bookingId/cancellations': operation('cancelBooking', 'Cancels a booking whose car has not been fetched.'),
  'POST /api/v1/bookings/:bookingId/arrivals': operation('announceArrival', 'Says that the member is coming, or is here.'),
  'GET /api/v1/bookings/:bookingId/extensions': operation('listExtensions', 'By how many days the drive may be extended, and for how much.'),
  'POST /api/v1/bookings/:bookingId/extensions': operation('extendDrive', 'Extends the drive.'),
  'DELETE /api/v1/bookings/:bookingId/templates': operation('eraseFace', 'Takes the face away from a booking; pass and code go on.'),
  'PUT /api/v1/bookings/:bookingId/photos/:moment/:position': operation('putPhoto', 'Keeps a photo of the car.'),
  'GET /api/v1/bookings/:bookingId/photos/:moment/:position': operation('getPhoto', 'One photo of the car.'),
  'GET /api/v1/bookings/:bookingId/photos': operation('listPhotos', 'Which photos of the car there are.'),

  'GET /api/v1/bookings/:bookingId/payments': operation('listPayments', 'The amounts of a booking and where they are.'),
  'POST /api/v1/bookings/:bookingId/payments': operation('askPaymentsAgain', 'Asks once more for what was declined.'),
  'GET /api/v1/bookings/:bookingId/receipt': operation('getReceipt', 'What was held, taken and given back.'),
  'POST /api/v1/purchases': operation('reserveCar', 'Reserves a car and locks its price.'),
  'GET /api/v1/purchases': operation('listPurchases', 'The purchases of the member.'),
  'GET /api/v1/purchases/:purchaseId': operation('getPurchase', 'One purchase, looked at where its contract is.'),
  'POST /api/v1/purchases/:purchaseId/contracts': operation('handOffContract', 'Hands the purchase to whoever makes the contract.'),
  'POST /api/v1/purchases/:purchaseId/cancellations': operation('cancelPurchase', 'Ends a purchase that is not signed.'),

  'GET /api/v1/me': operation('getMe', 'What the tower knows of the member.'),
  'DELETE /api/v1/me': operation('eraseMe', 'Erases the member.'),
  'GET /api/v1/me/export': operation('exportMe', 'Everything that is kept of the member, to take away.'),
  'PUT /api/v1/me/preferences': operation('putPreferences', 'Keeps what the member prefers.'),

  'GET /api/v1/walk-up': operation('listWalkUp', 'What somebody in front of the tower may take now.'),
  'POST /api/v1/hand-offs': operation('beginHandOff', 'Hands something over from the kiosk to the phone of the customer.'),
  'GET /api/v1/hand-offs/:handOffId': operation('getHandOff', 'How far a hand-off is.'),
  'DELETE /api/v1/hand-offs/:handOffId': operation('giveUpHandOff', 'Ends a hand-off; what was booked with it stays booked.'),
  'POST /api/v1/hand-off-openings': operation('openHandOff', 'What the scanned code is about; it is open on a phone from now on.'),
  'POST /api/v1/hand-off-claims': operation('claimHandOff', 'A member takes the hand-off over.'),

  'POST /api/v1/recognitions': operation('recognise', 'Recognises a customer by face, code or pass, or by what was handed over.'),
  'POST /api/v1/collections': operation('startCollection', 'Lets the tower bring the car of a recognised customer.'),
  'GET /api/v1/collections/:collectionId': operation('getCollection', 'How far a collection is.'),
  'POST /api/v1/collections/:collectionId/resumptions': operation('resumeCollection', 'Goes on after a suspension.'),
  'POST /api/v1/collections/:collectionId/withdrawals': operation('withdrawCollection', 'Leaves the line before anything has moved.'),
  'POST /api/v1/collections/:collectionId/choices': operation('listStalledChoices', 'What is open to the customer of a collection that goes no further.'),
  'POST /api/v1/collections/:collectionId/cancellations': operation('cancelStalledCollection', 'Cancels the booking of a collection that goes no further.'),
  'POST /api/v1/collections/:collectionId/taxi-vouchers': operation('giveTaxiVoucher', 'Gives a ride home to whoever’s car cannot come.'),
  'POST /api/v1/returns': operation('startReturn', 'Lets the tower take a car back.'),
  'GET /api/v1/returns/:returnId': operation('getReturn', 'How far a return is.'),
  'POST /api/v1/returns/:returnId/all-clears': operation('confirmBayClear', 'Says that nobody and nothing is left in the bay.'),
  'POST /api/v1/returns/:returnId/resumptions': operation('resumeReturn', 'Goes on after a suspension.'),
  'POST /api/v1/returns/:returnId/withdrawals': operation('withdrawReturn', 'Ends a return; the car stays with the customer.'),

  'POST /api/v1/returns/:returnId/receipts': operation('showReturnReceipt', 'What the person sees who has brought a car back.'),
  'POST /api/v1/returns/:returnId/recalls': operation('recallCar', 'Has a car out once more in which something was left.'),
  'POST /api/v1/collections/:collectionId/hand-overs': operation('showHandOver', 'What the person sees who fetches a car.'),

  'POST /api/v1/my-car': operation('showMyCar', 'The car that is out, with everything that may be chosen for it.'),
  'POST /api/v1/my-car/extensions': operation('extendMyCar', 'Extends the drive, at the kiosk.'),
  'POST /api/v1/my-car/swap-offers': operation('listSwaps', 'The cars that the rules allow instead.'),
  'POST /api/v1/my-car/swaps': operation('swapMyCar', 'Books another car for when this one is back.'),

  'POST /api/v1/orders': operation('giveOrder', 'Orders the moving of a car or a pallet.'),
  'POST /api/v1/orders/:orderId/completions': operation('completeOrder', 'Takes an order as done by hand.'),
  'POST /api/v1/orders/:orderId/reversals': operation('reverseOrder', 'Brings back what an order has moved.'),
  'POST /api/v1/orders/:orderId/cancellations': operation('cancelOrder', 'Ends an order that has not begun.'),
  'POST /api/v1/end-of-day': operation('endDay', 'Puts everything in its place for the night.'),

  'GET /api/v1/recovery': operation('getRecovery', 'What the journal and the sensors disagree about.'),
  'POST /api/v1/recovery/choices': operation('chooseRecovery', 'Chooses a way out of one disagreement.'),
  'POST /api/v1/quarantines': operation('quarantine', 'Takes a place, pallet or car out of use.'),
  'POST /api/v1/quarantines/lifts': operation('liftQuarantine', 'Takes it back into use.'),
  'POST /api/v1/inventory/edits': operation('editInventory', 'Says where a pallet or a car really is.'),
  'POST /api/v1/inventory/edits/:editId/undo': operation('undoInventoryEdit', 'Takes that back.'),

  'POST /api/v1/mode-requests': operation('requestMode', 'Asks for another mode of the tower.'),
  'POST /api/v1/motion-leases': operation('beginMotion', 'Begins a held motion.'),
  'POST /api/v1/motion-leases/:leaseId/renewals': operation('holdMotion', 'Goes on holding it.'),
  'DELETE /api/v1/motion-leases/:leaseId': operation('endMotion', 'Lets go.'),
  'POST /api/v1/lockouts': operation('lockOut', 'Hangs a lock on the tower.'),
  'DELETE /api/v1/lockouts/:lockoutId': operation('removeLockout', 'Takes one’s own lock off.'),
  'PUT /api/v1/maintenance/end': operation('announceMaintenanceEnd', 'Says when customers may expect the tower back.'),
  'PUT /api/v1/forces': operation('forceOutput', 'Forces an output while somebody works on it.'),
  'GET /api/v1/io': operation('listSignals', 'Every input and output.'),
  'POST /api/v1/alarms/:alarmId/acknowledgements': operation('acknowledgeAlarm', 'Says that somebody has seen it.'),
  'POST /api/v1/alarms/:alarmId/shelvings': operation('shelveAlarm', 'Puts an alarm aside for a while.'),
  'DELETE /api/v1/alarms/:alarmId/shelvings': operation('unshelveAlarm', 'Takes it up again.'),
  'POST /api/v1/alarms/:alarmId/outages': operation('takeAlarmOut', 'Takes an alarm out of service.'),
  'DELETE /api/v1/alarms/:alarmId/outages': operation('putAlarmBack', 'Puts it back into service.'),
  'GET /api/v1/alarms/history': operation('listAlarmHistory', 'What has been alarmed.'),
  'GET /api/v1/alarms/export': operation('exportAlarms', 'The same as a file.'),
  'POST /api/v1/kiosk/heartbeat': operation('reportKiosk', 'The kiosk says that it lives.'),

  'POST /api/v1/backend/tokens': operation('deliverToken', 'A signed token of the operator’s backend.'),
  'POST /api/v1/backend/notices': operation('deliverNotice', 'Something has changed at a provider: the tower looks.'),
};
