import { h, type Child } from './dom';
import type { ManagerCounter, ManagerDevice, ManagerView } from './views';
import type { HallTime } from './hall_time';
import { local, tr } from './text';

export interface Alert { text: string; detail: string }

/** What the hall manager should look at now, the worst first. */
export function alertsOf(view: ManagerView, time: HallTime): Alert[] {
  const full = view.disk_full ? [{
    text: tr('Cakram pusat penuh'),
    detail: tr('Nomor baru tidak diberikan, panggilan tetap berjalan. Sediakan ruang pada cakram.'),
  }] : [];
  const paused = view.services.filter(({ state }) => state === 'paused').map((service) => ({
    text: tr('{} dijeda', `${local(service.agency)} · ${local(service.name)}`),
    detail: [service.paused_why, tr('{} orang menunggu.', service.waiting)].filter(Boolean).join(' · '),
  }));
  const late = view.services.filter(({ late }) => late > 0).sort((a, b) => b.late - a.late)
    .map((service) => ({
      text: tr('{} melewati target', `${local(service.agency)} · ${local(service.name)}`),
      detail: tr('{} orang menunggu lebih dari {} menit. Loket buka: {} dari {}.', service.late,
                 Math.round(service.target_s / 60), service.counters_open, service.counters),
    }));
  const unserved = view.services
    .filter(({ waiting, counters_open, state }) => waiting > 0 && counters_open === 0 && state !== 'paused')
    .map((service) => ({
      text: tr('Tidak ada loket buka untuk {}', `${local(service.agency)} · ${local(service.name)}`),
      detail: tr('{} orang menunggu.', service.waiting),
    }));
  const devices = view.devices.flatMap((device) => {
    const trouble = troubleOf(device);
    return trouble ? [{ text: device.name || device.device, detail: trouble }] : [];
  });
  const breaks = overdue(view, time).map((counter) => ({
    text: tr('Loket {} terlalu lama istirahat', counter.counter),
    detail: [counter.officer, tr('{}, paling lama {} menit.', local(counter.on_break!.name),
                                 Math.round(counter.on_break!.allowance_s / 60))].filter(Boolean).join(' · '),
  }));
  return [...full, ...late, ...paused, ...unserved, ...breaks, ...devices];
}

/** Counters whose break is longer than its allowance. */
export function overdue(view: ManagerView, time: HallTime): ManagerCounter[] {
  return view.counters.filter(({ on_break, since }) =>
    on_break && since && time.since(since) > on_break.allowance_s);
}

/** What is wrong with the numbers that a kiosk gives without the hall. */
export function numberTroubles(device: ManagerDevice): string[] {
  return [
    device.own_disk === false ? tr('Berkasnya tidak bisa dipakai; tidak memberi nomor sendiri') : '',
    device.to_hand_in ? tr('masih {} nomor belum diserahkan', device.to_hand_in) : '',
  ].filter(Boolean);
}

/** What is wrong with a device, in the reader's words; null if it works. Counters may be off. */
export function troubleOf(device: ManagerDevice): string | null {
  if (!device.connected && device.kind === 'kiosk') return tr('Tidak tersambung; mungkin memberi nomor sendiri');
  if (!device.connected) return device.kind === 'counter' ? null : tr('Tidak tersambung');
  return [
    ...numberTroubles(device),
    device.printer && device.printer.health !== 'ok' ? printerText(device.printer.health) : '',
    device.sound === false ? tr('Tanpa suara') : '',
  ].filter(Boolean).join(' · ') || null;
}

export function printerText(health: string): string {
  switch (health) {
    case 'ok': return tr('Kertas cukup');
    case 'low_paper': return tr('Kertas menipis');
    case 'out_of_paper': return tr('Kertas habis');
    case 'jam': return tr('Kertas macet');
    case 'cover_open': return tr('Penutup printer terbuka');
    case 'paused': return tr('Printer dijeda');
    case 'offline': return tr('Printer mati atau tidak tersambung');
    default: return tr('Keadaan printer tidak diketahui');
  }
}

const mostShown = 3;

export function alertList(view: ManagerView, time: HallTime): Child[] {
  const alerts = alertsOf(view, time);
  const shown = alerts.slice(0, mostShown).map(({ text, detail }) =>
    h('p', { class: 'alert', role: 'status' }, h('strong', {}, `${text}: `), detail));
  const rest = alerts.length - shown.length;
  if (rest > 0) shown.push(h('p', { class: 'alert more' }, tr('dan {} lagi, lihat di bawah', rest)));
  return shown;
}
