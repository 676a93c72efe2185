// No paper: the visitor is told within 3 s, the manager sees it, and the number can be had on paper later.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { until } from './processes.mjs';
import { fields } from './rig.mjs';
import { pdfText } from './visit.mjs';
import { withRig } from './with_rig.mjs';

const health = async (rig) => (await rig.rpc('hall.view', { view: 'manager' }))
  .devices.find(({ device }) => device === 'kiosk-1')?.printer?.health;

const accessLog = (rig) => readFile(join(rig.printerDir, 'log/access_log'), 'utf8').catch(() => '');

test('out of paper: the number is on the screen, the manager knows, and a copy comes out later', () => withRig(async (rig) => {
  await rig.startKiosk({ touch: true });
  await until('the printer is well', async () => (await health(rig)) === 'ok');
  await rig.printerDo('paper', '0');
  await until('the manager sees that paper is out', async () => (await health(rig)) === 'out_of_paper');

  await rig.touch('agency:kependudukan', 'home');
  await rig.touch('service:kependudukan.ktp', 'services');
  const issued = await rig.kiosk.line(/ issued /);
  const { number } = fields(issued);
  const at = Date.now();
  await until('the visitor is told to note the number', () => rig.targets(rig.kiosk, 'ticket')?.noted, { every: 10 });
  assert.ok(Date.now() - at < 3000, `${Date.now() - at} ms`);
  await rig.touch('noted', 'ticket');
  await rig.kiosk.line(/ slip .*on_screen/, { what: 'the slip is on the screen' });
  assert.equal((await rig.received()).length, 0);

  await rig.printerDo('paper', '100');
  await until('the printer is well again', async () => (await health(rig)) === 'ok');
  await rig.touch('reprint', 'home');
  await rig.touch(`reprint:${number}`, 'reprint');
  const [file] = await until('the copy is out', async () => {
    const files = await rig.received();
    return files.length > 0 && files;
  });
  const text = await pdfText(file);
  assert.match(text, new RegExp(number));
  assert.match(text, /SALINAN/);
  assert.equal((await rig.received()).length, 1, 'one paper, not two');
}));

test('the kiosk is killed while the printer has not printed yet: nothing comes out later, and the hall knows', () => withRig(async (rig) => {
  await rig.startKiosk({ touch: true });
  await until('the printer is well', async () => (await health(rig)) === 'ok');
  await rig.printerDo('break', 'busy');
  await rig.touch('agency:kependudukan', 'home');
  await rig.touch('service:kependudukan.ktp', 'services');
  await rig.kiosk.line(/ issued /);
  await until('CUPS has the job', async () => /Print-Job successful-ok/.test(await accessLog(rig)));
  rig.kiosk.mayDie = true;
  rig.kiosk.signal('SIGKILL');
  await rig.kiosk.exited;

  await rig.startKiosk({ display: rig.kioskScreen, touch: true });
  await rig.kiosk.line(/ paper .*outcome=withdrawn/, { what: 'the job is withdrawn' });
  const today = async () => (await rig.rpc('hall.view', { view: 'manager' })).today;
  await until('the hall knows that nobody holds the number', async () => (await today()).without_slip === 1);
  await rig.printerDo('repair');
  await rig.touch('agency:kependudukan', 'home');
  await rig.touch('service:kependudukan.ktp', 'services');
  const { number } = fields(await rig.kiosk.line(/ issued /));
  const [file] = await until('the next paper is out', async () => {
    const files = await rig.received();
    return files.length > 0 && files;
  });
  assert.match(await pdfText(file), new RegExp(number));
  assert.equal((await rig.received()).length, 1, 'the one before did not come out');
}));

test('a new roll is good for as many papers as it is long, and is noted while the kiosk runs', () => withRig(async (rig) => {
  await rig.startKiosk({ touch: true });
  const left = async () => (await rig.rpc('hall.view', { view: 'manager' }))
    .devices.find(({ device }) => device === 'kiosk-1')?.printer?.papers_left;
  const take = async (papers) => {
    await rig.touch('agency:kependudukan', 'home');
    await rig.touch('service:kependudukan.ktp', 'services');
    await until('its paper is out', async () => (await rig.received()).length === papers);
    await until('it may be left', () => rig.targets(rig.kiosk, 'ticket')?.done, { ms: 10000 });
    await rig.touch('done', 'ticket');
  };
  await take(1);
  const fresh = await until('the manager sees what is left', left);
  assert.ok(fresh > 200 && fresh < 700, `${fresh} papers of a roll of 50 m`);
  await take(2);
  await until('one less', async () => (await left()) === fresh - 1);
  const noted = rig.start('giliran-kiosk', [...rig.hallArgs(), '--device', 'kiosk-1', '--new-roll']);
  noted.mayDie = true;
  assert.equal((await noted.exited).code, 0);
  await take(3);
  await until('the roll is new again', async () => (await left()) === fresh);
}));
