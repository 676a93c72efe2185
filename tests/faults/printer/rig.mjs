// A kiosk's outbox with its own CUPS and printer, what can be broken in it, and what it said.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { run, until } from '../../integration/processes.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const virtualPrinter = join(root, 'tests/support/printer/virtual-printer');

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** One seed, one course. */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {  // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { next, up_to: (ms) => Math.floor(next() * ms), chance: (p) => next() < p };
}

export class Rig {
  constructor(bin) {
    this.program = join(resolve(bin), 'giliran-printer-faults');
    this.outcomes = new Map();  // by job name
    this.taken = new Set();
    this.rows = new Set();
    this.health = undefined;
  }

  async open() {
    this.dir = await mkdtemp(join(tmpdir(), 'giliran-faults-'));
    this.printerDir = join(this.dir, 'printer');
    await this.printerDo('start');
    const env = await readFile(join(this.printerDir, 'env'), 'utf8');
    this.ports = Object.fromEntries(env.trim().split('\n').map((line) => line.split('=')));
    this.work = await readlink(join(this.printerDir, 'work'));
    this.startKiosk();
  }

  async close() {
    await this.killKiosk();
    await this.printerDo('stop');
    await rm(this.dir, { recursive: true, force: true });
  }

  printerDo(verb, ...args) {
    return run('bash', [virtualPrinter, verb, this.printerDir, ...args]);
  }

  startKiosk() {
    this.health = undefined;
    this.kiosk = spawn(this.program, [this.ports.CUPS_PORT,
      `ipp://localhost:${this.ports.PRINTER_PORT}/ipp/print`, join(this.dir, 'kiosk')],
    { stdio: ['pipe', 'pipe', 'inherit'] });
    this.gone = once(this.kiosk, 'exit');
    this.kiosk.stdin.on('error', () => {});
    createInterface({ input: this.kiosk.stdout }).on('line', (line) => {
      const [verb, name, kind, ms, slip, reason] = line.split('\t');
      if (verb === 'taken') this.taken.add(name);
      if (verb === 'row') this.rows.add(name);
      if (verb === 'status') this.health = name;
      if (verb === 'outcome') this.of(name).push({ kind, ms: Number(ms), slip, reason });
    });
  }

  async killKiosk() {
    this.kiosk.kill('SIGKILL');
    await this.gone;
  }

  print(name, number, which) {
    this.kiosk.stdin.write(`print ${name} ${number} ${which}\n`);
  }

  /** What was said of that paper so far. */
  of(name) {
    if (!this.outcomes.has(name)) this.outcomes.set(name, []);
    return this.outcomes.get(name);
  }

  async pid(name) {
    return Number(await readFile(join(this.work, `${name}.pid`), 'utf8'));
  }

  async signal(name, signal) {
    process.kill(await this.pid(name), signal);
  }

  /** Without a chance to save anything; with its children, as systemd does, or without. */
  async kill(name, children) {
    const pid = await this.pid(name);
    const members = (await run('ps', ['-e', '-o', 'sid=,pid=,stat='])).split('\n')
      .map((line) => line.trim().split(/\s+/)).filter(([sid]) => Number(sid) === pid)
      .map(([, member]) => Number(member));
    for (const member of children ? members : [pid]) {
      try {
        process.kill(member, 'SIGKILL');
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    }
    await rm(join(this.work, `${name}.pid`), { force: true });
  }

  async healthy() {
    await until('the printer is well', () => this.health === 'ok', { ms: 30000 });
  }

  /** What came out: number and whether it is marked as a copy. */
  async papers() {
    const dir = join(this.printerDir, 'received');
    const names = (await readdir(dir)).filter((name) => name.endsWith('.pdf')).sort();
    const papers = [];
    for (const name of names) {
      const text = await run('pdftotext', [join(dir, name), '-']);
      papers.push({ number: text.match(/F-\d+/)?.[0], copy: text.includes('SALINAN') });
    }
    return papers;
  }
}
