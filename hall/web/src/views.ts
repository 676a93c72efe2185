// The hall's documents, as PROTOCOL.md describes them; only what these pages use.
export interface LocalText { id: string; en?: string; su?: string }
export type WaitRange = [number, number];
export type ServiceState = 'open' | 'paused' | 'break' | 'full' | 'closed';
export type CounterState = 'closed' | 'idle' | 'calling' | 'serving' | 'break';
export interface BreakChoice { reason: string; name: LocalText; allowance_s: number }

export interface ManagerService {
  service: string; letter: string; name: LocalText; agency: LocalText; state: ServiceState;
  opens_at: string | null; waiting: number; waiting_since: string | null; target_s: number;
  late: number; wait_range_s: WaitRange | null; within_target: number | null;
  counters_open: number; counters: number; left: number | null;
  paused_since: string | null; paused_why: string; paused_s: number;
}
export interface ManagerCounter {
  counter: number; name: LocalText; state: CounterState; number: string | null;
  priority: boolean; since: string | null; served_today: number;
  officer: string | null; on_break: BreakChoice | null;
}
export interface ManagerDevice {
  device: string; kind: 'kiosk' | 'display' | 'counter'; name: string; version: string;
  connected: boolean; since: string;
  printer: { health: string; message: string; papers_left: number | null } | null;
  sound: boolean | null; counter: number | null; last_call: number | null;
  to_hand_in: number | null; own_disk: boolean | null;
}
export interface ManagerToday {
  issued: number; waiting: number; served: number; no_show: number; without_slip: number;
  wait_mean_s: number | null; wait_p90_s: number | null; service_mean_s: number | null;
  within_target: number | null;
}
export interface ManagerHalfHour {
  start: string; issued: number; called: number;
  wait_mean_s: number | null; wait_p90_s: number | null;
}
export interface ManagerView {
  view: 'manager'; revision: number; now: string; name: LocalText; place: LocalText;
  zone: string; today: ManagerToday; services: ManagerService[]; counters: ManagerCounter[];
  devices: ManagerDevice[]; half_hours: ManagerHalfHour[]; disk_full: boolean;
}
export type TicketState =
  'waiting' | 'called' | 'serving' | 'parked' | 'finished' | 'no_show' | 'cancelled' | 'unserved';
export interface TicketView {
  view: string; revision: number; now: string; name: LocalText; place: LocalText;
  zone: string; number: string;
  agency: LocalText; service: LocalText; state: TicketState; priority: boolean;
  language: 'id' | 'en' | 'su'; issued_at: string; ahead: number;
  wait_range_s: WaitRange | null; counter: number | null; to_do: LocalText[];
  paused: boolean; reenter_until: string | null;
}
