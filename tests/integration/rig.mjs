// A whole hall on one machine: hall, private CUPS with a virtual receipt printer, kiosk, display and
// counter, each on a virtual screen of its true size.
import { mkdtemp, readFile, readdir, rm, writeFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Program, run, until, within } from './processes.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const virtualPrinter = join(root, 'tests/support/printer/virtual-printer');

const chromiumFlags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Fields of a log line: `key=value` and `key="value with spaces"`. */
export function fields(line) {
  const found = {};
  for (const [, key, quoted, plain] of line.matchAll(/(\w+)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)) {
    found[key] = quoted !== undefined ? quoted.replace(/\\(.)/g, '$1') : plain;
  }
  return found;
}

export class Rig {
  /** @param bin folder of the programs; @param modules folder with node_modules */
  constructor({ bin, modules }) {
    this.bin = resolve(bin);
    this.require = createRequire(resolve(modules, 'package.json'));
    this.programs = [];
  }

  async open() {
    this.dir = await mkdtemp(join(tmpdir(), 'giliran-'));
    await mkdir(join(this.dir, 'data'));
  }

  start(name, args, env = {}) {
    const program = new Program(name, join(this.bin, name), args, {
      env: { XDG_STATE_HOME: join(this.dir, 'state'), ...env }, log: join(this.dir, `${name}.log`),
    });
    this.programs.push(program);
    return program;
  }

  async startPrinter() {
    this.printerDir = join(this.dir, 'printer');
    await run('bash', [virtualPrinter, 'start', this.printerDir]);
    const env = await readFile(join(this.printerDir, 'env'), 'utf8');
    this.printer = Object.fromEntries(env.split('\n').filter(Boolean).map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1).replace(/^["']|["']$/g, '')];
    }));
  }

  /** paper level, or off / on: see tests/support/printer/virtual-printer */
  async printerDo(verb, ...args) {
    await run('bash', [virtualPrinter, verb, this.printerDir, ...args]);
  }

  /** The pages that the printer has received so far, oldest first. */
  async received() {
    const dir = join(this.printerDir, 'received');
    const names = (await readdir(dir)).filter((name) => name.endsWith('.pdf')).sort();
    return names.map((name) => join(dir, name));
  }

  /** The demo's settings, as `edit` changes them. */
  async writeSettings(edit = (text) => text) {
    const text = edit(await readFile(join(root, 'examples/demo.toml'), 'utf8'));
    this.settings = join(this.dir, 'hall.toml');
    if (!this.printer) return writeFile(this.settings, text);
    const device = `ipp://localhost:${this.printer.PRINTER_PORT}/ipp/print`;
    return writeFile(this.settings, text
      .replace('port = 631', `port = ${this.printer.CUPS_PORT}`)
      .replace('device_uri = ""', `device_uri = "${device}"`));
  }

  async startHall() {
    this.hall = this.start('giliran-hall', [
      '--settings', this.settings, '--data', join(this.dir, 'data'),
      '--listen', `127.0.0.1:${this.port ?? 0}`,
    ]);
    const line = await this.hall.line(/^ready http/);
    this.url = line.split(' ')[1].replace(/\/$/, '');
    this.port = Number(new URL(this.url).port);
    return this.url;
  }

  /** A virtual screen; its DISPLAY. */
  async screen(width, height) {
    const xvfb = new Program('Xvfb', 'bash', ['-c',
      `exec Xvfb -displayfd 1 -screen 0 ${width}x${height}x24 -nolisten tcp -noreset 2>/dev/null`]);
    this.programs.push(xvfb);
    const number = await xvfb.line(/^\d+$/);
    return `:${number}`;
  }

  hallArgs() {
    return ['--settings', this.settings, '--hall', `127.0.0.1:${this.port}`, '--log-level', 'debug'];
  }

  async startKiosk({ display, size = [1080, 1920], touch = false, args = [] } = {}) {
    this.kioskScreen = display ?? await this.screen(...size);
    const env = { DISPLAY: this.kioskScreen, SDL_VIDEODRIVER: 'x11' };
    if (touch) env.SDL_MOUSE_TOUCH_EVENTS = '1';
    this.kiosk = this.start('giliran-kiosk',
      [...this.hallArgs(), '--device', 'kiosk-1', '--window', size.join('x'), ...args], env);
    await this.kiosk.line(/^ready/);
  }

  async startDisplay({ display, size = [1920, 1080], sound = 'disk', args = [] } = {}) {
    this.displayScreen = display ?? await this.screen(...size);
    this.audio = join(this.dir, 'announcement.raw');
    this.display = this.start('giliran-display',
      [...this.hallArgs(), '--device', 'layar-1', '--window', size.join('x'), ...args],
      { DISPLAY: this.displayScreen, SDL_VIDEODRIVER: 'x11', SDL_AUDIODRIVER: sound,
        SDL_DISKAUDIOFILE: this.audio });
    await this.display.line(/^ready/);
  }

  async startCounter({ display, size = [480, 860], counter = 3, args = [] } = {}) {
    this.counterScreen = display ?? await this.screen(...size);
    this.counter = this.start('giliran-counter',
      [...this.hallArgs(), '--counter', String(counter), '--window', size.join('x'), ...args],
      { DISPLAY: this.counterScreen, SDL_VIDEODRIVER: 'x11' });
    await this.counter.line(/^ready/);
  }

  async startBrowser() {
    const { chromium } = this.require('playwright-core');
    this.browser = await chromium.launch({
      executablePath: '/usr/bin/chromium', headless: true, args: chromiumFlags,
    });
    this.page = await this.browser.newPage({ viewport: { width: 1440, height: 1000 }, locale: 'id-ID' });
    this.pageErrors = [];
    this.page.on('pageerror', (error) => this.pageErrors.push(String(error)));
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.pageErrors.push(message.text());
    });
    await this.page.goto(`${this.url}/`);
  }

  /** What the kiosk (or counter) offers to touch now: { id: {x, y, w, h} }. */
  targets(program, screen) {
    for (let at = program.lines.length - 1; at >= 0; --at) {
      if (!/ targets /.test(program.lines[at])) continue;
      const line = fields(program.lines[at]);
      if (screen && line.screen !== screen) return undefined;
      return Object.fromEntries([...line.list.matchAll(/(\S+)@(-?\d+),(-?\d+),(\d+),(\d+)/g)]
        .map(([, id, x, y, w, h]) => [id, { x: +x, y: +y, w: +w, h: +h }]));
    }
    return undefined;
  }

  /** Where the kiosk offers that, once it has stayed there long enough to be aimed at. */
  async settled(id, screen) {
    let before;
    return until(`the kiosk offers ${id} on ${screen}`, () => {
      const now = this.targets(this.kiosk, screen)?.[id];
      const same = now && before && JSON.stringify(now) === JSON.stringify(before);
      before = now;
      return same && now;
    }, { every: 100 });
  }

  /** Touches the middle of what the kiosk offers under that id, by a real X event. */
  async touch(id, screen) {
    const target = await this.settled(id, screen);
    // The kiosk takes a second touch within 400 ms for a bounce of the first.
    await new Promise((done) => setTimeout(done, (this.touchedAt ?? 0) + 450 - Date.now()));
    const x = Math.round(target.x + target.w / 2);
    const y = Math.round(target.y + target.h / 2);
    await run('xdotool', ['mousemove', String(x), String(y), 'click', '1'],
      { env: { ...process.env, DISPLAY: this.kioskScreen } });
    this.touchedAt = Date.now();
    return this.touchedAt;
  }

  /** Presses a key at the counter, by a real X event. */
  async key(name) {
    await run('xdotool', ['key', name], { env: { ...process.env, DISPLAY: this.counterScreen } });
    return Date.now();
  }

  async screenshot(display, file) {
    await run('bash', ['-c', `import -display ${display} -window root png:"$0"`, file]);
  }

  async rpc(method, params) {
    const answer = await fetch(`${this.url}/rpc`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    const body = await answer.json();
    if (body.error) throw new Error(`${method}: ${JSON.stringify(body.error)}`);
    return body.result;
  }

  /** Ends everything that was started, in reverse; throws when a program ended badly. */
  async close({ keep = false } = {}) {
    const bad = [];
    await within(5000, 'browser closes', this.browser?.close() ?? Promise.resolve()).catch(() => {});
    for (const program of this.programs.reverse()) {
      const before = program.exit;
      const exit = await program.stop();
      if (program.name.startsWith('giliran') && !program.mayDie && (before || exit?.code !== 0)) {
        bad.push(`${program.name} ended with ${JSON.stringify(before ?? exit)}:\n` +
                 program.lines.slice(-10).join('\n'));
      }
    }
    if (this.printerDir) {
      await run('bash', [virtualPrinter, 'stop', this.printerDir]).catch((error) => bad.push(String(error)));
    }
    if (this.dir && !keep) await rm(this.dir, { recursive: true, force: true });
    if (bad.length) throw new Error(bad.join('\n'));
  }
}
