/**
 * The last page: shown when the controller's page could not be brought back. It is part of the program, needs no file, no
 * network and no script, and therefore holds its own words in both languages and the letters to draw them: a bare kiosk
 * has no Chinese font.
 */
const WORDS = {
  zh: { title: '本机现在不能使用', text: '如要取车，请打本机上标示的电话，工作人员会为您服务。' },
  en: { title: 'This screen is out of service', text: 'If you need your car, please call the number shown beside it.' },
} as const;

/** The characters of the page that a Latin font does not have. */
export const HAN_CHARACTERS = WORDS.zh.title + WORDS.zh.text;

const section = (language: keyof typeof WORDS): string =>
  `<section lang="${language}"><h1>${WORDS[language].title}</h1><p>${WORDS[language].text}</p></section>`;

/**
 * Address of the out-of-service page.
 *
 * @param fonts  fonts as `data:` addresses, which hold `HAN_CHARACTERS` between them
 */
export function outOfServiceUrl(fonts: readonly string[]): string {
  const faces = fonts.map((font, index) => `@font-face { font-family: Han${index}; src: url(${font}); }`).join('\n');
  const families = fonts.map((_font, index) => `Han${index}, `).join('');
  return `data:text/html;charset=utf-8,${encodeURIComponent(`<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<title>Carillon</title>
<style>
${faces}
html { height: 100%; background: #000; color: #fff; font: 40px/1.5 ${families}sans-serif; user-select: none; cursor: none; }
body { height: 100%; margin: 0; display: grid; place-content: center; gap: 2em; padding: 0 8%; box-sizing: border-box; text-align: center; }
h1 { font-size: 1.6em; line-height: 1.2; margin: 0 0 0.5em; } p { margin: 0; text-wrap: balance; }
</style>
<body>${section('zh')}${section('en')}</body>
</html>`)}`;
}
