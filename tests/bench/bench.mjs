// ./dev bench: how fast the hall and the kiosk are, beside what this machine can do at most, measured in
// the same run. --json FILE keeps the figures.
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { run, until } from '../integration/processes.mjs';
import { Rig, fields } from '../integration/rig.mjs';

const { values: options } = parseArgs({ options: {
  bin: { type: 'string' }, modules: { type: 'string' }, json: { type: 'string' },
} });
const rig = new Rig(options);
const touches = 20;

const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const worst = (values) => Math.max(...values);
const at = (line) => Date.parse(/\d{4}-\S+Z/.exec(line)[0]);

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
  const empty = JSON.parse(await run(join(rig.bin, 'giliran-bench'),
    ['--bin', rig.bin, '--settings', rig.settings, '--empty-frame'],
    { env: { ...process.env, DISPLAY: await rig.screen(1080, 1920), SDL_VIDEODRIVER: 'x11' } }));
  return { touch_to_frame_p50_ms: middle(times), touch_to_frame_max_ms: worst(times), ...empty };
}

function report(figures) {
  const { limits, issuing_1: one, issuing_16: many, calling, starting, engine, touching } = figures;
  const f = (value, digits = 1) => value.toFixed(digits).padStart(9);
  const limit = limits.sqlite_commits_per_s;
  return [
    `limit: SQLite WAL+FULL commits        ${f(limit, 0)} /s     (write+fdatasync p50 ${limits.fdatasync_p50_ms.toFixed(2)} ms, p99 ${limits.fdatasync_p99_ms.toFixed(2)} ms)`,
    `tickets issued, 1 client              ${f(one.tickets_per_s, 0)} /s     ${(one.tickets_per_s / limit).toFixed(2)} of the limit, answer p50 ${one.answer_p50_ms.toFixed(2)} ms, p99 ${one.answer_p99_ms.toFixed(2)} ms`,
    `tickets issued, 16 clients            ${f(many.tickets_per_s, 0)} /s     ${(many.tickets_per_s / limit).toFixed(2)} of the limit, answer p50 ${many.answer_p50_ms.toFixed(2)} ms, p99 ${many.answer_p99_ms.toFixed(2)} ms`,
    `call to board event, p50              ${f(calling.board_event_p50_ms, 2)} ms     ${(calling.board_event_p50_ms / limits.fdatasync_p50_ms).toFixed(1)} times one fdatasync`,
    `call to board event, p99              ${f(calling.board_event_p99_ms, 2)} ms     ${(calling.board_event_p99_ms / limits.fdatasync_p99_ms).toFixed(1)} times one fdatasync`,
    `start to first answer, new hall       ${f(starting.first_answer_ms)} ms     a program that does nothing: ${starting.program_that_does_nothing_ms.toFixed(1)} ms`,
    `start to first answer, ${starting.busy_day_tickets} tickets   ${f(starting.first_answer_after_busy_day_ms)} ms`,
    `a day of ${engine.day_tickets} tickets decided     ${f(engine.day_ms)} ms     ${(engine.day_ms / engine.day_events_copied_ms).toFixed(1)} times copying its events`,
    `next among 100 waiting                ${f(engine.next_among_100_ns, 0)} ns`,
    `next among 100000 waiting             ${f(engine.next_among_100000_ns, 0)} ns     ${(engine.next_among_100000_ns / engine.next_among_100_ns).toFixed(2)} times as among 100`,
    `events applied again, from memory     ${f(engine.replay_events_per_s, 0)} /s     ${(engine.replay_events_per_s / engine.copy_events_per_s).toFixed(2)} of copying them`,
    `events applied again, from a journal  ${f(engine.journal_replay_events_per_s, 0)} /s     ${(engine.journal_replay_events_per_s / engine.journal_rows_per_s).toFixed(2)} of reading its rows`,
    `kiosk touch to changed frame, p50     ${f(touching.touch_to_frame_p50_ms, 0)} ms     an empty frame: ${touching.empty_frame_p50_ms.toFixed(1)} ms`,
    `kiosk touch to changed frame, worst   ${f(touching.touch_to_frame_max_ms, 0)} ms     of ${touches}`,
  ].join('\n');
}

let failed = false;
try {
  await rig.open();
  await rig.startPrinter();
  await rig.writeSettings();
  const figures = JSON.parse(await run(join(rig.bin, 'giliran-bench'),
    ['--bin', rig.bin, '--settings', rig.settings]));
  await rig.startHall();
  figures.touching = await touchToFrame();
  console.log(report(figures));
  if (options.json) await writeFile(resolve(options.json), JSON.stringify(figures, null, 2) + '\n');
} catch (error) {
  console.error(String(error.stack ?? error));
  failed = true;
}
await rig.close().catch((error) => { console.error(String(error)); failed = true; });
process.exit(failed ? 1 : 0);
