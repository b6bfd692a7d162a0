import { z } from 'zod';
import { no, yes } from '../answers.ts';
import type { Said } from '../answers.ts';
import { messageRequestSchema } from '../records.ts';
import { digestOf } from '../state.ts';
import type { Desk } from './payments.ts';

/** Puts a message into the inbox of the sandbox, once. */
export function takeMessage({ memory, wall }: Desk, towerId: string, body: unknown): Said {
  const asked = messageRequestSchema.safeParse(body);
  if (!asked.success) return no('requestInvalid', z.prettifyError(asked.error));
  const request = asked.data;
  const known = memory.state.messages.get(request.messageId);
  if (known !== undefined && digestOf(known.request) !== digestOf(request)) return no('idConflict', `The message ${request.messageId} was sent before with another content. Nothing was done.`);
  const stored = known === undefined ? memory.write({ kind: 'message', towerId, request, utcMs: wall.utcMs() }) : undefined;
  return stored?.ok === false ? no('storeFailed', stored.error.message) : yes({ messageId: request.messageId, state: 'sent' });
}
