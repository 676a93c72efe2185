// The hall is killed between issue and call: nothing that was acknowledged is lost, everybody goes on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './processes.mjs';
import { fields } from './rig.mjs';
import { withRig } from './with_rig.mjs';

const lastFrame = (program) => fields(program.lines.filter((line) => / frame /.test(line)).at(-1) ?? '');

test('the hall is killed after a number was taken, and all three programs go on by themselves', () => withRig(async (rig) => {
  await Promise.all([rig.startKiosk({ touch: true }), rig.startDisplay(), rig.startCounter()]);
  await rig.key('b');
  await until('the counter is open', () => lastFrame(rig.counter).state === 'idle');
  await rig.touch('agency:kependudukan', 'home');
  await rig.touch('service:kependudukan.ktp', 'services');
  const { number } = fields(await rig.kiosk.line(/ issued /));
  await until('the paper is out', async () => (await rig.received()).length === 1);

  rig.hall.mayDie = true;
  rig.hall.signal('SIGKILL');
  await rig.hall.exited;
  await rig.counter.line(/ disconnected /);
  await rig.key('space');  // into the void: the officer sees that, and nothing is repeated later
  const before = rig.counter.lines.length;
  await rig.startHall();
  await rig.counter.line(/ connected/, { from: before });
  assert.deepEqual((await rig.rpc('hall.view', { view: 'board' })).calls, []);
  await rig.key('space');

  const shown = fields(await rig.display.line(/ shown /, { what: 'the display shows the call' }));
  assert.equal(shown.number, number);
  assert.equal(shown.seq, '1');
  await until('the counter shows the ticket', () => lastFrame(rig.counter).state === 'calling');
  await rig.key('m');
  await until('the service starts', () => lastFrame(rig.counter).state === 'serving');

  // The kiosk is back as well: its next number follows on the one before.
  await until('the kiosk is back at its home', () => rig.targets(rig.kiosk, 'home'), { ms: 40000 });
  const home = rig.kiosk.lines.length;
  await rig.touch('agency:kependudukan', 'home');
  await rig.touch('service:kependudukan.ktp', 'services');
  const next = fields(await rig.kiosk.line(/ issued /, { from: home }));
  assert.equal(next.number, 'A-002');
  const calls = await rig.rpc('hall.view', { view: 'board' });
  assert.equal(calls.calls.length, 1, 'one call, not two');
}));
