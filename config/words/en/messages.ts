/** What members are written, by kind. Gaps in braces are filled by the controller. */
export const messages = {
  'message.signInCode': 'Your sign-in code is {code}. It is valid for 10 minutes. Give it to nobody.',
  'message.booked': 'Your {car} is booked. Collect it between {from} and {until}. Your pass is on the booking page.',
  'message.toPay': 'Your {car} is kept for you. One thing is left: agree to {amount} by {payBy} on the booking page, or the booking is cancelled. Then collect it between {from} and {until}.',
  'message.dueSoon': 'Your {car} can be collected from {from} to {until}. Have your pass or code at hand.',
  'message.noShow': 'Your booking of the {car} has ended: nobody collected it by {until}. The fee for that: {amount}. You are welcome to book again.',
  'message.cancelled': 'Your booking of the {car} for {from} is cancelled. Everything held for it is given back.',
  'message.returnSoon': 'Please bring the {car} back by {returnBy}. If you need it longer, extend the drive on the booking page.',
  'message.late': 'The {car} had to be back by {returnBy}. Please bring it back now: lateness costs what the booking page shows.',
  'message.returned': 'The {car} is back. Thank you. Late fee: {amount}. A deposit that is held is given back; your receipt is on the booking page.',
  'message.depositDeclined': 'The payment of {amount} was declined. Please pay another way on the booking page, or the booking is cancelled.',
  'message.owed': 'Still to be paid for your booking of the {car}: {amount}. Please open the booking page to settle it.',
  'message.toFetch': 'You have bought the {car}. It stands in the tower, ready to fetch whenever you like. Your pass is on the booking page, and it need not come back.',
  'message.bought': 'The {car} is yours. Congratulations. It need not come back to the tower.',
} as const;
