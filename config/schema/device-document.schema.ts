import { z } from 'zod';
import { deviceKinds } from './wiring.schema.ts';

const names = z.record(z.string(), z.number().int());

const block = z.strictObject({
  /** Address of the first register, coil or discrete input. */
  start: z.number().int().min(0).max(0xffff),
  /** Register names in order of their addresses. */
  registers: z.array(z.string()).optional(),
  discreteInputs: z.number().int().optional(),
  ranges: names.optional(),
  magic: z.number().int().optional(),
  units: z.record(z.string(), z.string()).optional(),
  /** Bit numbers of the register `flags`. */
  flags: names.optional(),
  verbs: names.optional(),
});

/** A register document: the only thing that a driver and a simulated device share. */
export const deviceDocumentSchema = z.strictObject({
  document: z.enum(deviceKinds),
  version: z.number().int().positive(),
  role: z.number().int().min(0).max(0xffff),
  /** 0: the device needs no refresh. */
  refreshTimeoutMs: z.number().int().min(0),
  blocks: z.record(z.string(), block),
  statusword: z.strictObject({ bits: names }).optional(),
  errors: z.record(z.string(), z.string()).optional(),
  exceptions: names,
});

export type DeviceDocument = z.infer<typeof deviceDocumentSchema>;
export type DeviceKind = DeviceDocument['document'];
