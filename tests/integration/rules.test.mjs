// Visits that do not go straight, on the real programs: a package, an absence and the way back,
// parking, a transfer, a missing document, a booking, and a slip for another day.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { run, until } from './processes.mjs';
import { fields } from './rig.mjs';
import { pdfQr, pdfText } from './visit.mjs';
import { withRig } from './with_rig.mjs';

const view = (rig, name) => rig.rpc('hall.view', { view: name });
const request = () => randomBytes(16).toString('hex');

async function counterSays(rig, state) {
  await until(`the counter shows ${state}`, () => {
    const frames = rig.counter.lines.filter((line) => / frame /.test(line));
    return frames.length && fields(frames.at(-1)).state === state;
  });
}

/** A key, not sooner after the last one than the window takes a bounce for, then the state it leads to. */
async function press(rig, key, state) {
  await new Promise((done) => setTimeout(done, 450));
  await rig.key(key);
  if (state) await counterSays(rig, state);
}

async function ticketIs(rig, token, state) {
  await until(`the ticket is ${state}`, async () => (await view(rig, `ticket:${token}`)).state === state);
  return view(rig, `ticket:${token}`);
}

/** Types a code or number on the kiosk's keypad, beginning at its home. */
async function typeAtKiosk(rig, text) {
  await rig.touch('code', 'home');
  for (const char of text) await rig.touch(`key:${char}`, 'code');
  await rig.touch('submit', 'code');
}

const lastPaper = (rig, count) => until(`paper ${count} came`, async () => {
  const pages = await rig.received();
  return pages.length >= count && pages.at(-1);
});

async function leave(rig, target, screen) {
  await rig.touch(target, screen);
  await until('the kiosk is at home', () => rig.targets(rig.kiosk, 'home'));
}

test('a package, an absence, a way back, a pause at the copy shop, a missing document', () => withRig(async (rig) => {
  await Promise.all([rig.startKiosk(), rig.startCounter()]);
  await press(rig, 'b', 'idle');
  await rig.touch('agency:kependudukan', 'home');
  await rig.touch('package:bayi', 'services');
  await rig.kiosk.line(/ issued number=A-001/);
  const qr = await pdfQr(await lastPaper(rig, 1), rig.dir);
  const token = qr.split('/').at(-1);
  assert.equal((await view(rig, `ticket:${token}`)).to_do.length, 2, 'two more services follow');

  await press(rig, 'space', 'calling');
  await press(rig, 'n');
  await press(rig, 'y', 'idle');
  assert.ok((await ticketIs(rig, token, 'no_show')).reenter_until);
  await until('the paper is out', () => rig.targets(rig.kiosk, 'ticket')?.done);
  await leave(rig, 'done', 'ticket');
  await typeAtKiosk(rig, 'A001');
  await rig.kiosk.line(/"back in the queue" number=A-001/);
  await ticketIs(rig, token, 'waiting');

  await press(rig, 'space', 'calling');
  await press(rig, 'm', 'serving');
  await press(rig, 't');
  await press(rig, 'Return', 'idle');
  await ticketIs(rig, token, 'parked');
  await press(rig, 'd');
  await press(rig, 'Return', 'serving');
  await press(rig, 's', 'idle');
  assert.equal((await ticketIs(rig, token, 'waiting')).to_do.length, 1, 'the next service of the package');

  await press(rig, 'space', 'calling');
  await press(rig, 'm', 'serving');
  await press(rig, 'h');
  await press(rig, '2');
  await press(rig, 'Return', 'idle');
  assert.equal((await ticketIs(rig, token, 'finished')).to_do.length, 0, 'nothing follows a missing document');

  rig.hall.mayDie = true;
  await rig.hall.stop();
  const data = join(rig.dir, 'data');
  const program = join(rig.bin, 'giliran-hall');
  const verified = await run(program, ['journal', 'verify', '--data', data, '--settings', rig.settings]);
  assert.match(verified, /\d/, verified);
  const events = (await run(program, ['journal', 'export', '--data', data, '--settings', rig.settings]))
    .trim().split('\n').map((line) => JSON.parse(line));
  const text = JSON.stringify(events);
  for (const name of ['no_show_marked', 'ticket_reentered', 'ticket_parked', 'ticket_taken_back', 'missing_document']) {
    assert.ok(text.includes(name), `${name} is in the journal`);
  }
}));

test('a booking is checked in by its code, and a used-up quota gives a slip for another day', () => withRig(async (rig) => {
  await rig.startKiosk();
  const { now } = await view(rig, 'kiosk');
  // The demo's plaza never closes; slots are quarters of an hour on Jakarta's clock (UTC+7).
  const quarter = 15 * 60000;
  const at = new Date(Math.ceil((Date.parse(now) + 60000) / quarter) * quarter + 7 * 3600000);
  const made = await rig.rpc('booking.make', {
    service: 'kependudukan.akta', at: at.toISOString().slice(0, 16), request_id: request(),
  });
  await typeAtKiosk(rig, made.code);
  await rig.kiosk.line(/ issued number=A-001/);
  assert.match(await pdfText(await lastPaper(rig, 1)), /A-001/);
  await until('the paper is out', () => rig.targets(rig.kiosk, 'ticket')?.done);
  await leave(rig, 'done', 'ticket');

  await rig.rpc('ticket.issue', { service: 'kependudukan.ktp', request_id: request() });
  await until('the quota is used up', async () => (await view(rig, 'kiosk')).agencies[0].services[0].state === 'full');
  await rig.touch('agency:kependudukan', 'home');
  await rig.touch('service:kependudukan.ktp', 'services');
  await until('a slip is offered', () => rig.targets(rig.kiosk, 'closed')?.dated);
  await rig.touch('dated', 'closed');
  await rig.kiosk.line(/"slip for another day"/);
  const slip = await lastPaper(rig, 2);
  const code = (await pdfQr(slip, rig.dir)).trim();
  assert.match(code, /[2-9A-Z]{8}$/, code);
  const refused = await rig.rpc('booking.check_in', { code: code.slice(-8), request_id: request() }).catch(String);
  assert.match(refused, /booking_early/);
}, {
  settings: (text) => text
    .replace('[rule]', '[intake]\nonly_servable = true\n\n[rule]')
    .replace('  id = "ktp"\n', '  id = "ktp"\n  quota = 1\n')
    .replace('  id = "akta"\n', '  id = "akta"\n  appointments_per_slot = 2\n'),
}));
