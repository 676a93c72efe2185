// The manager's page: who waits, for how long, and what to do about it.
import './manager.css';
import { alertList } from './alerts';
import { byId, h } from './dom';
import { HallTime } from './hall_time';
import { card, counters, devices, figures, services, tick } from './sections';
import { chosenLanguage, clock, currentLanguage, local, tr, useLanguage, type Language } from './text';
import type { ManagerView } from './views';
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
  if (link.refused) return h('p', { class: 'alert', role: 'alert' }, tr('Aula menolak: {}', link.refused));
  if (!link.since) return null;
  if (!view) return h('p', { class: 'alert', role: 'alert' }, tr('Menghubungi sistem antrean…'));
  return h('p', { class: 'alert', role: 'alert', id: 'lost' },
    h('strong', {}, tr('Tidak tersambung sejak {}.', clock(link.since, view.zone)), ' '),
    tr('Angka di bawah adalah keadaan terakhir.'));
}

function show(): void {
  bar();
  if (!view) {
    page.replaceChildren(...[banner()].filter((part) => part !== null));
    return;
  }
  page.classList.toggle('stale', link.since !== null);
  const alerts = [banner(), ...(link.since ? [] : alertList(view))].filter((part) => !!part) as Node[];
  page.replaceChildren(
    h('div', { class: 'alerts' }, ...alerts), figures(view),
    h('div', { class: 'columns' },
      h('div', {}, services(view, time), card('waits', tr('Lama menunggu hari ini'), chartPlace)),
      h('div', {}, counters(view), devices(view))));
  chart.show(view.half_hours, currentLanguage());
  tick(page, time);
}

useLanguage(chosenLanguage(languages));
show();
new ViewLink<ManagerView>('manager',
  (document) => { view = document; time.read(document.now); show(); },
  (state) => {
    const changed = state.since?.getTime() !== link.since?.getTime() || state.refused !== link.refused;
    link = state;
    if (changed) show();
  });
setInterval(() => {
  if (!view) return;
  byId('clock').textContent = clock(time.now(), view.zone);
  if (!link.since) tick(page, time);
}, 1000);
