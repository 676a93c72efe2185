// The parts of the manager's page, each from the newest document.
import { h, type Child } from './dom';
import type { HallTime } from './hall_time';
import { numberTroubles, printerText, troubleOf } from './alerts';
import type { ManagerCounter, ManagerDevice, ManagerService, ManagerView } from './views';
import { clock, local, minutes, percent, stopwatch, tr, wait } from './text';

export function figures(view: ManagerView): HTMLElement {
  const { today } = view;
  const figure = (caption: string, value: string, attributes = {}) =>
    h('div', { class: 'figure', ...attributes }, h('span', {}, caption), h('strong', {}, value));
  return h('section', { class: 'figures', 'aria-label': tr('Hari ini') },
    figure(tr('Menunggu sekarang'), String(today.waiting), { 'data-today-waiting': today.waiting }),
    figure(tr('Tunggu P90'), minutes(today.wait_p90_s)),
    figure(tr('Terlayani hari ini'), String(today.served), { 'data-today-served': today.served }),
    figure(tr('Dalam target'), percent(today.within_target)),
    figure(tr('Tidak hadir'), String(today.no_show)),
    figure(tr('Nomor diambil'), String(today.issued), { 'data-today-issued': today.issued }));
}

/** Paused ones first, then those with somebody waiting, the latest of them on top; then the order of the plan. */
function byUrgency(services: ManagerService[]): ManagerService[] {
  const waitingSince = ({ waiting_since }: ManagerService) =>
    waiting_since ? Date.parse(waiting_since) : Number.MAX_SAFE_INTEGER;
  return [...services].sort((a, b) =>
    Number(b.paused_since !== null) - Number(a.paused_since !== null) || b.late - a.late || waitingSince(a) - waitingSince(b));
}

/** What the manager can do with a service. */
export interface ServiceActions {
  connected: boolean;
  busy: Set<string>;  // services whose command has no answer yet
  pause: (service: ManagerService) => void;
  resume: (service: ManagerService) => void;
}

export function services(view: ManagerView, time: HallTime, actions: ServiceActions): HTMLElement {
  const rows = byUrgency(view.services).map((service) => {
    const waited = service.waiting_since ? time.since(service.waiting_since) : null;
    const late = waited !== null && waited > service.target_s;
    const quiet = service.waiting === 0;
    return h('tr', { 'data-service': service.service, class: quiet ? 'quiet' : null },
      h('th', { scope: 'row' }, h('span', { class: 'letter' }, service.letter),
        h('span', {}, local(service.name), h('small', {}, local(service.agency)))),
      h('td', {}, String(service.waiting),
        service.left !== null && h('small', {}, tr('sisa kuota {}', service.left))),
      h('td', { class: late ? 'late' : null }, waited === null ? '–' : minutes(waited),
        late && h('small', {}, tr('terlambat'))),
      h('td', {}, ...takesText(service, view.zone)),
      h('td', {}, percent(service.within_target)),
      h('td', {}, `${service.counters_open} / ${service.counters}`),
      h('td', { class: 'act' }, actionButton(service, actions)));
  });
  return card('services', tr('Layanan'), table(
    [tr('Layanan'), tr('Menunggu'), tr('Terlama'), tr('Perkiraan baru'), tr('Dalam target'),
     tr('Loket buka'), ''], rows));
}

function actionButton(service: ManagerService, actions: ServiceActions): HTMLElement {
  const paused = service.paused_since !== null;
  const act = () => (paused ? actions.resume(service) : actions.pause(service));
  return h('button', { type: 'button', id: `pause ${service.service}`, onclick: act,
                       class: paused ? 'resume' : 'pause',
                       'aria-label': `${paused ? tr('Lanjutkan') : tr('Jeda')}: ${local(service.name)}`,
                       disabled: !actions.connected || actions.busy.has(service.service) },
           paused ? tr('Lanjutkan') : tr('Jeda'));
}

/** What who takes a number now is told, and how long the service was paused today. */
function takesText(service: ManagerService, zone: string): Child[] {
  if (service.paused_since) {
    const since = clock(new Date(service.paused_since), zone);
    return [pill(tr('Dijeda sejak {}', since), 'warn'),
            service.paused_why && h('small', { class: 'why' }, service.paused_why)];
  }
  return [service.state === 'open' ? wait(service.wait_range_s) : closedText(service),
          service.paused_s >= 60 && h('small', {}, tr('dijeda {} hari ini', minutes(service.paused_s)))];
}

function closedText({ opens_at, state }: ManagerService): string {
  if (state === 'full') return tr('Kuota habis');
  const caption = state === 'break' ? tr('Istirahat') : tr('Tutup');
  if (!opens_at) return caption;
  const time = opens_at.slice(11, 16);
  return `${caption} · ${document.documentElement.lang === 'en' ? time : time.replace(':', '.')}`;
}

const counterWords = (state: ManagerCounter['state']): [string, string] => ({
  closed: [tr('Tutup'), 'off'], idle: [tr('Siap'), 'idle'],
  calling: [tr('Memanggil'), 'ok'], serving: [tr('Melayani'), 'ok'], break: [tr('Istirahat'), 'warn'],
} as const)[state] as [string, string];

export function counters(view: ManagerView): HTMLElement {
  const rows = view.counters.map((counter) => {
    const [word, tone] = counterWords(counter.state);
    return h('tr', { 'data-counter': counter.counter, 'data-state': counter.state,
                     class: counter.state === 'closed' ? 'quiet' : null },
      h('th', { scope: 'row' }, h('span', { class: 'letter' }, String(counter.counter)),
        h('span', {}, local(counter.name), counter.officer && h('small', {}, counter.officer))),
      h('td', {}, pill(word, tone), counter.on_break && h('small', {}, local(counter.on_break.name))),
      h('td', {}, counter.number ?? '–', counter.priority && h('small', {}, tr('prioritas'))),
      h('td', {}, h('span', { 'data-since': counter.state === 'closed' ? null : counter.since,
                              'data-allowance': counter.on_break?.allowance_s }, '–'),
        counter.on_break && h('small', {}, tr('jatah {}', minutes(counter.on_break.allowance_s)))),
      h('td', {}, String(counter.served_today)));
  });
  return card('counters', tr('Loket'), table(
    [tr('Loket'), tr('Status'), tr('Nomor'), tr('Lama'), tr('Terlayani')], rows));
}

export function devices(view: ManagerView): HTMLElement {
  const rows = view.devices.filter(({ kind }) => kind !== 'counter').map((device) =>
    h('tr', { 'data-device': device.device, 'data-connected': String(device.connected),
              'data-printer': device.printer?.health, 'data-sound': device.sound === null ? null : String(device.sound) },
      h('th', { scope: 'row' }, h('span', {}, device.name || device.device,
        h('small', {}, device.kind === 'kiosk' ? tr('Kiosk') : tr('Layar')))),
      h('td', {}, deviceState(device, view.zone)),
      h('td', {}, deviceDetail(device))));
  return card('devices', tr('Perangkat'), rows.length
    ? table([tr('Perangkat'), tr('Status'), tr('Keterangan')], rows)
    : h('p', { class: 'empty' }, tr('Belum ada kiosk atau layar yang tersambung.')));
}

function deviceState(device: ManagerDevice, zone: string): HTMLElement {
  if (!device.connected) {
    return pill(tr('Terputus sejak {}', clock(new Date(device.since), zone)), 'bad');
  }
  return troubleOf(device) ? pill(tr('Perlu dilihat'), 'warn') : pill(tr('Siap'), 'ok');
}

function deviceDetail(device: ManagerDevice): string {
  const left = device.printer?.papers_left;
  const kiosk = [...numberTroubles(device),
                 device.printer ? printerText(device.printer.health) : '', device.printer?.message,
                 typeof left === 'number' ? tr('kertas ±{} lembar', left) : ''].filter(Boolean);
  if (kiosk.length > 0) return kiosk.join(' · ');
  if (device.sound !== null) return device.sound ? tr('Suara hidup') : tr('Tanpa suara');
  return '';
}

/** Running times, once a second, without building the page anew. */
export function tick(page: HTMLElement, time: HallTime): void {
  for (const cell of page.querySelectorAll<HTMLElement>('[data-since]')) {
    const passed = time.since(cell.dataset['since']!);
    cell.textContent = stopwatch(passed);
    const allowance = cell.dataset['allowance'];
    if (allowance) cell.parentElement!.classList.toggle('late', passed > Number(allowance));
  }
}

export function card(name: string, title: string, ...content: Child[]): HTMLElement {
  return h('section', { class: `card ${name}` }, h('h2', {}, title), ...content);
}

function pill(text: string, tone: string): HTMLElement {
  return h('span', { class: `pill ${tone}` }, text);
}

function table(captions: string[], rows: HTMLElement[]): HTMLElement {
  return h('div', { class: 'scroll' }, h('table', {},
    h('thead', {}, h('tr', {}, ...captions.map((caption) => h('th', { scope: 'col' }, caption)))),
    h('tbody', {}, ...rows)));
}
