// One visit from touch to finish, played by real input events on the real programs, and what each
// of them, the printer and the manager's page showed of it. See `dev demo --headless`.
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, until } from './processes.mjs';
import { fields } from './rig.mjs';

const service = 'kependudukan.ktp';

/** The text of the page that the printer got. */
export const pdfText = (file) => run('pdftotext', ['-layout', file, '-']);

/** The QR code on the page, read by an independent reader. */
export async function pdfQr(file, dir) {
  const prefix = join(dir, 'ticket-page');
  await run('pdftoppm', ['-r', '203', '-png', '-singlefile', file, prefix]);
  return (await run('zbarimg', ['--quiet', '--raw', `${prefix}.png`])).trim();
}

/** Seconds of sound in a capture of 22,050 Hz mono 16 bit, without the silence around it. */
export async function wavOf(raw, wav) {
  await run('sox', ['-t', 'raw', '-r', '22050', '-e', 'signed', '-b', '16', '-c', '1', raw, wav,
    'silence', '1', '0.05', '0.5%', 'reverse', 'silence', '1', '0.05', '0.5%', 'reverse']);
  return Number((await run('soxi', ['-D', wav])).trim());
}

export class Visit {
  constructor(rig, out) {
    this.rig = rig;
    this.out = out;
    this.report = { steps: [], ticket: {} };
  }

  step(name, seen = {}) {
    const ms = this.touchedAt ? Date.now() - this.touchedAt : 0;
    this.report.steps.push({ step: name, ms, ...seen });
  }

  file(name) { return join(this.out, name); }

  /** A picture of what a person would see who looks up now: views that are on their way have come. */
  async picture(display, name) {
    await new Promise((done) => setTimeout(done, 300));
    await this.rig.screenshot(display, this.file(name));
  }

  async play() {
    await mkdir(this.out, { recursive: true });
    await this.openCounter();
    await this.takeNumber();
    await this.receivePaper();
    await this.call();
    await this.hear();
    await this.serve();
    await this.manage();
    await writeFile(this.file('visit.json'), JSON.stringify(this.report, null, 2) + '\n');
    return this.report;
  }

  counterSays(state, ms = 10000) {
    return until(`the counter shows ${state}`, () => {
      const frames = this.rig.counter.lines.filter((line) => / frame /.test(line));
      return frames.length && fields(frames.at(-1)).state === state;
    }, { ms });
  }

  async openCounter() {
    await this.counterSays('closed');
    await this.rig.key('b');
    await this.counterSays('idle');
    this.step('counter opened', { counter: 3 });
  }

  async takeNumber() {
    const { rig } = this;
    await until('the kiosk shows its home', () => rig.targets(rig.kiosk, 'home'));
    await this.picture(rig.kioskScreen, 'kiosk-home.png');
    this.touchedAt = await rig.touch('agency:kependudukan', 'home');
    this.step('kiosk touched', { target: 'agency:kependudukan' });
    await rig.touch(`service:${service}`, 'services');
    this.step('service chosen', { target: service });
    const line = await rig.kiosk.line(/ issued /, { what: 'a number was issued' });
    this.report.ticket.number = fields(line).number;
    this.step('number issued', { number: this.report.ticket.number });
    await until('the kiosk shows the ticket', () => rig.targets(rig.kiosk, 'ticket'));
    this.step('kiosk shows the number');
  }

  async receivePaper() {
    const { rig, report } = this;
    const pages = await until('the printer received a page', async () => {
      const files = await rig.received();
      return files.length > 0 && files;
    });
    await copyFile(pages.at(-1), this.file('ticket.pdf'));
    const text = await pdfText(this.file('ticket.pdf'));
    if (!text.includes(report.ticket.number)) throw new Error(`no ${report.ticket.number} on the paper:\n${text}`);
    report.ticket.qr = await pdfQr(this.file('ticket.pdf'), rig.dir);
    if (!/\/t\/[0-9a-f]{32}$/.test(report.ticket.qr)) throw new Error(`the QR code says ${report.ticket.qr}`);
    const page = await fetch(report.ticket.qr);
    if (!page.ok) throw new Error(`the QR code's page answers ${page.status}`);
    report.printer = { number: report.ticket.number, text: text.split('\n').map((l) => l.trim()).filter(Boolean) };
    this.step('paper received', { bytes: (await stat(this.file('ticket.pdf'))).size });
    await rig.kiosk.line(/ slip .*printed/, { what: 'the kiosk reports the slip printed' });
    this.step('slip reported printed');
    await until('the kiosk says that the paper is out', () => rig.targets(rig.kiosk, 'ticket')?.done);
    await this.picture(rig.kioskScreen, 'kiosk-ticket.png');
  }

  async call() {
    const { rig, report } = this;
    await rig.key('space');
    this.step('call key pressed', { key: 'space' });
    await this.counterSays('calling');
    const line = await rig.display.line(/ shown /, { what: 'the display shows the call' });
    const shown = fields(line);
    report.display = { number: shown.number, counter: Number(shown.counter), seq: Number(shown.seq) };
    if (shown.number !== report.ticket.number) throw new Error(`the display shows ${shown.number}`);
    this.step('display shows the call', report.display);
    await this.picture(rig.displayScreen, 'display.png');
  }

  async hear() {
    const { rig, report } = this;
    await rig.display.line(/ spoken /, { what: 'the call was spoken', ms: 30000 });
    this.step('call spoken');
    report.announcement = { seconds: await wavOf(rig.audio, this.file('announcement.wav')) };
    const { seconds } = report.announcement;
    if (!(seconds > 3 && seconds < 12)) throw new Error(`the announcement lasts ${seconds} s`);
  }

  async serve() {
    const { rig } = this;
    await rig.key('m');
    await this.counterSays('serving');
    this.step('service started', { key: 'm' });
    await rig.page.waitForSelector('[data-counter="3"][data-state="serving"]', { timeout: 10000 });
    this.step('manager sees the visitor served');
    await this.picture(rig.counterScreen, 'counter.png');
    await rig.page.screenshot({ path: this.file('manager.png') });
    await rig.key('s');
    await this.counterSays('idle');
    this.step('service finished', { key: 's' });
  }

  async manage() {
    const { rig, report } = this;
    await rig.page.waitForSelector('[data-today-served="1"]', { timeout: 10000 });
    const text = (selector) => rig.page.locator(selector).first().innerText();
    report.manager = {
      served_today: 1,
      counter_3: (await text('[data-counter="3"]')).replace(/\s+/g, ' '),
      kiosk: (await text('[data-device="kiosk-1"]')).replace(/\s+/g, ' '),
      display: (await text('[data-device="layar-1"]')).replace(/\s+/g, ' '),
    };
    this.step('manager sees the visit finished');
    if (rig.pageErrors.length) throw new Error(`the manager's page: ${rig.pageErrors.join('; ')}`);
    const ticket = await rig.rpc('hall.view', { view: `ticket:${report.ticket.qr.slice(-32)}` });
    if (ticket.state !== 'finished') throw new Error(`the ticket is ${ticket.state}`);
    report.ticket.state = ticket.state;
  }
}

export async function readReport(out) {
  return JSON.parse(await readFile(join(out, 'visit.json'), 'utf8'));
}
