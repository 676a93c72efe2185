// What the pages show of the hall's documents, read in a real browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, open, serve } from './fake_hall.mjs';
import { ago, manager, ticket } from './documents.mjs';

let chromium, site;
const token = '0123456789abcdef0123456789abcdef';
const shots = process.env.GILIRAN_SHOTS;
const shot = (page, name) => shots && page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
const text = async (page, selector) => (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ').trim();

before(async () => { chromium = await browser(); site = await serve(); });
after(async () => { await chromium?.close(); site?.close(); });

async function onManager(document, check, options) {
  const { page, hall, close } = await open(chromium, `${site.url}/`, document, options);
  await check(page, hall);
  assert.deepEqual(hall.errors, []);
  await close();
}
async function onTicket(document, check, options) {
  const { page, hall, close } = await open(chromium, `${site.url}/t/${token}`, document,
    { viewport: { width: 390, height: 844 }, ...options });
  await check(page, hall);
  assert.deepEqual(hall.errors, []);
  await close();
}

test('the manager sees who waits, how long, and what breaches', () => onManager(manager(), async (page, hall) => {
  await page.waitForSelector('[data-service="kependudukan.ktp"]');
  assert.match(await text(page, '[data-service="kependudukan.ktp"]'), /^A KTP-el Kependudukan 14 31 mnt terlambat 20–35 mnt 78% 3 \/ 4$/);
  assert.match(await text(page, '[data-service="bpjs.kesehatan"]'), /Istirahat · 13\.00/);
  assert.match(await text(page, '.alerts'), /Kependudukan · KTP-el melewati target: 3 orang menunggu lebih dari 30 menit\. Loket buka: 3 dari 4\./);
  assert.match(await text(page, '[data-counter="1"]'), /^1 Kependudukan Melayani A-011 7:0\d 7$/);
  assert.equal(await text(page, '[data-today-served="187"] strong'), '187');
  assert.match(await text(page, '[data-device="kiosk-1"]'), /Perlu dilihat Kertas habis · Load paper\./);
  assert.match(await text(page, '[data-device="kiosk-2"]'), /Terputus sejak \d\d\.\d\d/);
  assert.equal(await page.locator('.chart canvas').count(), 1);
  assert.deepEqual(hall.asked[0], { method: 'view.subscribe', view: 'manager' });
  await shot(page, 'manager-desktop');
}));

test('a newer document is shown at once, and times run between documents', () => onManager(manager(), async (page, hall) => {
  await page.waitForSelector('[data-counter="3"][data-state="calling"]');
  const document = manager();
  document.counters[2] = { ...document.counters[2], state: 'serving', since: ago(0) };
  document.today.served = 188;
  hall.publish(document);
  await page.waitForSelector('[data-counter="3"][data-state="serving"]');
  await page.waitForSelector('[data-today-served="188"]');
  await page.waitForFunction(() => document.querySelector('[data-counter="3"] [data-since]').textContent === '0:02');
}));

test('english is one touch away and stays chosen', () => onManager(manager(), async (page) => {
  await page.click('button[lang="en"]');
  assert.match(await text(page, '[data-counter="1"]'), /Serving/);
  assert.match(await text(page, '[data-device="kiosk-1"]'), /Out of paper/);
  await shot(page, 'manager-desktop-en');
  await page.reload();
  await page.waitForSelector('[data-counter="1"]');
  assert.match(await text(page, '[data-counter="1"]'), /Serving/);
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
}));

test('a lost hall is never shown as live, and comes back by itself', () => onManager(manager(), async (page, hall) => {
  await page.waitForSelector('[data-counter="1"]');
  hall.reachable = false;
  hall.drop();
  await page.waitForSelector('#lost');
  assert.match(await text(page, '#lost'), /Tidak tersambung sejak \d\d\.\d\d\./);
  await shot(page, 'manager-lost');
  hall.reachable = true;
  await page.waitForSelector('#lost', { state: 'detached', timeout: 15000 });
}));

test('a phone reads the manager\'s page without scrolling sideways', () => onManager(manager(), async (page) => {
  await page.waitForSelector('[data-counter="1"]');
  const wide = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll('.scroll')]
    .map((box) => box.scrollWidth - box.clientWidth));
  assert.deepEqual(wide, [0, 0, 0, 0]);
  await shot(page, 'manager-phone');
}, { viewport: { width: 390, height: 844 } }));

test('what an administrator wrote is text, never markup', () => {
  const document = manager();
  document.services[0].name = { id: '<img src=x onerror="document.title=1">' };
  return onManager(document, async (page) => {
    await page.waitForSelector('[data-service]');
    assert.equal(await page.locator('[data-service] img').count(), 0);
    assert.match(await text(page, '[data-service="kependudukan.ktp"]'), /<img src=x/);
  });
});

test('an empty morning says so', () => onManager(manager({ half_hours: [], devices: [], services: [manager().services[1]] }),
  async (page) => {
    await page.waitForSelector('.chart');
    assert.equal(await text(page, '.chart'), 'Belum ada nomor yang dipanggil hari ini.');
    assert.match(await text(page, '.devices'), /Belum ada kiosk atau layar/);
    await shot(page, 'manager-empty');
  }));

test('a visitor sees the number, who is ahead and the range', () => onTicket(ticket(token), async (page, hall) => {
  await page.waitForSelector('.number');
  assert.equal(await text(page, '.number'), 'A-027');
  assert.match(await text(page, '.ticket'), /14 orang di depan Anda Perkiraan menunggu 20–35 mnt/);
  await shot(page, 'ticket-waiting');
  hall.publish(ticket(token, { revision: 2, state: 'called', counter: 3 }));
  await page.waitForSelector('[data-state="called"]');
  assert.match(await text(page, 'h1'), /^Silakan menuju Loket 3$/);
  await shot(page, 'ticket-called');
  hall.publish(ticket(token, { revision: 3, state: 'finished' }));
  await page.waitForSelector('[data-state="finished"]');
}));

test('the phone speaks the language that the number was taken in', () => onTicket(ticket(token, { language: 'su' }), async (page) => {
  await page.waitForSelector('.number');
  assert.match(await text(page, 'h1'), /14 urang saméméh Anjeun/);
  await shot(page, 'ticket-su');
}, { locale: 'en-GB' }));

test('a token that nobody has is told in words', () => onTicket(null, async (page) => {
  await page.waitForSelector('[role=alert]');
  await page.waitForFunction(() => /tidak ditemukan/.test(document.querySelector('[role=alert]').textContent));
}));
