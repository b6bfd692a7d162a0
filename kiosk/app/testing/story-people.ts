import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { until } from '../../../controller/shell/up/testing/until.ts';

/** A browser beside a tower on a busy machine takes its time; whoever waits longer waits in vain. */
const PATIENCE_MS = 120_000;

/** Somebody before a page: what they press and which screen they wait for. */
export interface Reader {
  readonly page: Page;
  readonly press: (action: string) => Promise<void>;
  readonly screen: (id: string, timeoutMs?: number) => Promise<void>;
  /** Holds a button down until something has come of it. */
  readonly hold: (action: string, next: string) => Promise<void>;
  readonly text: () => Promise<string>;
}

/** Reads one page. */
export function reader(page: Page): Reader {
  const has = async (selector: string): Promise<boolean> => (await page.locator(selector).count()) > 0;
  return {
    page,
    press: (action) => page.locator(`[data-action="${action}"]:not([disabled])`).first().click({ timeout: PATIENCE_MS }),
    screen: (id, timeoutMs = PATIENCE_MS) => page.locator(`[data-screen="${id}"]`).waitFor({ timeout: timeoutMs }),
    hold: async (action, next) => {
      const button = page.locator(`[data-action="${action}"]:not([disabled])`);
      await button.waitFor({ timeout: PATIENCE_MS });
      const box = await button.boundingBox();
      assert.ok(box);
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await until(`${action} leads to ${next}`, PATIENCE_MS, async () => ((await has(`[data-screen="${next}"]`)) ? true : undefined));
      await page.mouse.up();
    },
    text: () => page.locator('body').innerText(),
  };
}

/** The newest message to a member, as the sandbox of the backend shows it. */
async function newestMessage(sandbox: string, memberId: string): Promise<string | undefined> {
  const shown = await (await fetch(`${sandbox}?language=en`)).text();
  const article = shown.split('<article>').find((each) => each.includes(`>To ${memberId} `));
  return /class="message"[^>]*>(?<text>[^<]*)</u.exec(article ?? '')?.groups?.['text'];
}

/** Signs in on the phone with the code that comes by message. */
export async function signIn({ page, press, screen }: Reader, sandbox: string, memberId: string): Promise<void> {
  await screen('P03');
  await page.fill('input[name=member]', memberId);
  const before = await newestMessage(sandbox, memberId);
  await press('ask-code');
  const code = await until('the sign-in code has come', PATIENCE_MS, async () => {
    const message = await newestMessage(sandbox, memberId);
    return message === before ? undefined : /\b\d{6}\b/u.exec(message ?? '')?.[0];
  });
  await page.fill('input[name=code]', code);
  await press('sign-in');
}

/** Presses a button of the sandbox page that a link of the phone leads to, in a tab of its own. */
export async function inTheSandbox({ page }: Reader, link: string, answer: string): Promise<void> {
  const [tab] = await Promise.all([page.context().waitForEvent('page'), page.locator(`[data-action="${link}"]`).click({ timeout: PATIENCE_MS })]);
  await tab.locator(`button[value="${answer}"]`).click({ timeout: PATIENCE_MS });
  await tab.locator('[role="status"]').waitFor();
  await tab.close();
}

/** Pictures of both pages at a step, for whoever asks for them (`CARILLON_PICTURES=FOLDER`). */
export async function picture(step: string, pages: Readonly<Record<string, Page>>): Promise<void> {
  const folder = process.env['CARILLON_PICTURES'];
  if (folder === undefined) return;
  for (const [name, page] of Object.entries(pages)) await page.screenshot({ path: join(folder, `${step}-${name}.png`) });
}
