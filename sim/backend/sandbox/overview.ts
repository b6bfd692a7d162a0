import type { BackendAnswer } from '../backend.port.ts';
import type { RecordOf } from '../records.ts';
import type { BackendState, TowerBook } from '../state.ts';
import { html, page, say } from './page.ts';
import type { Html, Reader } from './page.ts';
import { amountOf, timeOf } from './told-values.ts';

type Wish = RecordOf<'token'>['wish'];

/** A table that scrolls sideways on a small screen, by finger and by keyboard. */
function wide(label: string, rows: Html): Html {
  return html`<div class="wide" role="region" tabindex="0" aria-label="${label}"><table>${rows}</table></div>`;
}

function membersOf(state: BackendState): readonly Extract<Wish, { op: 'member' }>[] {
  const newest = new Map<string, Extract<Wish, { op: 'member' }>>();
  for (const { tokens } of state.towers.values()) {
    for (const { wish } of tokens) {
      if (wish.op === 'member') newest.set(wish.memberId, wish);
      else if (wish.op === 'eraseMember') newest.delete(wish.memberId);
    }
  }
  return [...newest.values()];
}

function memberTable({ language }: Reader, state: BackendState): Html {
  const rows = membersOf(state).map(({ memberId, tier, creditScore, licenceUntilUtcMs }) => html`<tr><td>${memberId}</td><td>${say(language, `sandbox.member.${tier}`)}</td>
<td>${creditScore ?? say(language, 'sandbox.member.noScore')}</td><td>${licenceUntilUtcMs === null ? say(language, 'sandbox.member.noLicence') : timeOf(language, licenceUntilUtcMs)}</td></tr>`);
  const headings = (['sandbox.member.id', 'sandbox.member.tier', 'sandbox.member.score', 'sandbox.member.licence'] as const).map((id) => html`<th scope="col">${say(language, id)}</th>`);
  return html`<h2>${say(language, 'sandbox.members')}</h2>${wide(say(language, 'sandbox.members'), html`<thead><tr>${headings}</tr></thead><tbody>${rows}</tbody>`)}`;
}

function inbox({ language }: Reader, state: BackendState): Html {
  const erased = new Set([...state.towers.values()].flatMap(({ projection }) => [...projection.erasedMembers]));
  const messages = [...state.messages.values()].filter(({ request }) => !erased.has(request.memberId)).toReversed();
  const shown = messages.map(({ request, utcMs }) => html`<article><p class="quiet">${say(language, 'sandbox.messages.to', { member: request.memberId })} · ${timeOf(language, utcMs)}</p>
<p class="message" lang="${request.language === 'zh' ? 'zh-Hans' : 'en'}">${request.text}</p></article>`);
  return html`<h2>${say(language, 'sandbox.messages')}</h2>${shown.length > 0 ? shown : html`<p>${say(language, 'sandbox.messages.none')}</p>`}`;
}

function paymentList({ language }: Reader, state: BackendState): Html {
  const shown = [...state.payments.values()].toReversed().map(({ request, state: stands }) => html`<tr><td><a href="/sandbox/payments/${encodeURIComponent(request.paymentId)}?language=${language}">${say(language, `sandbox.payment.for.${request.purpose}`)}</a></td>
<td>${request.payer}</td><td>${amountOf(language, request)}</td><td>${say(language, `sandbox.payment.${stands}`)}</td></tr>`);
  return html`<h2>${say(language, 'sandbox.payments')}</h2>${shown.length > 0 ? wide(say(language, 'sandbox.payments'), html`<tbody>${shown}</tbody>`) : html`<p>${say(language, 'sandbox.payments.none')}</p>`}`;
}

function contractList({ language }: Reader, state: BackendState): Html {
  const shown = [...state.contracts.values()].toReversed().map(({ request, state: stands }) => html`<tr><td><a href="/sandbox/contracts/${encodeURIComponent(request.purchaseId)}?language=${language}">${request.vin}</a></td>
<td>${request.buyer}</td><td>${amountOf(language, request)}</td><td>${say(language, `sandbox.contract.${stands}`)}</td></tr>`);
  return html`<h2>${say(language, 'sandbox.contracts')}</h2>${shown.length > 0 ? wide(say(language, 'sandbox.contracts'), html`<tbody>${shown}</tbody>`) : html`<p>${say(language, 'sandbox.contracts.none')}</p>`}`;
}

function trouble({ language }: Reader, { gap, fork }: TowerBook): readonly Html[] {
  return [
    ...(gap === undefined ? [] : [html`<p class="wrong" role="alert">${say(language, 'sandbox.tower.gap', { from: gap.missingFromSeq, until: gap.seenSeq - 1 })}</p>`]),
    ...(fork === undefined ? [] : [html`<p class="wrong" role="alert">${say(language, 'sandbox.tower.fork', { seq: fork.seq })}</p>`]),
  ];
}

function towerPart(reader: Reader, towerId: string, book: TowerBook): Html {
  const { language } = reader;
  const bookings = [...book.projection.bookings.values()].toReversed().map(({ bookingId, memberId, carId, state, fromUtcMs, returnByUtcMs }) => html`<tr><td>${bookingId}</td><td>${memberId ?? ''}</td><td>${carId ?? ''}</td>
<td>${say(language, `sandbox.booking.${state}`)}</td><td>${fromUtcMs === undefined ? '' : timeOf(language, fromUtcMs)}</td><td>${returnByUtcMs === undefined ? '' : timeOf(language, returnByUtcMs)}</td></tr>`);
  const headings = (['sandbox.tower.booking', 'sandbox.member.id', 'sandbox.booking.car', 'sandbox.booking.state', 'sandbox.booking.from', 'sandbox.booking.returnBy'] as const).map((id) => html`<th scope="col">${say(language, id)}</th>`);
  return html`<h2>${say(language, 'sandbox.tower', { tower: towerId })}</h2>${trouble(reader, book)}<p>${say(language, 'sandbox.tower.events', { count: book.events.length })}</p>
${bookings.length > 0 ? html`${wide(say(language, 'sandbox.tower.bookings'), html`<thead><tr>${headings}</tr></thead><tbody>${bookings}</tbody>`)}` : html`<p>${say(language, 'sandbox.tower.noBookings')}</p>`}`;
}

/** Everything on one page: members, messages, payments, contracts, and what each tower has told. */
export function overviewPage(reader: Reader, state: BackendState): BackendAnswer {
  const towers = [...state.towers].map(([towerId, book]) => towerPart(reader, towerId, book));
  return page(reader, say(reader.language, 'sandbox.title'), html`${inbox(reader, state)}${paymentList(reader, state)}${contractList(reader, state)}${memberTable(reader, state)}${towers}`);
}
