// Ten calls in one second are spoken one after the other; without a sound card the board works on.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { until } from './processes.mjs';
import { fields } from './rig.mjs';
import { withRig } from './with_rig.mjs';

const requestId = () => randomBytes(16).toString('hex');

/** Lengths in seconds of what can be heard in a capture, where silence of `gap` seconds parts it. */
async function heard(raw, gap = 0.45) {
  const bytes = await readFile(raw);
  const samples = new Int16Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 2));
  const lengths = [];
  let begin = -1;
  let last = -1;
  const end = () => { if (begin >= 0) lengths.push((last - begin) / 22050); };
  samples.forEach((sample, at) => {
    if (Math.abs(sample) < 150) return;
    if (begin < 0 || at - last > gap * 22050) { end(); begin = at; }
    last = at;
  });
  end();
  return lengths;
}

/** Ten numbers called at ten counters at once. */
async function tenCalls(rig) {
  const { counters } = await rig.rpc('hall.view', { view: 'manager' });
  const called = [];
  for (let n = 0; n < 10; ++n) {
    const counter = counters[n].counter;
    await rig.rpc('counter.open', { counter, request_id: requestId() });
  }
  const { agencies } = await rig.rpc('hall.view', { view: 'kiosk' });
  for (const { services } of agencies) {
    for (let n = 0; n < 5; ++n) {
      await rig.rpc('ticket.issue', { service: services[0].service, request_id: requestId() });
    }
  }
  await Promise.all(counters.slice(0, 10).map(async ({ counter }) => {
    const call = await rig.rpc('call.next', { counter, request_id: requestId() });
    if (call) called.push(call);
  }));
  return called.sort((a, b) => a.seq - b.seq);
}

test('ten calls at once are shown and spoken in their order, none over another', () => withRig(async (rig) => {
  await rig.startDisplay();
  const called = await tenCalls(rig);
  assert.equal(called.length, 10);
  const last = called.at(-1).seq;
  await rig.display.line(new RegExp(` spoken .*seq=${last}\\b`), { ms: 120000 });
  const events = rig.display.lines.filter((line) => / (shown|spoken) /.test(line))
    .map((line) => [/ shown /.test(line) ? 'shown' : 'spoken', Number(fields(line).seq)]);
  assert.deepEqual(events, called.flatMap(({ seq }) => [['shown', seq], ['spoken', seq]]));
  const lengths = await heard(rig.audio);
  assert.equal(lengths.length, 10, `heard ${lengths.map((s) => s.toFixed(2))}`);
  assert.ok(lengths.every((s) => s > 5 && s < 10), `heard ${lengths.map((s) => s.toFixed(2))}`);
}, { printer: false }));

test('without a sound card the board shows the calls and the manager reads "no sound"', () => withRig(async (rig) => {
  await rig.startDisplay({ sound: 'no-such-driver' });
  const called = await tenCalls(rig);
  await until('the manager sees that there is no sound', async () => {
    const { devices } = await rig.rpc('hall.view', { view: 'manager' });
    return devices.find(({ device }) => device === 'layar-1')?.sound === false;
  });
  await rig.display.line(new RegExp(` shown .*seq=${called.at(-1).seq}\\b`), { ms: 120000 });
}, { printer: false }));
