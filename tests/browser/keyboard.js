// Reading by keyboard alone: Tab reaches every link once, in the order of the page, each is on the screen with
// its outline and under nothing else, and the page lets go at its end; links lead where they say.
'use strict';

// What has the focus: its place among all links, whether it can be seen.
function focused() {
  const links = [...document.querySelectorAll('a[href]')];
  const at = document.activeElement;
  const place = links.indexOf(at);
  if (place < 0) return { place };
  const box = at.getClientRects()[0];
  const style = getComputedStyle(at);
  const inside = box.width > 0 && box.height > 0 && box.left >= -1 && box.right <= window.innerWidth + 1 &&
    box.top >= -1 && box.bottom <= window.innerHeight + 1;
  const on_top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const seen = inside && on_top !== null && (at.contains(on_top) || on_top.contains(at));
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const where = ['left', 'top', 'right', 'bottom'].map((side) => Math.round(box[side])).join(' ');
  return { place, seen, outlined, html: at.outerHTML.slice(0, 120) + ' at ' + where + ' under ' + (on_top && on_top.outerHTML.slice(0, 60)) };
}

async function checkKeyboard(page, view, problems) {
  const total = await page.evaluate(() => document.querySelectorAll('a[href]').length);
  const others = await page.evaluate(() =>
    document.querySelectorAll('button, input, select, textarea, details, [onclick], [tabindex]:not([tabindex="-1"])').length);
  if (others > 0) problems.push(`${others} elements other than links want to be worked`);
  for (let wanted = 0; wanted < total; ++wanted) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(focused);
    if (wanted === 0 && !/class="skip"/.test(now.html)) problems.push('the first Tab does not reach the skip link');
    if (now.place !== wanted) return problems.push(`Tab ${wanted + 1} of ${total} reaches link ${now.place + 1}`);
    if (!now.seen) problems.push(`hidden or covered with the focus on it: ${now.html}`);
    if (!now.outlined) problems.push(`no outline: ${now.html}`);
  }
  await page.keyboard.press('Tab');
  if ((await page.evaluate(focused)).place >= 0 && total > 1) problems.push('Tab does not leave the page');
  await checkJumps(page, problems);
}

// Enter on the skip link and on every entry of the contents shows where it leads, under nothing.
async function checkJumps(page, problems) {
  const anchors = await page.evaluate(() =>
    [...document.querySelectorAll('a.skip, nav a[href^="#"]')].map((link) => link.getAttribute('href')));
  if (anchors.length === 0) problems.push('nothing leads into the page');
  for (const anchor of anchors) {
    await page.evaluate((href) => document.querySelector(`a[href="${CSS.escape(href).replace(/^\\#/, '#')}"]`).focus(), anchor);
    await page.keyboard.press('Enter');
    const state = await page.evaluate(() => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target === null) return 'leads nowhere';
      const head = target.matches('h1, h2, h3') ? target : target.querySelector('h1, h2, h3') || target;
      const box = head.getBoundingClientRect();
      if (box.bottom < 0 || box.top > window.innerHeight) return 'is not shown';
      const top = document.elementFromPoint(box.left + 5, box.top + 5);
      return top !== null && (head.contains(top) || top.contains(head)) ? '' : 'is covered';
    });
    if (state !== '') problems.push(`${anchor}: what it leads to ${state}`);
  }
}

module.exports = { checkKeyboard };
