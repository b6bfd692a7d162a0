/** What marks the order by which the car of a return comes out again. */
const AGAIN = '-again';

/** Order by which the car of a return comes out again; there is one for a return. */
export const recallOf = (returnId: string): string => `${returnId}${AGAIN}`;

/** Whether an order is that of a recall. */
export const isRecall = (orderId: string): boolean => orderId.endsWith(AGAIN);

/** The return with which a car was brought back, whether this is its order or that of its recall. */
export const returnOf = (orderId: string): string => (isRecall(orderId) ? orderId.slice(0, -AGAIN.length) : orderId);
