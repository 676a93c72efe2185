// A visitor's own ticket on a phone: the number, what is ahead, and where to go when it is called.
import './ticket.css';
import { byId, h } from './dom';
import { HallTime } from './hall_time';
import { chosenLanguage, clock, currentLanguage, local, tr, useLanguage, wait, type Language } from './text';
import type { TicketView } from './views';
import { ViewLink, type LinkState } from './view_link';

const languages: Language[] = ['id', 'en', 'su'];
const names: Record<Language, string> = { id: 'Indonesia', en: 'English', su: 'Sunda' };
const token = location.pathname.split('/').pop() ?? '';
const page = byId('page');
const time = new HallTime();
let view: TicketView | null = null;
let link: LinkState = { since: new Date(), refused: null };
let saidCalled = false;

function message(ticket: TicketView): { title: string; detail: string; tone: string } {
  switch (ticket.state) {
    case 'called':
      return { title: tr('Silakan menuju Loket {}', ticket.counter ?? ''), tone: 'called',
               detail: tr('Nomor Anda sedang dipanggil.') };
    case 'serving':
      return { title: tr('Anda sedang dilayani di Loket {}', ticket.counter ?? ''), tone: 'called', detail: '' };
    case 'finished':
      return { title: tr('Selesai. Terima kasih.'), detail: '', tone: 'done' };
    case 'parked':
      return { title: tr('Nomor Anda disisihkan sementara'), tone: 'waiting',
               detail: tr('Kembalilah ke loket atau tunggu panggilan berikutnya.') };
    case 'no_show':
      return { title: tr('Nomor Anda sudah dipanggil'), tone: 'missed', detail: ticket.reenter_until
        ? tr('Kembali paling lambat pukul {}: ketik nomor Anda di kiosk, atau tanyakan kepada petugas.',
             clock(new Date(ticket.reenter_until), ticket.zone))
        : tr('Silakan tanyakan kepada petugas di meja informasi.') };
    case 'cancelled':
      return { title: tr('Nomor ini dibatalkan'), detail: '', tone: 'done' };
    case 'unserved':
      return { title: tr('Layanan hari ini sudah berakhir'), tone: 'missed',
               detail: tr('Silakan ambil nomor baru pada hari layanan berikutnya.') };
    default:
      if (ticket.paused) {
        return { title: tr('Layanan ini dijeda sementara'), tone: 'waiting',
                 detail: tr('Sistem layanan sedang terganggu. Urutan Anda tetap tersimpan.') };
      }
      return { title: ticket.ahead === 0 ? tr('Anda berikutnya') : tr('{} orang di depan Anda', ticket.ahead),
               tone: 'waiting', detail: '' };
  }
}

function waitLine(ticket: TicketView): HTMLElement | null {
  if (ticket.state !== 'waiting' || ticket.paused) return null;
  return h('p', { class: 'wait' }, h('span', {}, tr('Perkiraan menunggu')),
    h('strong', {}, ticket.wait_range_s ? wait(ticket.wait_range_s) : tr('belum ada loket buka')));
}

function nextLine({ to_do, state }: TicketView): HTMLElement | null {
  if (to_do.length === 0 || state === 'cancelled' || state === 'unserved') return null;
  return h('p', { class: 'next' }, tr('Setelah ini: {}', to_do.map(local).join(', ')));
}

function banner(): HTMLElement | null {
  if (link.refused) return h('p', { class: 'lost', role: 'alert' }, 
    tr('Nomor ini tidak ditemukan hari ini.'), ' ',
    tr('Nomor yang diberikan saat pusat tidak terhubung muncul di sini setelah tersambung.'));
  if (!link.since) return null;
  return h('p', { class: 'lost', role: 'alert' }, view
    ? tr('Tidak tersambung sejak {}. Perhatikan layar dan panggilan di aula.', clock(link.since, view.zone))
    : tr('Menghubungi sistem antrean…'));
}

function show(): void {
  const parts: (Node | null)[] = [banner()];
  if (view) {
    const { title, detail, tone } = message(view);
    document.title = `${view.number} · ${title}`;
    parts.push(
      h('p', { class: 'hall' }, `${local(view.name)} · ${local(view.place)}`),
      h('section', { class: `ticket ${tone}`, 'data-state': view.state },
        h('p', { class: 'service' }, `${local(view.agency)} · ${local(view.service)}`),
        h('p', { class: 'number' }, view.number),
        view.priority && h('p', { class: 'mark' }, tr('Prioritas')),
        h('h1', {}, title), detail && h('p', {}, detail), waitLine(view), nextLine(view)),
      h('p', { class: 'note' }, tr('Diambil pukul {}. Panggilan di layar dan pengeras suara tetap berlaku.',
                                   clock(new Date(view.issued_at), view.zone))));
  }
  parts.push(h('nav', { 'aria-label': tr('Bahasa') }, ...languages.map((code) =>
    h('button', { type: 'button', lang: code, 'aria-pressed': String(code === currentLanguage()),
                  onclick: () => { useLanguage(code, true); show(); } }, names[code]))));
  page.replaceChildren(...parts.filter((part): part is Node => part !== null));
}

function arrived(document: TicketView): void {
  if (!view) useLanguage(chosenLanguage(languages, document.language));
  view = document;
  time.read(document.now);
  if (view.state === 'called' && !saidCalled) navigator.vibrate?.([300, 150, 300, 150, 600]);
  saidCalled = view.state === 'called';
  show();
}

useLanguage(chosenLanguage(languages));
show();
new ViewLink<TicketView>(`ticket:${token}`, arrived, (state) => { link = state; show(); });
