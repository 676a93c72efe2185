// The manager's page: who waits, for how long, and what to do about it.
import './manager.css';
import { alertList, overdue } from './alerts';
import { byId, h } from './dom';
import { HallTime } from './hall_time';
import { PauseDialog } from './pause_dialog';
import { card, counters, devices, figures, services, tick } from './sections';
import { chosenLanguage, clock, currentLanguage, local, tr, useLanguage, type Language } from './text';
import type { ManagerService, ManagerView } from './views';
import { ViewLink, type LinkState } from './view_link';
import { WaitsChart } from './waits_chart';

const languages: Language[] = ['id', 'en'];
const names: Record<string, string> = { id: 'Indonesia', en: 'English' };
const time = new HallTime();
const page = byId('page');
const chartPlace = h('div', { class: 'chart' });
const chart = new WaitsChart(chartPlace);
let view: ManagerView | null = null;
let link: LinkState = { since: new Date(), refused: null };
let refusal: string | null = null;
let shownOverdue = '';
const busy = new Set<string>();
const dialog = new PauseDialog((service, why) => send('service.pause', service, { why }));

async function send(method: string, { service }: ManagerService, more: Record<string, string> = {}): Promise<void> {
  busy.add(service);
  show();
  const reason = await hall.command(method, { service, ...more });
  busy.delete(service);
  // Somebody else was faster: the page shows it.
  refusal = reason === 'service_paused' ? null : reason;
  show();
}

function choose(code: Language): void {
  useLanguage(code, true);
  show();
}

function bar(): void {
  const title = view ? `${local(view.name)} · ${local(view.place)}` : 'Giliran';
  document.title = view ? `${view.today.waiting} ${tr('menunggu')} · ${local(view.name)}` : 'Giliran';
  byId('bar').replaceChildren(
    h('h1', {}, title),
    h('nav', { 'aria-label': tr('Bahasa') }, ...languages.map((code) =>
      h('button', { type: 'button', lang: code, 'aria-pressed': String(code === currentLanguage()),
                    onclick: () => choose(code) }, names[code]!))),
    h('time', { id: 'clock' }, view ? clock(time.now(), view.zone) : ''));
}

function banner(): HTMLElement | null {
  const refused = link.refused ?? refusal;
  if (refused) return h('p', { class: 'alert', role: 'alert' }, tr('Aula menolak: {}', refused));
  if (!link.since) return null;
  if (!view) return h('p', { class: 'alert', role: 'alert' }, tr('Menghubungi sistem antrean…'));
  return h('p', { class: 'alert', role: 'alert', id: 'lost' },
    h('strong', {}, tr('Tidak tersambung sejak {}.', clock(link.since, view.zone)), ' '),
    tr('Angka di bawah adalah keadaan terakhir.'));
}

const overdueNow = (): string => (view ? overdue(view, time).map(({ counter }) => counter).join() : '');

/** A new page in the place of the old one: what is scrolled and focused stays so, and a button under
 * the finger is left alone. */
let held = false;
let waiting = false;
function show(): void {
  waiting = held;
  if (held) return;
  const scrolled = [...page.querySelectorAll('.scroll')].map(({ scrollTop }) => scrollTop);
  const focused = document.activeElement?.id;
  build();
  page.querySelectorAll('.scroll').forEach((box, index) => { box.scrollTop = scrolled[index] ?? 0; });
  if (focused && page.contains(document.getElementById(focused))) {
    byId(focused).focus({ preventScroll: true });
  }
}
addEventListener('pointerdown', () => { held = true; });
for (const end of ['pointerup', 'pointercancel']) {
  addEventListener(end, () => setTimeout(() => {
    held = false;
    if (waiting) show();
  }));
}

function build(): void {
  shownOverdue = overdueNow();
  bar();
  if (!view) {
    page.replaceChildren(...[banner()].filter((part) => part !== null));
    return;
  }
  page.classList.toggle('stale', link.since !== null);
  const alerts = [banner(), ...(link.since ? [] : alertList(view, time))].filter((part) => !!part) as Node[];
  page.replaceChildren(
    h('div', { class: 'alerts' }, ...alerts), figures(view),
    h('div', { class: 'columns' },
      h('div', {}, services(view, time, actions), card('waits', tr('Lama menunggu hari ini'), chartPlace)),
      h('div', {}, counters(view), devices(view))));
  chart.show(view.half_hours, currentLanguage());
  tick(page, time);
}

const actions = {
  get connected() { return link.since === null; },
  busy,
  pause: (service: ManagerService) => dialog.ask(service),
  resume: (service: ManagerService) => send('service.resume', service),
};

useLanguage(chosenLanguage(languages));
show();
const hall = new ViewLink<ManagerView>('manager',
  (document) => { view = document; time.read(document.now); show(); },
  (state) => {
    const changed = state.since?.getTime() !== link.since?.getTime() || state.refused !== link.refused;
    link = state;
    if (changed) show();
  });
setInterval(() => {
  if (!view) return;
  byId('clock').textContent = clock(time.now(), view.zone);
  if (link.since) return;
  if (overdueNow() !== shownOverdue) show();
  tick(page, time);
}, 1000);
