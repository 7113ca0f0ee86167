import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page, WebSocketRoute } from 'playwright-core';

import { runApp, type Running } from '../sandbox/workspace/bolt-app.ts';
import { addAnswers, hostile } from './answer-app.ts';
import { findBrowser, noBrowser, openBrowser, type Browser } from './browser.ts';
import { faintTexts } from './contrast.ts';

/** Marks that turn the direction of text are written out. */
const shownHostile = hostile.replaceAll(/[\u202E\u202C]/gu, (mark) =>
  mark === '\u202E' ? 'U+202E' : 'U+202C',
);

const executable = findBrowser();
if (executable === null) process.stdout.write(noBrowser);

(executable === null ? describe.skip : describe)('the page of the sandbox workspace', () => {
  let running: Running;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    running = await runApp('socket', { limits: { burst: 20 } }, addAnswers);
    browser = await openBrowser(executable ?? '');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  });
  beforeEach(async () => {
    await page?.close();
    page = await browser.context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(running.workspace.pageUrl);
    await page.getByRole('combobox', { name: /^Message/ }).waitFor();
  });

  test('a newcomer is told what to type, asks, and reads the answer, its thread and its buttons', async () => {
    await page.getByRole('button', { name: '/k8s why checkout' }).click();
    await page.getByRole('button', { name: 'Send' }).click();
    const answer = page.getByRole('article').filter({ hasText: 'checkout is failing' });
    await answer.getByRole('heading', { name: 'checkout is failing' }).waitFor();
    expect(await answer.locator('code').allTextContents()).toEqual(['v1.2.4']);
    expect(await answer.locator('pre').textContent()).toBe(shownHostile);
    expect(await answer.getByRole('row').count()).toBe(2);

    await answer.getByRole('button', { name: /1 reply/ }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('The details are here.').waitFor();
    await page.keyboard.press('Escape');
    await thread.waitFor({ state: 'hidden' });

    await answer.getByRole('button', { name: 'Show logs' }).click();
    await page.getByText('Only visible to you').waitFor();
    await page.getByText('These logs are for you alone').waitFor();

    await answer.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Mute for 1 h' }).click();
    await page.getByText('Chosen: mute').waitFor();

    await answer.getByRole('button', { name: 'Roll back…' }).click();
    await page.getByRole('dialog', { name: 'Roll back?' }).getByRole('button', { name: 'Roll back' }).click();
    const modal = page.getByRole('dialog', { name: 'Roll back' });
    await modal.getByRole('button', { name: 'Roll back' }).click();
    await modal.getByText('Please complete this required field.').waitFor();
    await modal.getByRole('textbox', { name: 'Reason' }).fill('bad tag');
    await modal.getByRole('button', { name: 'Roll back' }).click();
    await page.getByText('Rolled back: bad tag').waitFor();

    await page.getByRole('link', { name: 'kubewhy Home' }).click();
    await page.getByRole('heading', { name: 'What is wrong now' }).waitFor();
    expect(await page.locator('#channel > header').textContent()).toBe('kubewhy HomeApp');
    expect(complaints).toEqual([]);
  }, 60_000);

  test('hostile text from people and from the app stays text', async () => {
    const { driver } = running.workspace;
    driver.post({ channel: '#shop', user: 'mira', text: hostile });
    await driver.command({ channel: '#shop', text: `/k8s why ${hostile.replaceAll(' ', ' ')}` });
    await page.getByRole('link', { name: 'shop' }).click();
    const said = page.getByRole('article', { name: /^Mira/ }).locator('.content');
    await said.waitFor();
    expect(await said.textContent()).toBe(shownHostile.replaceAll('*not bold*', 'not bold'));
    expect(await page.locator('article img:not(.avatar), article script, article .broadcast').count()).toBe(
      0,
    );
    expect(await page.evaluate(() => Reflect.get(globalThis, 'hacked'))).toBeUndefined();
    expect(complaints).toEqual([]);
  }, 30_000);

  test('everything can be reached and done with the keyboard alone', async () => {
    const here = async (): Promise<string> =>
      await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    await page.keyboard.type('/k');
    await page.getByRole('option', { name: /\/k8s/ }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('why payments');
    await page.keyboard.press('Enter');
    const answer = page.getByRole('article').filter({ hasText: 'payments is failing' });
    const replies = answer.getByRole('button', { name: /1 reply/ });
    await replies.waitFor();
    for (let steps = 0; steps < 15 && !(await here()).includes('1 reply'); steps += 1)
      await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Reply…' }).waitFor();
    await page.keyboard.type('thanks @kubew');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Thread' }).getByText('thanks @kubewhy').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary', { name: 'Thread' }).waitFor({ state: 'hidden' });
    await answer.getByRole('button', { name: /2 replies/ }).waitFor();
    expect(await here()).toContain('2 replies');
    await page.getByRole('link', { name: 'ops' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '# shop' }).waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  test.each(['light', 'dark'] as const)(
    'all text can be read in %s',
    async (colorScheme) => {
      const { driver } = running.workspace;
      await page.emulateMedia({ colorScheme });
      await page.getByRole('link', { name: 'ops' }).click();
      await driver.command({ channel: '#ops', text: `/k8s why ${colorScheme}` });
      await page.getByRole('heading', { name: `${colorScheme} is failing` }).waitFor();
      await driver.command({ channel: '#ops', text: '/nothing' });
      await page.getByText('/nothing is not a valid command').last().waitFor();
      driver.post({ channel: '#ops', user: 'mira', text: 'see https://example.com @here @you #shop > `x`' });
      await page.getByText('see https://example.com').last().waitFor();
      expect(await faintTexts(page)).toEqual([]);
      await page.getByRole('button', { name: 'Roll back…' }).last().click();
      for (const name of ['Roll back?', 'Roll back']) {
        const dialog = page.getByRole('dialog', { name, exact: true });
        const button = dialog.getByRole('button', { name: 'Roll back' });
        await button.hover();
        expect(await faintTexts(page)).toEqual([]);
        await button.click();
      }
      await page.getByText('Please complete this required field.').waitFor();
      expect(await faintTexts(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    },
    30_000,
  );

  test('a lost connection heals by itself; a wrong key stays outside', async () => {
    const { driver } = running.workspace;
    const stranger = await browser.context.newPage();
    await stranger.goto(new URL('/#0123456789abcdef0123456789abcdef', running.workspace.pageUrl).href);
    await stranger.getByRole('heading', { name: 'This address lacks its key' }).waitFor();
    await stranger.close();
    const sockets: WebSocketRoute[] = [];
    await page.routeWebSocket('**/page', (socket) => {
      sockets.push(socket);
      socket.connectToServer();
    });
    await page.reload();
    await page.getByText('kubewhy: connected').waitFor();
    await sockets[0]?.close({ code: 1012 });
    driver.post({ channel: '#ops', user: 'mira', text: 'back again' });
    await page.getByRole('link', { name: 'ops' }).click();
    await page.getByText('back again').waitFor();
    expect(sockets).toHaveLength(2);
    expect(complaints).toEqual([]);
  }, 30_000);

  const screenshot = process.env['KUBEWHY_SCREENSHOT'];
  (screenshot === undefined ? test.skip : test)(
    'a picture is taken where one is asked for',
    async () => {
      const { driver } = running.workspace;
      await page.setViewportSize({ width: 1280, height: 860 });
      const dark = process.env['KUBEWHY_SCREENSHOT_SCHEME'] === 'dark';
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      await page.getByRole('link', { name: 'ops' }).click();
      await page.getByRole('combobox', { name: /^Message/ }).fill('/k8s why checkout');
      await page.keyboard.press('Enter');
      await driver.waitFor(() => driver.messages('#ops').at(-1)?.replies === 1);
      await page
        .locator('article')
        .last()
        .getByRole('button', { name: /1 reply/ })
        .click();
      await page.getByText('The details are here.').waitFor();
      await page.screenshot({ path: screenshot ?? '' });
    },
    30_000,
  );
});
