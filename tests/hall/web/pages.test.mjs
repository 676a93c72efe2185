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

const paused = { state: 'paused', paused_since: '2026-11-24T02:30:00.000Z', paused_why: 'SIMKIM gangguan', paused_s: 900,
  wait_range_s: null };

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
  assert.match(await text(page, '[data-service="kependudukan.ktp"]'), /^A KTP-el Kependudukan 14 31 mnt terlambat 20–35 mnt 78% 3 \/ 4 Jeda$/);
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

test('a phone reads the manager\'s page without scrolling sideways', () => {
  const document = manager();
  Object.assign(document.services[2], paused);
  return onManager(document, async (page) => {
    await page.waitForSelector('[data-counter="1"]');
    const wide = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll('.scroll')]
      .map((box) => box.scrollWidth - box.clientWidth));
    assert.deepEqual(wide, [0, 0, 0, 0]);
    await shot(page, 'manager-phone');
    await page.click('[data-service="samsat.pajak"] button');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    await shot(page, 'manager-phone-pause');
  }, { viewport: { width: 390, height: 844 } });
});

test('what an administrator wrote is text, never markup', () => {
  const document = manager();
  document.services[0].name = { id: '<img src=x onerror="document.title=1">' };
  return onManager(document, async (page) => {
    await page.waitForSelector('[data-service]');
    assert.equal(await page.locator('[data-service] img').count(), 0);
    assert.match(await text(page, '[data-service="kependudukan.ktp"]'), /<img src=x/);
  });
});

const eating = (since) => ({ officer: 'Sari', served_today: 9, on_break: { reason: 'makan',
  name: { id: 'Makan siang', en: 'Lunch' }, allowance_s: 1800 }, since: ago(since) });

/** A morning on which everything happens at once. */
function troubled(onBreakFor) {
  const document = manager();
  const [ktp, kk, passport, tax] = document.services;
  Object.assign(ktp, { left: 14, paused_s: 1260 });
  Object.assign(kk, { state: 'full', left: 0 });
  Object.assign(passport, paused);
  Object.assign(tax, { late: 0 });
  Object.assign(document.counters[4], { state: 'break', ...eating(onBreakFor) });
  Object.assign(document.counters[0], { officer: 'Budi' });
  return document;
}

test('pauses, quotas, breaks and officers are told', () => onManager(troubled(1700), async (page) => {
  await page.waitForSelector('[data-service="imigrasi.paspor"]');
  assert.match(await text(page, '[data-service="kependudukan.ktp"]'), /14 sisa kuota 14 .* dijeda 21 mnt hari ini/);
  assert.match(await text(page, '[data-service="kependudukan.kk"]'), /Kuota habis/);
  assert.match(await text(page, '[data-service="imigrasi.paspor"]'), /Dijeda sejak 09\.30 SIMKIM gangguan .* Lanjutkan$/);
  assert.match(await text(page, '.alerts'), /Imigrasi · Paspor dijeda: SIMKIM gangguan · 6 orang menunggu\./);
  assert.match(await text(page, '[data-counter="1"]'), /^1 Kependudukan Budi Melayani/);
  assert.match(await text(page, '[data-counter="7"]'), /^7 Samsat Sari Istirahat Makan siang – 28:2\d jatah 30 mnt 9$/);
  assert.equal(await page.getAttribute('tbody tr', 'data-service'), 'imigrasi.paspor', 'a paused one is on top');
  await shot(page, 'manager-troubled');
}));

test('a break becomes too long while the page looks on', () => onManager(troubled(1799), async (page) => {
  await page.waitForSelector('[data-counter="7"]');
  await page.waitForFunction(() => document.querySelector('[data-counter="7"] .late'));
  await page.waitForFunction(() => /Loket 7 terlalu lama istirahat: Sari · Makan siang, paling lama 30 menit\./
    .test(document.querySelector('.alerts').textContent));
}));

test('the manager pauses a service with a reason, and resumes it', () => onManager(manager(), async (page, hall) => {
  const button = '[data-service="samsat.pajak"] button';
  await page.click(button);
  assert.match(await text(page, 'dialog'), /Jeda Samsat · Pajak kendaraan tahunan\?/);
  await shot(page, 'manager-pause');
  await page.fill('#pause-why', 'Server Samsat mati');
  hall.publish(manager());  // a newer document does not take the question away
  await page.click('dialog .main');
  await page.waitForFunction((selector) => !document.querySelector(selector).disabled, button);
  const { request_id, ...asked } = hall.asked.at(-1);
  assert.deepEqual(asked, { method: 'service.pause', service: 'samsat.pajak', why: 'Server Samsat mati' });
  assert.match(request_id, /^[0-9a-f]{32}$/);
  const document = manager();
  Object.assign(document.services[3], paused);
  hall.publish(document);
  await page.click(`${button}:text("Lanjutkan")`);
  await page.waitForFunction((selector) => !document.querySelector(selector).disabled, button);
  assert.equal(hall.asked.at(-1).method, 'service.resume');
}));

test('nothing is paused by who thinks better of it', () => onManager(manager(), async (page, hall) => {
  await page.click('[data-service="samsat.pajak"] button');
  await page.click('dialog button:text-is("Batal")');
  await page.click('[data-service="samsat.pajak"] button');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert.deepEqual(hall.asked.map(({ method }) => method), ['view.subscribe']);
}));

test('a command without an answer is sent again as it was, until there is one', () => onManager(manager(), async (page, hall) => {
  hall.answer = () => null;
  await page.click('[data-service="samsat.pajak"] button');
  await page.press('#pause-why', 'Enter');
  await page.waitForSelector('[data-service="samsat.pajak"] button[disabled]');
  hall.answer = () => ({ error: { code: 1, message: 'not_now', data: { reason: 'not_now', subject: '', detail: '' } } });
  hall.drop();
  await page.waitForSelector('#lost');
  await page.waitForSelector('#lost', { state: 'detached', timeout: 15000 });
  hall.answer = () => ({ error: { code: 1, message: 'bad_text', data: { reason: 'bad_text', subject: 'why', detail: '' } } });
  await page.waitForFunction(() => /Aula menolak: bad_text/.test(document.querySelector('.alerts').textContent));
  const sent = hall.asked.filter(({ method }) => method === 'service.pause');
  assert.ok(sent.length >= 3, String(sent.length));
  for (const again of sent) assert.deepEqual(again, sent[0]);
  assert.equal(await page.locator('[data-service="samsat.pajak"] button[disabled]').count(), 0);
}));

test('while the hall is away nothing can be asked of it', () => onManager(manager(), async (page, hall) => {
  await page.waitForSelector('[data-counter="1"]');
  hall.reachable = false;
  hall.drop();
  await page.waitForSelector('[data-service="samsat.pajak"] button[disabled]');
}));

test('a newer document leaves alone what is scrolled, focused or under the finger', () => {
  const many = () => manager({ services: Array.from({ length: 40 },
    (_, index) => ({ ...manager().services[1], service: `kependudukan.${index}` })) });
  return onManager(many(), async (page, hall) => {
    const publish = (served) => {
      const document = many();
      document.today.served = served;
      hall.publish(document);
    };
    const last = page.locator('[data-service="kependudukan.39"] button');
    await last.focus();
    const scrolled = () => page.evaluate(() => document.querySelector('.services .scroll').scrollTop);
    const before = await scrolled();
    assert.ok(before > 100);
    publish(188);
    await page.waitForSelector('[data-today-served="188"]');
    assert.equal(await scrolled(), before);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'pause kependudukan.39');
    await last.hover();
    await page.mouse.down();
    publish(189);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.mouse.up();
    await page.waitForSelector('dialog[open]');
    await page.waitForSelector('[data-today-served="189"]');
  });
});

test('a kiosk that cannot go on without the hall is an alert', () => {
  const [kiosk] = manager().devices;
  const devices = [{ ...kiosk, own_disk: false },
                   { ...kiosk, device: 'kiosk-2', name: 'Kiosk pintu selatan', own_disk: true }];
  return onManager(manager({ devices }), async (page) => {
    await page.waitForSelector('[data-device="kiosk-1"]');
    const words = 'Berkasnya tidak bisa dipakai; tidak memberi nomor sendiri';
    assert.ok((await text(page, '.alerts')).includes(`Kiosk pintu utara: ${words} · Kertas habis`));
    assert.ok((await text(page, '[data-device="kiosk-1"]')).includes(`Perlu dilihat ${words} · Kertas habis`));
    assert.ok(!(await text(page, '[data-device="kiosk-2"]')).includes(words));
    const [wide, room] = await page.locator('.devices table').evaluate((table) =>
      [table.scrollWidth, table.parentElement.clientWidth]);
    assert.ok(wide <= room, `the devices take ${wide} of ${room} pixels`);
    await shot(page, 'manager-kiosk-file');
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

test('a visitor is told of a pause, and of what follows', () => onTicket(ticket(token, { paused: true, wait_range_s: null,
  to_do: [{ id: 'Paspor' }] }), async (page, hall) => {
  await page.waitForSelector('.number');
  assert.match(await text(page, '.ticket'), /Layanan ini dijeda sementara Sistem layanan sedang terganggu\. Urutan Anda tetap tersimpan\. Setelah ini: Paspor$/);
  await shot(page, 'ticket-paused');
  hall.publish(ticket(token, { revision: 2 }));
  await page.waitForFunction(() => /14 orang di depan Anda/.test(document.querySelector('h1').textContent));
  hall.publish(ticket(token, { revision: 3, state: 'parked' }));
  await page.waitForSelector('[data-state="parked"]');
  assert.match(await text(page, '.ticket'), /Nomor Anda disisihkan sementara/);
}));

test('a missed number is told until when it may come back', () => onTicket(ticket(token, { state: 'no_show',
  reenter_until: '2026-11-24T03:15:00.000Z' }), async (page, hall) => {
  await page.waitForSelector('[data-state="no_show"]');
  assert.match(await text(page, '.ticket'), /Kembali paling lambat pukul 10\.15: ketik nomor Anda di kiosk/);
  await shot(page, 'ticket-missed');
  hall.publish(ticket(token, { revision: 2, state: 'no_show' }));
  await page.waitForFunction(() => /meja informasi/.test(document.querySelector('.ticket').textContent));
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
