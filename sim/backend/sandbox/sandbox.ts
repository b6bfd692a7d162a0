import type { BackendAnswer, BackendRequest } from '../backend.port.ts';
import type { Notices } from '../notices.ts';
import { changeContract } from '../providers/contracts.ts';
import { changePayment } from '../providers/payments.ts';
import type { Desk } from '../providers/payments.ts';
import { toAnswer } from '../answers.ts';
import type { Said } from '../answers.ts';
import { contractPage, paymentPage, unknownPage } from './desk-pages.ts';
import { overviewPage } from './overview.ts';
import type { Reader } from './page.ts';

/** What the pages for people stand on. */
export interface SandboxParts extends Desk {
  readonly notices: Pick<Notices, 'send'>;
}

function readerOf(url: URL, headers: BackendRequest['headers']): Reader {
  const asked = url.searchParams.get('language') ?? (headers['accept-language'] ?? 'zh').slice(0, 2).toLowerCase();
  return { language: asked === 'en' ? 'en' : 'zh', path: url.pathname };
}

/** Another site must not agree in a person's name: a browser says where a form stands. */
function isOwnForm({ publicUrl }: SandboxParts, { headers }: BackendRequest): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || origin === new URL(publicUrl()).origin || (origin === 'null' && site === 'same-origin');
}

/** What was changed is told to the tower, and shown on the same page again. */
function afterwards(said: Said, { language, path }: Reader, tell: () => void): BackendAnswer {
  if (!said.ok) return toAnswer(said);
  tell();
  return { status: 303, headers: { location: `${path}?language=${language}`, 'cache-control': 'no-store' }, body: new Uint8Array() };
}

function paymentDesk(parts: SandboxParts, reader: Reader, paymentId: string, answer: string | undefined): BackendAnswer {
  const payment = parts.memory.state.payments.get(paymentId);
  if (payment === undefined) return unknownPage(reader);
  const decided = answer === 'agree' ? 'held' : answer === 'decline' ? 'declined' : undefined;
  // Pressed a second time, or too late: the page says how it stands.
  if (payment.state !== 'asked' || decided === undefined) return paymentPage(reader, payment);
  return afterwards(changePayment(parts, paymentId, decided), reader, () => { parts.notices.send(payment.towerId, { type: 'io.carillon.payment.changed.v1', data: { paymentId } }); });
}

function contractDesk(parts: SandboxParts, reader: Reader, purchaseId: string, answer: string | undefined): BackendAnswer {
  const contract = parts.memory.state.contracts.get(purchaseId);
  if (contract === undefined) return unknownPage(reader);
  const decided = answer === 'sign' ? 'signed' : answer === 'decline' ? 'declined' : undefined;
  if (contract.state !== 'offered' || decided === undefined) return contractPage(reader, contract);
  return afterwards(changeContract(parts, purchaseId, decided), reader, () => { parts.notices.send(contract.towerId, { type: 'io.carillon.contract.changed.v1', data: { purchaseId } }); });
}

/** The pages for people: they need no script, and nobody signs in, because nothing here is real. */
export function answerPerson(parts: SandboxParts, request: BackendRequest): BackendAnswer {
  const url = new URL(request.target, parts.publicUrl());
  const reader = readerOf(url, request.headers);
  const { method } = request;
  if (method !== 'GET' && !(method === 'POST' && isOwnForm(parts, request))) return unknownPage(reader);
  const answer = method === 'POST' ? (new URLSearchParams(Buffer.from(request.body).toString('utf8')).get('answer') ?? undefined) : undefined;
  const [, , desk = '', id = ''] = url.pathname.split('/');
  if (desk === 'payments') return paymentDesk(parts, reader, id, answer);
  if (desk === 'contracts') return contractDesk(parts, reader, id, answer);
  return desk === '' ? overviewPage(reader, parts.memory.state) : unknownPage(reader);
}
