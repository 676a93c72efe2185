#include "hall/store/schema.hpp"

namespace giliran::hall {

const char* const journal_schema = R"(
CREATE TABLE meta(      -- schema, epoch, chain: the journal's first epoch; sum: CRC-32C of these;
  key TEXT PRIMARY KEY, -- end_seq, end_crc: the last entry when the log last went into the file
  value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry(               -- one command, or what the hall does by itself
  seq INTEGER PRIMARY KEY,        -- number of its last event; events count from 1, without gaps
  at_ms INTEGER NOT NULL,         -- since 1970, UTC; earlier than before: clock_set_back
  events TEXT NOT NULL,           -- a line each: ticket_issued {"ticket":17,...}
  request TEXT,                   -- its id; NULL: nobody asked
  fingerprint TEXT,               -- method and parameters
  answer TEXT,                    -- JSON
  crc INTEGER NOT NULL);          -- CRC-32C over the crc of the entry before and all other columns
CREATE TABLE day(                 -- the hall right after each day_began: reading starts at the last
  seq INTEGER PRIMARY KEY,        -- of the day_began
  day TEXT NOT NULL,              -- "2026-11-24" on the hall's clock
  carried TEXT NOT NULL,          -- a JSON object: last ticket and call, bookings
  crc INTEGER NOT NULL);          -- CRC-32C over the crc of its entry, seq, day, carried
CREATE TABLE past_request(        -- where the answers of the last days before today are
  hash INTEGER NOT NULL,          -- FNV-1a of the request's id
  seq INTEGER NOT NULL,           -- of its entry
  PRIMARY KEY(hash, seq)) WITHOUT ROWID;
)";

// Definitions. Wait: from the step's begin (issue, transfer, end of the step before) to its last
// call, as Qmatic's business intelligence guide has it ("call time - create time; if recalled, the
// last call counts"), without the time while the service was paused. Percentiles: nearest rank, the
// smallest wait that 50 or 90 % of the waits do not exceed. Service level: waits within the target
// / steps that were called. Occupancy: busy / available, service times / time open without breaks.
const char* const report_schema = R"(
CREATE TABLE follows(             -- one row: the entry of journal.db up to which these tables speak
  epoch TEXT NOT NULL, seq INTEGER NOT NULL, crc INTEGER NOT NULL,
  at_ms INTEGER NOT NULL);        -- of that entry
CREATE TABLE services(            -- of the settings with which the hall was started last
  service TEXT PRIMARY KEY,       -- "kependudukan.ktp"
  name TEXT NOT NULL,             -- Indonesian
  wait_target_ms INTEGER NOT NULL -- a longer wait is late
) WITHOUT ROWID;
CREATE TABLE clock(               -- one row: of the day on which the hall was started last; where
  utc_offset_ms INTEGER NOT NULL);  -- clocks change for summer, other days may differ by an hour
CREATE TABLE visits(              -- one ticket each
  ticket INTEGER PRIMARY KEY,     -- 17: "t17" in the protocol; below 0: handed in after its day
  day TEXT,                       -- "2026-11-24" on the hall's clock
  number TEXT NOT NULL,           -- "A-027"
  priority INTEGER NOT NULL,      -- 1: yes
  appointment INTEGER NOT NULL,   -- 1: its place is that of an appointment
  language TEXT NOT NULL,         -- "id", "en", "su"
  issued_at INTEGER NOT NULL,     -- ms since 1970, UTC, as all times; of paper: as it was entered
  ended_at INTEGER,               -- when the visit was over
  state TEXT NOT NULL,            -- waiting, called, serving, parked, finished, no_show, cancelled,
                                  -- unserved: its day ended first
  outcome TEXT,                   -- of its last service that was finished; see visit_steps
  slip TEXT NOT NULL,             -- pending, printed, on_screen, failed: nobody holds the number
  booking TEXT);                  -- the code that it was checked in with
CREATE INDEX visits_day ON visits(day);
CREATE TABLE visit_steps(         -- one service of a visit at one counter each
  ticket INTEGER NOT NULL,
  step INTEGER NOT NULL,          -- from 1
  day TEXT,
  service TEXT NOT NULL,
  waits_from INTEGER NOT NULL,    -- issue, transfer, end of the step before
  called_at INTEGER,              -- the last call
  calls INTEGER NOT NULL,         -- 0 and called_at set: taken back from parking without a call
  started_at INTEGER,
  ended_at INTEGER,
  counter INTEGER,                -- that called it last
  officer TEXT,                   -- who was there
  outcome TEXT,                   -- served, missing_document, wrong_service, referred, left; or how
                                  -- else it ended: transferred, parked, no_show, cancelled, unserved
  detail TEXT,                    -- which document; why it was parked or cancelled
  wait_ms INTEGER,                -- from waits_from to called_at without the service's pauses
  service_ms INTEGER,             -- from started_at to ended_at, however it ended but unserved
  quoted_low_s INTEGER,           -- what was told at the issue: the wait of four of five visitors
  quoted_high_s INTEGER,          -- lies between; in seconds; of step 1
  PRIMARY KEY(ticket, step)) WITHOUT ROWID;
CREATE INDEX visit_steps_day ON visit_steps(day, service);
CREATE TABLE calls(               -- the log of calls
  seq INTEGER PRIMARY KEY,        -- from 1, over the whole life of the hall
  ticket INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  at INTEGER NOT NULL,
  day TEXT,
  recall INTEGER NOT NULL,        -- 1: it was called before in this step
  out_of_turn TEXT,               -- the officer's reason; NULL: it was next
  automatic INTEGER NOT NULL);    -- 1: by an idle counter itself
CREATE TABLE counter_periods(     -- follow one another, from the opening to the closing of a counter
  seq INTEGER PRIMARY KEY,        -- of the event that began it
  counter INTEGER NOT NULL,
  day TEXT,
  officer TEXT,
  state TEXT NOT NULL,            -- open: it serves; break
  reason TEXT,                    -- of the break
  from_at INTEGER NOT NULL,
  to_at INTEGER);                 -- NULL: it lasts
CREATE INDEX counter_periods_day ON counter_periods(day);
CREATE TABLE service_pauses(      -- the agency's own system was down
  seq INTEGER PRIMARY KEY,        -- of the event that began it
  service TEXT NOT NULL,
  day TEXT,
  from_at INTEGER NOT NULL,
  to_at INTEGER,                  -- NULL: it lasts
  why TEXT);

-- Per service and day; waits and services in ms.
CREATE VIEW service_day AS
WITH ranked AS (
  SELECT day, service, wait_ms,
    row_number() OVER (PARTITION BY day, service ORDER BY wait_ms) AS place,
    count(*) OVER (PARTITION BY day, service) AS waits
  FROM visit_steps WHERE wait_ms IS NOT NULL),
waits AS (
  SELECT day, service, avg(wait_ms) AS mean, max(wait_ms) AS longest,
    min(wait_ms) FILTER (WHERE place * 100 >= waits * 50) AS p50,
    min(wait_ms) FILTER (WHERE place * 100 >= waits * 90) AS p90
  FROM ranked GROUP BY day, service)
SELECT s.day, s.service,
  count(*) FILTER (WHERE s.step = 1) AS issued,
  count(*) FILTER (WHERE s.calls > 0) AS called,
  count(*) FILTER (WHERE s.outcome = 'served') AS served,
  count(*) FILTER (WHERE s.outcome IN ('missing_document', 'wrong_service', 'referred', 'left'))
    AS ended_otherwise,
  count(*) FILTER (WHERE s.outcome = 'no_show') AS no_show,
  count(*) FILTER (WHERE s.outcome = 'transferred') AS transferred,
  count(*) FILTER (WHERE s.outcome = 'cancelled') AS cancelled,
  count(*) FILTER (WHERE s.outcome = 'unserved') AS unserved,
  w.mean AS wait_mean_ms, w.p50 AS wait_p50_ms, w.p90 AS wait_p90_ms, w.longest AS wait_max_ms,
  avg(s.service_ms) FILTER (WHERE s.outcome IN
    ('served', 'missing_document', 'wrong_service', 'referred', 'left')) AS service_mean_ms,
  avg(s.wait_ms <= t.wait_target_ms) AS service_level
FROM visit_steps s
LEFT JOIN waits w ON w.day = s.day AND w.service = s.service
LEFT JOIN services t ON t.service = s.service
GROUP BY s.day, s.service;

-- Per day and half hour [start, start + 30 minutes) on the hall's clock; steps count where they
-- were called. One row for each half hour in which something happened.
CREATE VIEW half_hours AS
WITH things AS (
  SELECT day, issued_at AS at, 1 AS issued, 0 AS called, NULL AS wait_ms FROM visits
  UNION ALL
  SELECT day, called_at, 0, 1, wait_ms FROM visit_steps WHERE calls > 0),
placed AS (
  SELECT day, (at + utc_offset_ms) % 86400000 / 1800000 AS half, issued, called, wait_ms
  FROM things JOIN clock),
ranked AS (
  SELECT *,
    row_number() OVER (PARTITION BY day, half ORDER BY wait_ms NULLS LAST) AS place,
    count(wait_ms) OVER (PARTITION BY day, half) AS waits
  FROM placed)
SELECT day, printf('%02d:%02d', half / 2, half % 2 * 30) AS start,
  sum(issued) AS issued, sum(called) AS called, avg(wait_ms) AS wait_mean_ms,
  min(wait_ms) FILTER (WHERE place * 100 >= waits * 90) AS wait_p90_ms
FROM ranked GROUP BY day, half;

-- The usual Monday (1) to Sunday (7): over the days on which somebody came.
CREATE VIEW weekday_profile AS
WITH days AS (
  SELECT CAST(strftime('%w', day) AS INTEGER) AS weekday, count(*) AS days
  FROM (SELECT DISTINCT day FROM visits) GROUP BY 1)
SELECT (d.weekday + 6) % 7 + 1 AS weekday, h.start, d.days,
  sum(h.issued) * 1.0 / d.days AS issued_per_day,
  sum(h.called) * 1.0 / d.days AS called_per_day,
  sum(h.wait_mean_ms * h.called) / sum(h.called) AS wait_mean_ms
FROM half_hours h JOIN days d ON d.weekday = CAST(strftime('%w', h.day) AS INTEGER)
GROUP BY d.weekday, h.start;

-- Per counter and day; what lasts counts up to the last event.
CREATE VIEW occupancy AS
WITH periods AS (
  SELECT day, counter, state,
    coalesce(to_at, (SELECT at_ms FROM follows)) - from_at AS length
  FROM counter_periods),
available AS (
  SELECT day, counter, coalesce(sum(length) FILTER (WHERE state = 'open'), 0) AS available_ms,
    coalesce(sum(length) FILTER (WHERE state = 'break'), 0) AS break_ms
  FROM periods GROUP BY day, counter),
busy AS (
  SELECT day, counter, sum(service_ms) AS busy_ms, count(service_ms) AS services
  FROM visit_steps WHERE counter IS NOT NULL GROUP BY day, counter)
SELECT a.day, a.counter, a.available_ms, a.break_ms, coalesce(b.busy_ms, 0) AS busy_ms,
  coalesce(b.services, 0) AS services, b.busy_ms * 1.0 / nullif(a.available_ms, 0) AS occupancy
FROM available a LEFT JOIN busy b ON b.day = a.day AND b.counter = a.counter;

-- What was told at the issue against what came, per service and day: 0.8 within is as promised.
CREATE VIEW quote_check AS
SELECT day, service, count(*) AS quoted,
  avg(wait_ms BETWEEN quoted_low_s * 1000 AND quoted_high_s * 1000) AS within,
  avg(wait_ms < quoted_low_s * 1000) AS sooner, avg(wait_ms > quoted_high_s * 1000) AS later
FROM visit_steps WHERE quoted_high_s IS NOT NULL AND wait_ms IS NOT NULL
GROUP BY day, service;
)";

}  // namespace giliran::hall
