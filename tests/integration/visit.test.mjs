// The whole path on real parts: touch, paper, call, voice, service, manager.
import assert from 'node:assert/strict';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from './processes.mjs';
import { Visit } from './visit.mjs';
import { newFolder, withRig } from './with_rig.mjs';

test('a visitor touches, gets paper, is called, served, and the manager saw it', () => withRig(async (rig) => {
  const out = await newFolder('visit');
  await Promise.all([
    rig.startKiosk({ touch: true }), rig.startDisplay(), rig.startCounter(), rig.startBrowser(),
  ]);
  const report = await new Visit(rig, out).play();
  assert.equal(report.ticket.number, 'A-001');
  assert.equal(report.ticket.state, 'finished');
  assert.ok(report.printer.text.some((line) => line.includes('KTP-el')), report.printer.text.join('\n'));
  assert.deepEqual(report.display, { number: 'A-001', counter: 3, seq: 1 });
  assert.match(report.manager.counter_3, /Siap/);
  for (const [file, width, height] of [['kiosk-home.png', 1080, 1920], ['kiosk-ticket.png', 1080, 1920],
    ['display.png', 1920, 1080], ['counter.png', 480, 860]]) {
    const size = (await run('identify', ['-format', '%wx%h', join(out, file)])).trim();
    assert.equal(size, `${width}x${height}`, file);
  }
  assert.ok((await stat(join(out, 'manager.png'))).size > 10_000);
  await rm(out, { recursive: true });
}));
