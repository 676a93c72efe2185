// No paper: the visitor is told within 3 s, the manager sees it, and the number can be had on paper later.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './processes.mjs';
import { fields } from './rig.mjs';
import { pdfText } from './visit.mjs';
import { withRig } from './with_rig.mjs';

const health = async (rig) => (await rig.rpc('hall.view', { view: 'manager' }))
  .devices.find(({ device }) => device === 'kiosk-1')?.printer?.health;

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
