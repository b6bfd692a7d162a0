/**
 * The last page: shown when the controller's page could not be brought back. It is part of the program, needs no file, no
 * network and no script, and therefore holds its own words in both languages.
 */
const PAGE = `<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Carillon</title>
<style>
  html { height: 100%; background: #000; color: #fff; font: 40px/1.5 'Noto Sans SC', sans-serif; user-select: none; cursor: none; }
  body { height: 100%; margin: 0; display: grid; place-content: center; gap: 1.5em; padding: 0 8%; text-align: center; }
  h1 { font-size: 1.6em; margin: 0; } p { margin: 0; }
</style>
<body>
<section lang="zh"><h1>本屏幕暂停服务</h1><p>系统正在尝试恢复。如需取车，请拨打屏幕旁标示的电话，工作人员会为您处理。</p></section>
<section lang="en"><h1>This screen is out of service</h1><p>It is trying to recover. If you need your car, please call the number posted beside this screen.</p></section>
</body>
</html>`;

/** Address of the out-of-service page. */
export const OUT_OF_SERVICE_URL = `data:text/html;charset=utf-8,${encodeURIComponent(PAGE)}`;
