// ./dev bench: how fast the hall and its screens are, each beside what this machine can do, measured in
// the same run. --json FILE keeps the rows; --full soaks for 30 minutes, --soak MINUTES for as long.
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { run, until } from '../integration/processes.mjs';
import { Rig, fields } from '../integration/rig.mjs';

const { values: options } = parseArgs({ options: {
  bin: { type: 'string' }, modules: { type: 'string' }, json: { type: 'string' },
  full: { type: 'boolean' }, soak: { type: 'string' }, past: { type: 'string' }, crowd: { type: 'string' },
} });
const rig = new Rig(options);
const touches = 20;
const calls = 10;
const twoFrames = 2000 / 60;
const ownCounters = Array.from({ length: 120 }, (_, n) => 21 + n);

const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const at = (line) => Date.parse(/\d{4}-\S+Z/.exec(line)[0]);
const framesRow = (name, value) => ({
  name, value, unit: 'ms', limit: twoFrames, ratio: value / twoFrames, must: '<= 1.00', ok: value <= twoFrames,
});

/** The demo's plaza with as many counters as a large hall. */
const largePlaza = (text) => text + ownCounters.map((number) =>
  `\n[[counter]]\nnumber = ${number}\nname = "Kependudukan"\nserves = ["kependudukan"]\n`).join('');

/** From the kiosk's touch to the frame that shows it, by the times of its own log. */
async function touchToFrame() {
  await rig.startKiosk({ touch: true });
  const times = [];
  for (let n = 0; n < touches; ++n) {
    const to = n % 2 === 0 ? ['agency:kependudukan', 'home', 'services'] : ['back', 'services', 'home'];
    const from = rig.kiosk.lines.length;
    await rig.touch(to[0], to[1]);
    const frame = await rig.kiosk.line(new RegExp(` frame .*screen=${to[2]}`), { from });
    const touched = rig.kiosk.lines.slice(from).find((line) => / touched /.test(line));
    times.push(at(frame) - at(touched));
    // A second touch within 400 ms is not counted.
    await new Promise((done) => setTimeout(done, 450));
    await until('the screen is there', () => rig.targets(rig.kiosk, to[2]));
  }
  return framesRow('touch to first changed frame, p50', middle(times));
}

let asked = 0;
async function ask(method, params) {
  const body = { jsonrpc: '2.0', id: ++asked, method, params: { ...params,
    request_id: asked.toString(16).padStart(32, '0') } };
  const answer = await (await fetch(`${rig.url}/rpc`, { method: 'POST',
    headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json();
  if (answer.error) throw new Error(JSON.stringify(answer.error));
  return answer.result;
}

/** From the request for a call, its commit included, to the board's frame that shows it. */
async function callToFrame() {
  await rig.startDisplay();
  await ask('counter.open', { counter: 3 });
  const times = [];
  for (let n = 0; n < calls; ++n) {
    await ask('ticket.issue', { service: 'kependudukan.ktp' });
    const sent = Date.now();
    const { seq, ticket } = await ask('call.next', { counter: 3 });
    const shown = await rig.display.line(new RegExp(` shown .*seq=${seq}\\b`), { ms: 60000 });
    times.push(at(shown) - sent);
    await ask('ticket.start', { ticket });
    await ask('ticket.finish', { ticket });
    await rig.display.line(new RegExp(` spoken .*seq=${seq}\\b`), { ms: 60000 });
  }
  return framesRow('call to changed board frame, commit included, p50', middle(times));
}

function report(rows) {
  const number = (value) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0).padStart(9);
  const width = Math.max(...rows.map((row) => row.name.length));
  return rows.map((row) => [row.name.padEnd(width), number(row.value), row.unit.padEnd(7),
    number(row.limit), number(row.ratio), row.must.padEnd(8), row.ok ? 'ok' : 'NOT'].join(' ')).join('\n');
}

let failed = false;
try {
  await rig.open();
  await rig.startPrinter();
  await rig.writeSettings(largePlaza);
  const soak = options.soak ?? (options.full ? '30' : '2');
  const rows = JSON.parse(await run(join(rig.bin, 'giliran-bench'), [
    '--bin', rig.bin, '--settings', rig.settings, '--data', rig.dir, '--soak', soak,
    ...(options.past ? ['--past', options.past] : []), ...(options.crowd ? ['--crowd', options.crowd] : []),
  ]));
  await rig.startHall();
  rows.push(await touchToFrame(), await callToFrame());
  console.log(report(rows));
  if (options.json) await writeFile(resolve(options.json), JSON.stringify(rows, null, 2) + '\n');
} catch (error) {
  console.error(String(error.stack ?? error));
  failed = true;
}
await rig.close().catch((error) => { console.error(String(error)); failed = true; });
process.exit(failed ? 1 : 0);
