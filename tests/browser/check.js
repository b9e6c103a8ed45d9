// node check.js REPORT.html...: axe-core at phone, laptop and print widths; no request leaves the page; nothing
// is wider than the screen; the page can be read by keyboard alone (keyboard.js); printing on A4 and Letter
// clips nothing (paper.js). Exit 1 with a list of what is wrong.
'use strict';
const path = require('path');
const fs = require('fs');
const { chromium } = require('playwright-core');
const { checkKeyboard } = require('./keyboard.js');
const { papers, checkPaper, hasReader } = require('./paper.js');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const views = [
  { name: 'phone', width: 360, height: 740 },
  { name: 'laptop', width: 1366, height: 768 },
  ...papers.map((paper) => ({ name: `${paper.format} print`, width: paper.printable, height: 1000, media: 'print' })),
];

async function open(browser, file, view, problems) {
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
  return page;
}

async function checkView(page, view, problems) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) problems.push(`${wide} px wider than the screen`);
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const violation of result.violations)
    problems.push(`${violation.id}: ${violation.help} (${violation.nodes.length}), first at ${violation.nodes[0].html.slice(0, 160)}`);
}

async function main() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  });
  const checks = [
    ...views.map((view) => ({ name: view.name, view, run: checkView })),
    ...views.filter((view) => !view.media).map((view) => ({ name: `${view.name}, keyboard`, view, run: checkKeyboard })),
    ...(hasReader() ? papers : []).map((paper) => ({
      name: `${paper.format} paper`, view: views[1], run: (page, view, problems) => checkPaper(page, paper, problems) })),
  ];
  if (!hasReader()) console.log('not run: A4 and Letter paper need pdftotext (poppler-utils)');
  let failed = false;
  for (const file of process.argv.slice(2))
    for (const check of checks) {
      const problems = [];
      const page = await open(browser, file, check.view, problems);
      await check.run(page, check.view, problems);
      await page.context().close();
      console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${file}, ${check.name}`);
      for (const problem of problems.slice(0, 20)) console.log('     ' + problem);
      failed = failed || problems.length > 0;
    }
  await browser.close();
  process.exitCode = failed ? 1 : 0;
}

main();
