import { noticeSchema } from '../../api/contract/index.ts';
import type { Notice } from '../../api/contract/index.ts';
import { done, ok } from '../../ports.ts';
import type { Result, WallClock } from '../../ports.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Tokens } from './tokens.ts';
import { isWebhookSigned } from './webhook-signature.ts';
import type { WebhookHeaders } from './webhook-signature.ts';

/** Who looks at a provider because a notice says so. What they find, and not the notice, is what is true. */
export interface Look {
  readonly payment: (paymentId: string) => Promise<Result<void, Refusal>>;
  readonly contract: (purchaseId: string) => Promise<Result<void, Refusal>>;
}

/** What notices need. */
export interface NoticeParts {
  readonly secrets: readonly Uint8Array[];
  readonly tokens: Pick<Tokens, 'useOnce'>;
  readonly wall: WallClock;
  readonly look: Look;
  /** Hears why looking failed; it is looked at again without any notice. */
  readonly onFailed: (refusal: Refusal, subject: string) => void;
}

/** Hears a notice of the backend: its headers, and its body as the bytes that came. One that was heard before has no effect and is no error. */
export type HearNotice = (headers: WebhookHeaders, body: Uint8Array) => Promise<Result<void, Refusal>>;

function parse(body: Uint8Array, webhookId: string): Notice | undefined {
  try {
    const notice = noticeSchema.safeParse(JSON.parse(Buffer.from(body).toString()));
    return notice.success && notice.data.id === webhookId ? notice.data : undefined;
  } catch {
    // No JSON is as wrong as JSON of another shape.
    return undefined;
  }
}

/** What it is about, and what to do. */
function errand({ type, data: { paymentId, purchaseId } }: Notice, look: Look): Result<{ readonly subject: string; readonly go: () => Promise<Result<void, Refusal>> }, Refusal> {
  if (type === 'io.carillon.payment.changed.v1' && paymentId !== undefined) return ok({ subject: `payment/${paymentId}`, go: () => look.payment(paymentId) });
  if (type === 'io.carillon.contract.changed.v1' && purchaseId !== undefined) return ok({ subject: `purchase/${purchaseId}`, go: () => look.contract(purchaseId) });
  return refuse('malformed', 'The notice does not say what to look at. Nothing was done.');
}

/** Notices of one backend. */
export function createHearNotice({ secrets, tokens, wall, look, onFailed }: NoticeParts): HearNotice {
  return async (headers, body) => {
    if (!isWebhookSigned(secrets, headers, body, wall.utcMs())) return refuse('signatureWrong', 'The signature of this notice does not fit, or its time is over. Nothing was done.');
    const id = headers['webhook-id'];
    const notice = parse(body, id);
    if (notice === undefined) return refuse('malformed', 'This is no notice as the document has it. Nothing was done.');
    const found = errand(notice, look);
    if (!found.ok) return found;
    const isFirst = await tokens.useOnce(id, 'notice', found.value.subject);
    if (!isFirst.ok) return isFirst;
    if (!isFirst.value) return done;
    // The provider may take its time; whoever sent the notice does not wait for it.
    void found.value.go().then((looked) => {
      if (!looked.ok) onFailed(looked.error, found.value.subject);
    });
    return done;
  };
}
