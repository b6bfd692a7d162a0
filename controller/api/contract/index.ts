/** The contract between the controller and every page, integrator and tool: schemas and types, no code that acts. */
export * from './told.schema.ts';
export * from './tower.schema.ts';
export * from './live.schema.ts';
export * from './requests.schema.ts';
export * from './problem-codes.ts';
export * from './site-view.schema.ts';
export * from './kiosk-heartbeat.schema.ts';
export * from './health.schema.ts';
export * from './bookings.schema.ts';
export * from './orders.schema.ts';
export * from './quarantine.schema.ts';
export * from './recovery.schema.ts';
export * from './returns.schema.ts';
export * from './site-events.schema.ts';
export * from './maintenance.schema.ts';
export * from './alarms.schema.ts';
