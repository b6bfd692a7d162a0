import type { BackendAnswer } from '../backend.port.ts';
import type { Contract, Payment } from '../state.ts';
import { html, page, say } from './page.ts';
import type { Html, Reader } from './page.ts';
import { amountOf } from './told-values.ts';

/** Two buttons that send `answer`. */
function choice({ language, path }: Reader, yes: { readonly value: string; readonly label: string }, no: { readonly value: string; readonly label: string }): Html {
  return html`<form method="post" action="${path}?language=${language}"><button class="main" name="answer" value="${yes.value}">${yes.label}</button><button name="answer" value="${no.value}">${no.label}</button></form>`;
}

/** Where a person agrees to a payment or declines it. */
export function paymentPage(reader: Reader, { request, state }: Payment): BackendAnswer {
  const { language } = reader;
  const title = say(language, `sandbox.payment.for.${request.purpose}`);
  const facts = html`<article><dl><dt>${say(language, 'sandbox.payment')}</dt><dd>${amountOf(language, request)}</dd><dt>${say(language, 'sandbox.member.id')}</dt><dd>${request.payer}</dd></dl>
<p role="status"><strong>${say(language, `sandbox.payment.${state}`)}</strong></p></article>`;
  const rest = state === 'asked'
    ? html`<p>${say(language, 'sandbox.payment.line')}</p>${choice(reader, { value: 'agree', label: say(language, 'sandbox.payment.agree') }, { value: 'decline', label: say(language, 'sandbox.payment.decline') })}`
    : html`<p>${say(language, 'sandbox.done')}</p>`;
  return page(reader, title, html`${facts}${rest}`);
}

/** Where a buyer signs a contract of sale or declines it. */
export function contractPage(reader: Reader, { request, state }: Contract): BackendAnswer {
  const { language } = reader;
  const facts = html`<article><dl><dt>${say(language, 'sandbox.contract.vin')}</dt><dd>${request.vin}</dd><dt>${say(language, 'sandbox.contract.price')}</dt><dd>${amountOf(language, request)}</dd>
<dt>${say(language, 'sandbox.contract.buyer')}</dt><dd>${request.buyer}</dd></dl><p role="status"><strong>${say(language, `sandbox.contract.${state}`)}</strong></p></article>`;
  const rest = state === 'offered'
    ? html`<p>${say(language, 'sandbox.contract.line')}</p>${choice(reader, { value: 'sign', label: say(language, 'sandbox.contract.sign') }, { value: 'decline', label: say(language, 'sandbox.contract.decline') })}`
    : html`<p>${say(language, 'sandbox.done')}</p>`;
  return page(reader, say(language, 'sandbox.contract'), html`${facts}${rest}`);
}

/** Of an address behind which nothing is. */
export function unknownPage(reader: Reader): BackendAnswer {
  return page(reader, say(reader.language, 'sandbox.title'), html`<p>${say(reader.language, 'sandbox.unknown')}</p>`, 404);
}
