// ./dev demo: a whole hall on this machine. With a screen it opens the windows; without one, or with
// --headless, it plays one visit on virtual screens and ends by itself.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Rig } from './rig.mjs';
import { Visit } from './visit.mjs';

const { values: options } = parseArgs({
  options: {
    bin: { type: 'string' },
    modules: { type: 'string' },
    headless: { type: 'boolean', default: false },
    out: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const hasScreen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
const headless = options.headless || !hasScreen;
const rig = new Rig(options);

async function playVisit() {
  const out = resolve(options.out ?? await mkdtemp(join(tmpdir(), 'giliran-visit-')));
  await Promise.all([
    rig.startKiosk({ touch: true }), rig.startDisplay(), rig.startCounter(), rig.startBrowser(),
  ]);
  const visit = new Visit(rig, out);
  try {
    await visit.play();
  } catch (error) {
    console.error('Steps seen:', JSON.stringify(visit.report.steps, null, 1));
    throw error;
  }
  for (const { step, ms, ...seen } of visit.report.steps) {
    console.log(`${String(ms).padStart(6)} ms  ${step}  ${Object.values(seen).join(' ')}`);
  }
  console.log(`Ticket ${visit.report.ticket.number}: every step was seen. Files in ${out}`);
}

/** Real windows, small enough for one desktop; ends when a window is closed or on Ctrl-C. */
async function openWindows() {
  const display = process.env.DISPLAY;
  const sound = process.env.SDL_AUDIODRIVER ?? '';
  await rig.startDisplay({ display, size: [960, 540], sound });
  await rig.startKiosk({ display, size: [540, 960] });
  await rig.startCounter({ display });
  console.log(`The hall is open. Manager's page: ${rig.url}/\n` +
              `Printed tickets arrive in ${join(rig.printerDir, 'received')}\n` +
              'Touch the kiosk, then press B and Space at the counter. Ctrl-C ends everything.');
  const interrupted = new Promise((done) => {
    for (const name of ['SIGINT', 'SIGTERM']) process.once(name, done);
  });
  await Promise.race([interrupted, rig.kiosk.exited, rig.display.exited, rig.counter.exited]);
  for (const program of [rig.kiosk, rig.display, rig.counter]) program.mayDie = true;
}

let failed = false;
// A second way out of everything: whatever happens, nothing that was started stays.
process.on('SIGINT', () => {});
try {
  await rig.open();
  await rig.startPrinter();
  await rig.writeSettings();
  await rig.startHall();
  await (headless ? playVisit() : openWindows());
} catch (error) {
  console.error(String(error.stack ?? error));
  failed = true;
}
try {
  await rig.close({ keep: options.keep || failed });
} catch (error) {
  console.error(String(error));
  failed = true;
}
if (failed && rig.dir) console.error(`Logs of the programs: ${rig.dir}`);
process.exit(failed ? 1 : 0);
