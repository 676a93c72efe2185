// A program that nobody uses costs nothing: under 1 % of a core on a virtual screen.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { withRig } from './with_rig.mjs';

const hertz = Number(execFileSync('getconf', ['CLK_TCK']).toString());
const seconds = 12;

/** User and system time of a process in seconds, and its resident memory in MB. */
async function use(program) {
  const stat = await readFile(`/proc/${program.child.pid}/stat`, 'utf8');
  const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = await readFile(`/proc/${program.child.pid}/status`, 'utf8');
  return { cpu: (Number(rest[11]) + Number(rest[12])) / hertz,
           rss: Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024 };
}

test('kiosk, display and counter use less than 1 % of a core while nothing happens', () => withRig(async (rig) => {
  await Promise.all([rig.startKiosk({ touch: true }), rig.startDisplay({ sound: 'dummy' }), rig.startCounter()]);
  await new Promise((done) => setTimeout(done, 3000));  // caches fill while the first frames are drawn
  const programs = [rig.kiosk, rig.display, rig.counter, rig.hall];
  const before = await Promise.all(programs.map(use));
  await new Promise((done) => setTimeout(done, seconds * 1000));
  const after = await Promise.all(programs.map(use));
  programs.forEach((program, n) => {
    const share = (after[n].cpu - before[n].cpu) / seconds;
    console.log(`# ${program.name}: ${(share * 100).toFixed(2)} % of a core, ${after[n].rss.toFixed(0)} MB`);
    assert.ok(share < 0.01, `${program.name} uses ${(share * 100).toFixed(2)} % of a core`);
  });
}));
