// Documents of a busy morning, as the hall would publish them.
export const now = () => new Date();
export const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
const text = (id, en, su) => ({ id, en, su });

const service = (letter, slug, name, agency, more) => ({
  service: slug, letter, name: text(name, name), agency: text(agency, `${agency} office`), state: 'open',
  opens_at: null, waiting: 0, waiting_since: null, target_s: 1800, late: 0, wait_range_s: [0, 0],
  within_target: null, counters_open: 1, counters: 2, left: null, paused_since: null, paused_why: '', paused_s: 0, ...more,
});
const counter = (number, name, state, ticket, since, more) => ({
  counter: number, name: text(name, name), state, number: ticket, priority: false,
  since: since === null ? null : ago(since), served_today: 7, officer: null, on_break: null, ...more,
});

export const manager = (more = {}) => ({
  view: 'manager', revision: 7, now: now().toISOString(), name: text('Mal Pelayanan Publik', 'Public Service Plaza'),
  place: text('Kabupaten Bekasi', 'Bekasi Regency'), zone: 'Asia/Jakarta',
  today: { issued: 214, waiting: 25, served: 187, no_show: 2, without_slip: 0, wait_mean_s: 1100,
    wait_p90_s: 1990, service_mean_s: 540, within_target: 0.864 },
  services: [
    service('A', 'kependudukan.ktp', 'KTP-el', 'Kependudukan', { waiting: 14, waiting_since: ago(1870), late: 3,
      wait_range_s: [1200, 2100], within_target: 0.78, counters_open: 3, counters: 4 }),
    service('A', 'kependudukan.kk', 'Kartu Keluarga', 'Kependudukan', { within_target: 1, counters_open: 3, counters: 4 }),
    service('B', 'imigrasi.paspor', 'Paspor', 'Imigrasi', { waiting: 6, waiting_since: ago(1090), wait_range_s: [900, 1500],
      within_target: 0.91, counters_open: 2 }),
    service('C', 'samsat.pajak', 'Pajak kendaraan tahunan', 'Samsat', { waiting: 3, waiting_since: ago(370),
      wait_range_s: [300, 600], within_target: 0.97 }),
    service('D', 'bpjs.kesehatan', 'Pendaftaran peserta', 'BPJS Kesehatan', { state: 'break', opens_at: '2026-11-24T13:00',
      wait_range_s: null, counters_open: 0 }),
  ],
  counters: [
    counter(1, 'Kependudukan', 'serving', 'A-011', 422), counter(2, 'Imigrasi', 'serving', 'B-002', 135, { priority: true }),
    counter(3, 'Kependudukan', 'calling', 'A-012', 21), counter(4, 'Kependudukan', 'closed', null, 4000, { served_today: 0 }),
    counter(7, 'Samsat', 'idle', null, 61),
  ],
  devices: [
    { device: 'kiosk-1', kind: 'kiosk', name: 'Kiosk pintu utara', version: '0.1.0', connected: true, since: ago(9000),
      printer: { health: 'out_of_paper', message: 'Load paper.' }, sound: null, counter: null, last_call: null },
    { device: 'layar-1', kind: 'display', name: 'Layar hall', version: '0.1.0', connected: true, since: ago(9000),
      printer: null, sound: true, counter: null, last_call: 41 },
    { device: 'kiosk-2', kind: 'kiosk', name: 'Kiosk pintu selatan', version: '0.1.0', connected: false, since: ago(600),
      printer: { health: 'ok', message: '' }, sound: null, counter: null, last_call: null },
  ],
  half_hours: [['08:00', 30, 12, 240, 400], ['08:30', 41, 30, 560, 900], ['09:00', 44, 33, 900, 1500],
    ['09:30', 40, 30, 1300, 1990], ['10:00', 12, 0, null, null]]
    .map(([start, issued, called, wait_mean_s, wait_p90_s]) => ({ start, issued, called, wait_mean_s, wait_p90_s })),
  disk_full: false, ...more,
});

export const ticket = (token, more = {}) => ({
  view: `ticket:${token}`, revision: 1, now: now().toISOString(), name: text('Mal Pelayanan Publik', 'Public Service Plaza'),
  place: text('Kabupaten Bekasi', 'Bekasi Regency'), zone: 'Asia/Jakarta', number: 'A-027',
  agency: text('Kependudukan', 'Population records', 'Kependudukan'), service: text('KTP-el', 'Identity card', 'KTP-él'),
  state: 'waiting', priority: false, language: 'id', issued_at: '2026-11-24T02:42:07.000Z', ahead: 14,
  wait_range_s: [1300, 2100], counter: null, to_do: [], paused: false, reenter_until: null, ...more,
});
