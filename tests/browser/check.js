// node check.js REPORT.html...: axe-core at phone, laptop and print width; no request leaves the page; nothing
// is wider than the screen; the first Tab reaches the skip link. Exit 1 with a list of what is wrong.
'use strict';
const path = require('path');
const fs = require('fs');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const views = [
  { name: 'phone', width: 360, height: 740 },
  { name: 'laptop', width: 1366, height: 768 },
  { name: 'A4 print', width: 794, height: 1123, media: 'print' },
];

async function checkView(browser, file, view) {
  const problems = [];
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    bypassCSP: true, // lets axe in; the policy itself is tested elsewhere
  });
  const page = await context.newPage();
  page.on('request', (request) => {
    if (!request.url().startsWith('file://')) problems.push(`asks for ${request.url()}`);
  });
  if (view.media) await page.emulateMedia({ media: view.media });
  await page.goto('file://' + path.resolve(file));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) problems.push(`${wide} px wider than the screen`);
  if (!view.media) {
    await page.keyboard.press('Tab');
    const first = await page.evaluate(() => document.activeElement.className);
    if (first !== 'skip') problems.push(`the first Tab reaches '${first}', not the skip link`);
  }
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const violation of result.violations)
    problems.push(`${violation.id}: ${violation.help} (${violation.nodes.length}), first at ${violation.nodes[0].html.slice(0, 160)}`);
  await context.close();
  return problems;
}

async function main() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  });
  let failed = false;
  for (const file of process.argv.slice(2))
    for (const view of views) {
      const problems = await checkView(browser, file, view);
      console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${file}, ${view.name}`);
      for (const problem of problems) console.log('     ' + problem);
      failed = failed || problems.length > 0;
    }
  await browser.close();
  process.exitCode = failed ? 1 : 0;
}

main();
