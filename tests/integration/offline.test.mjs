// The hall is away, the kiosk goes on with its own numbers, dies and comes back alone; the hall learns of all.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { run, until } from './processes.mjs';
import { fields } from './rig.mjs';
import { pdfText } from './visit.mjs';
import { withRig } from './with_rig.mjs';

const counter = 3;
const kill = async (program) => {
  program.mayDie = true;
  program.signal('SIGKILL');
  await program.exited;
};

/** Touches the way to a number, waits for its paper and leaves; the number. */
async function takeNumber(rig, line) {
  const from = rig.kiosk.lines.length;
  const papers = (await rig.received()).length;
  await rig.touch('agency:kependudukan', 'home');
  await rig.touch('service:kependudukan.ktp', 'services');
  const { number } = fields(await rig.kiosk.line(line, { from }));
  await until('its paper is out', async () => (await rig.received()).length === papers + 1);
  await until('it may be left', () => rig.targets(rig.kiosk, 'ticket')?.done, { ms: 10000 });
  await rig.touch('done', 'ticket');
  await until('the kiosk is at its home', () => rig.targets(rig.kiosk, 'home'));
  return number;
}

/** Kills the hall and waits until the kiosk goes on by itself: then it takes no codes. */
async function killHall(rig) {
  await kill(rig.hall);
  await until('the kiosk goes on alone', () => {
    const home = rig.targets(rig.kiosk, 'home');
    return home && !home.code;
  });
}

const lastPaper = async (rig) => pdfText((await rig.received()).at(-1));
const queue = async (rig) => (await rig.rpc('hall.view', { view: `counter:${counter}` })).queue
  .map(({ number }) => number);
const toHandIn = async (rig) => (await rig.rpc('hall.view', { view: 'manager' }))
  .devices.find(({ device }) => device === 'kiosk-1')?.to_hand_in;

test('without the hall, and killed itself, the kiosk gives numbers that all are in the queue later', () => withRig(async (rig) => {
  await rig.startKiosk({ touch: true });
  await rig.kiosk.line(/"numbers held"/);
  assert.equal(await takeNumber(rig, / issued /), 'A-001');
  assert.doesNotMatch(await lastPaper(rig), /tanpa sambungan pusat/);

  await killHall(rig);
  assert.equal(await takeNumber(rig, /"given without the hall"/), 'A-501');
  const paper = await lastPaper(rig);
  assert.match(paper, /A-501/);
  assert.match(paper, /Diberikan tanpa sambungan pusat/);
  assert.doesNotMatch(paper, /perkiraan/);
  assert.equal(await takeNumber(rig, /"given without the hall"/), 'A-502');

  await kill(rig.kiosk);
  await rig.startKiosk({ display: rig.kioskScreen, touch: true });
  assert.equal(await takeNumber(rig, /"given without the hall"/), 'A-503');

  await rig.startHall();
  await until('the hall has everything', async () => (await toHandIn(rig)) === 0, { ms: 20000, every: 500 });
  assert.deepEqual(await queue(rig), ['A-001', 'A-501', 'A-502', 'A-503']);
  assert.equal(await takeNumber(rig, / issued /), 'A-002', 'the hall goes on without a gap');
  assert.deepEqual(await queue(rig), ['A-001', 'A-501', 'A-502', 'A-503', 'A-002']);
  const { today } = await rig.rpc('hall.view', { view: 'manager' });
  assert.equal(today.issued, 5, 'none twice');
  assert.equal(today.without_slip, 0, 'all five are on paper');
}));

test('a hall restored from an older copy gets back what it gave, and gives nothing twice', () => withRig(async (rig) => {
  const hall = (...args) => run(join(rig.bin, 'giliran-hall'),
    [...args, '--settings', rig.settings, '--data', join(rig.dir, 'data')]);
  const copy = join(rig.dir, 'copy.db');
  await rig.startKiosk({ touch: true });
  await rig.kiosk.line(/"numbers held"/);
  assert.equal(await takeNumber(rig, / issued /), 'A-001');
  await hall('backup', copy);
  assert.equal(await takeNumber(rig, / issued /), 'A-002');

  await killHall(rig);
  assert.equal(await takeNumber(rig, /"given without the hall"/), 'A-501');
  await hall('restore', '--replace', copy);
  const from = rig.kiosk.lines.length;
  await rig.startHall();
  await rig.kiosk.line(/"numbers held"/, { from });
  await until('the hall has everything', async () => (await toHandIn(rig)) === 0, { ms: 20000, every: 500 });
  assert.deepEqual(await queue(rig), ['A-001', 'A-002', 'A-501']);

  const next = await takeNumber(rig, / issued /);
  assert.ok(Number(next.slice(2)) > 1000, next);
  assert.deepEqual(await queue(rig), ['A-001', 'A-002', 'A-501', next]);
  const { today } = await rig.rpc('hall.view', { view: 'manager' });
  assert.equal(today.issued, 4);
  assert.equal(today.without_slip, 0);
}));

test('two kiosks of one name are one too many', () => withRig(async (rig) => {
  await rig.startKiosk();
  const first = rig.kiosk;
  const second = rig.start('giliran-kiosk', [...rig.hallArgs(), '--device', 'kiosk-1'],
    { DISPLAY: rig.kioskScreen, SDL_VIDEODRIVER: 'x11' });
  second.mayDie = true;
  assert.match(await second.line(/"data folder in use"/), new RegExp(`process ${first.child.pid}`));
  assert.equal((await second.exited).code, 3);
}, { printer: false }));
