/** What the controller may see of the hardware: the ports, never drivers or wire. */
export type * from '../hal/ports/result.ts';
export type * from '../hal/ports/clock.port.ts';
export type * from '../hal/ports/rng.port.ts';
export type * from '../hal/ports/line.port.ts';
export type * from '../hal/ports/coin-acceptor.port.ts';
export type * from '../hal/ports/device.port.ts';
export type * from '../hal/ports/tower-devices.port.ts';
export type * from '../hal/ports/store.port.ts';
export type * from '../hal/ports/outbound-http.port.ts';
export { nobodyOutside } from '../hal/ports/outbound-http.port.ts';
export { done, fault, ok } from '../hal/ports/result.ts';
