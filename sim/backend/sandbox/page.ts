import type { Language } from '../../../config/words/index.ts';
import { sandboxWords } from '../../../config/words/sandbox-words.ts';
import type { SandboxWordId } from '../../../config/words/sandbox-words.ts';
import type { BackendAnswer } from '../backend.port.ts';

/** Whoever reads a page, and in which language. */
export interface Reader {
  readonly language: Language;
  /** The page that is open, without its query. */
  readonly path: string;
}

/** HTML that has been made safe. */
export interface Html {
  readonly html: string;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function text(value: string | number | Html | readonly Html[]): string {
  if (typeof value === 'object') return 'html' in value ? value.html : value.map(({ html }) => html).join('');
  return String(value).replaceAll(/[&<>"']/gu, (found) => ESCAPES[found] ?? found);
}

/** Text becomes text, whatever is in it; only what was made by this function stays HTML. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | number | Html | readonly Html[])[]): Html {
  return { html: parts.map((part, at) => `${part}${at < values.length ? text(values[at] ?? '') : ''}`).join('') };
}

/** A sentence of the sandbox with its values filled in. */
export function say(language: Language, id: SandboxWordId, values: Readonly<Record<string, string | number>> = {}): string {
  return sandboxWords[language][id].replaceAll(/\{(\w+)\}/gu, (whole, name: string) => String(values[name] ?? whole));
}

/** The colours of the house, light and dark; every text at least 6:1 against what is behind it. */
const STYLE = `
:root{color-scheme:light dark;--bg:#f6f7f9;--surface:#fff;--text:#11161c;--muted:#4a5563;--line:#7c8796;--action:#0b57d0;--action-text:#fff;--error:#b3261e}
@media (prefers-color-scheme:dark){:root{--bg:#0b0f14;--surface:#151b23;--text:#f2f5f8;--muted:#b4becb;--line:#6f7b8a;--action:#7cb3ff;--action-text:#06182f;--error:#ff8a80}}
*{box-sizing:border-box}
body{margin:0 auto;padding:24px 16px 64px;max-width:60rem;background:var(--bg);color:var(--text);font:18px/1.6 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;font-variant-numeric:tabular-nums}
h1{font-size:28px;line-height:1.25;margin:16px 0 8px}h2{font-size:22px;margin:32px 0 8px}p{margin:8px 0}
.quiet{color:var(--muted)}.wrong{color:var(--error);font-weight:600}
nav{display:flex;justify-content:space-between;gap:16px}a{color:var(--action)}nav a{min-height:44px;display:inline-flex;align-items:center}
article,table{width:100%;background:var(--surface);border:1px solid var(--line);border-radius:12px;margin:8px 0}article{padding:12px 16px}
article p:last-child{margin-bottom:0}.message{white-space:pre-wrap}
.wide{overflow-x:auto}table{border-collapse:separate;border-spacing:0}th,td{text-align:start;white-space:nowrap;padding:8px 16px;border-bottom:1px solid var(--line)}tr:last-child td{border-bottom:0}th{font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:8px 24px}dt{color:var(--muted)}dd{margin:0}
form{display:flex;flex-wrap:wrap;gap:32px;margin:24px 0}
button{min-height:56px;padding:12px 32px;border:2px solid var(--action);border-radius:12px;font:inherit;font-weight:600;background:var(--surface);color:var(--action);cursor:pointer}
button.main{background:var(--action);color:var(--action-text)}
a:focus-visible,button:focus-visible,.wide:focus-visible{outline:3px solid var(--action);outline-offset:3px}
`;

/** A whole page without any script. */
export function page({ language, path }: Reader, title: string, body: Html, status = 200): BackendAnswer {
  const other: Language = language === 'zh' ? 'en' : 'zh';
  const whole = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${{ html: STYLE }}</style></head>
<body><nav><a href="/sandbox/?language=${language}">${say(language, 'sandbox.toStart')}</a><a href="${path}?language=${other}" hreflang="${other}" aria-label="${say(language, 'sandbox.otherName')}">${say(language, 'sandbox.other')}</a></nav>
<main><h1>${title}</h1><p class="quiet">${say(language, 'sandbox.line')}</p>${body}</main></body></html>`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    },
    body: Buffer.from(whole.html),
  };
}
