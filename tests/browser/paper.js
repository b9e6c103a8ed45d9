// Printing as a reader does: on the paper that was chosen, every word of the page stands between the edges.
'use strict';
const { execFileSync, spawnSync } = require('child_process');

// In points; `printable` is what the margins of the style sheet leave, in CSS pixels.
const papers = [
  { format: 'A4', width: 595.28, height: 841.89, printable: 673 },
  { format: 'Letter', width: 612, height: 792, printable: 695 },
];
const edge = 14; // points: what office printers leave white, 5 mm

function pagesOf(pdf) {
  const boxes = execFileSync('pdftotext', ['-bbox', '-', '-'], { input: pdf, maxBuffer: 1 << 28 }).toString();
  return boxes.split('<page ').slice(1).map((text) => ({
    width: parseFloat(/width="([\d.]+)"/.exec(text)[1]),
    height: parseFloat(/height="([\d.]+)"/.exec(text)[1]),
    words: [...text.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</g)]
      .map((word) => ({ box: word.slice(1, 5).map(Number), text: word[5] })),
  }));
}

// Without blanks, isolates and the ligatures of fonts.
const letters = (text) => text.normalize('NFKC').replace(/[\s\u2066-\u2069\u00ad\u200b]/g, '');

async function checkPaper(page, paper, problems) {
  const pdf = await page.pdf({ format: paper.format, preferCSSPageSize: true, printBackground: false });
  const pages = pagesOf(pdf);
  if (pages.length === 0) problems.push('no page came out');
  pages.forEach((one, i) => {
    if (Math.abs(one.width - paper.width) > 2 || Math.abs(one.height - paper.height) > 2)
      problems.push(`page ${i + 1} is ${one.width} by ${one.height} points, not ${paper.format}`);
    for (const word of one.words) {
      const [left, top, right, bottom] = word.box;
      if (left < edge || top < edge || right > one.width - edge || bottom > one.height - edge)
        problems.push(`page ${i + 1}: '${word.text}' stands outside, at ${word.box.join(' ')}`);
    }
  });
  // Nothing is lost: of what can be read on the screen, each paragraph's letters are on paper.
  await page.emulateMedia({ media: 'print' });
  const texts = await page.evaluate(() =>
    [...document.querySelectorAll('main p, main li, main td, main th, main h2, main h3, main caption')]
      .filter((part) => part.getClientRects().length > 0 && getComputedStyle(part).display !== 'none')
      .map((part) => {
        const number = part.querySelector(':scope > .no'); // stands in the margin, painted after the text
        return number === null ? part.innerText : part.innerText.replace(number.innerText, '');
      }));
  const raw = execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, maxBuffer: 1 << 28 }).toString();
  const printed = letters(raw);
  const parted = (text) => // a page ends inside it
    [...text].some((_, at) => at > 0 && printed.includes(text.slice(0, at)) && printed.includes(text.slice(at)));
  const found = (text) => printed.includes(text) || parted(text) || // or more than one page
    (text.length > 40 && printed.includes(text.slice(0, 20)) && printed.includes(text.slice(-20)));
  const missing = texts.map(letters).filter((text) => text.length > 0 && !found(text));
  if (missing.length > 0)
    problems.push(`${missing.length} of ${texts.length} texts are not on paper, first '${missing[0].slice(0, 80)}'`);
}

const hasReader = () => spawnSync('pdftotext', ['-v']).error === undefined;

module.exports = { papers, checkPaper, hasReader };
