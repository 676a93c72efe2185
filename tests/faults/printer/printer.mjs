// Breaks printers while visitors take numbers, and compares what came out with what the outbox said.
//
//   node tests/faults/printer/printer.mjs --bin DIR [--cycles 500 | --quick] [--jobs 4] [--seed 1] [--json]
//
// Each ticket must end as printed, as shown on the screen, or as failed and told to the hall; what is
// said to be printed must have come out; no paper may come out twice without being marked as a copy; and
// the visitor must hear within 3 s. In one cycle of five the kiosk is killed too.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { until } from '../../integration/processes.mjs';
import { faults } from './faults.mjs';
import { Rig, pause, random } from './rig.mjs';

const { values: options } = parseArgs({
  options: {
    bin: { type: 'string' },
    modules: { type: 'string' },
    cycles: { type: 'string', default: '500' },
    quick: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const promised = 3000;  // ms
const over = new Set(['printed', 'late_printed', 'withdrawn']);
const names = options.only ? [options.only] : Object.keys(faults);

/** One visitor, one fault. Gives what is known of the ticket. */
async function cycle(rig, number, fault, dice) {
  const { inject, under_way: underWay, kill = 0.2 } = faults[fault];
  const ticket = { fault, number, name: `${number}-${randomBytes(8).toString('hex')}-1`, killed: false };
  const before = !underWay && dice.chance(0.5);
  const first = dice.up_to(before ? 600 : 1000);
  const lasts = dice.up_to(4000);
  const killed = dice.chance(kill) && dice.up_to(2500);
  let repair;
  const take = () => rig.print(ticket.name, number, 'first');
  if (!before) take();
  const breaking = async () => {
    repair = await inject(rig, dice);
    if (before) {
      await pause(first);
      take();
    }
    await pause(lasts);
    await repair?.();
  };
  const killing = async () => {
    if (killed === false) return;
    await pause(killed);
    ticket.killed = rig.of(ticket.name).length === 0;
    await rig.killKiosk();
    await pause(dice.up_to(300));
    rig.startKiosk();
  };
  if (before) {
    await Promise.all([breaking(), killing()]);
  } else {
    const late = async () => {
      await pause(first);
      await breaking();
    };
    await Promise.all([late(), killing()]);
  }
  await rig.healthy();
  // Killed before the kiosk had read the command: nobody has taken a number.
  if (!rig.taken.has(ticket.name) && rig.of(ticket.name).length === 0) return undefined;
  // Killed before it was sent: the kiosk's list of given numbers has it without a paper.
  if (ticket.killed && !rig.rows.has(ticket.name) && rig.of(ticket.name).length === 0) {
    rig.of(ticket.name).push({ kind: 'withdrawn', ms: 0, slip: 'failed', reason: 'never sent' });
  }
  try {
    await until(`${number} is over`, () => rig.of(ticket.name).some(({ kind }) => over.has(kind)), { ms: 20000 });
  } catch {
    // judge() finds that it has no end
  }
  const shown = rig.of(ticket.name).some(({ kind }) => kind === 'problem');
  if (shown && !ticket.killed && dice.chance(0.5)) {
    ticket.copy = ticket.name.replace(/-1$/, '-2');
    rig.print(ticket.copy, number, 'copy');
    await until(`the copy of ${number} is over`,
      () => rig.of(ticket.copy).some(({ kind }) => over.has(kind)), { ms: 20000 }).catch(() => {});
  }
  return ticket;
}

/** What became of a ticket, beside what came out. */
function judge(rig, ticket, papers) {
  const said = rig.of(ticket.name);
  const came = papers.filter(({ number, copy }) => number === ticket.number && !copy).length;
  const end = said.findLast(({ kind }) => over.has(kind));
  ticket.printed = /printed$/.test(end?.kind ?? '');
  ticket.onScreen = !ticket.printed && (said.some(({ kind }) => kind === 'problem') || end?.slip === 'on_screen');
  ticket.failed = end?.slip === 'failed';
  ticket.lost = !end || (ticket.printed && came === 0);
  ticket.doubled = Math.max(0, came - 1);
  ticket.stray = !ticket.printed && came > 0;
  ticket.shownAfter = ticket.killed || said.length === 0 ? 0 : said[0].ms;
  ticket.copies = papers.filter(({ number, copy }) => number === ticket.number && copy).length;
  ticket.copyLost = ticket.copy && /printed$/.test(rig.of(ticket.copy).at(-1)?.kind ?? '') && ticket.copies === 0;
  ticket.said = said;
  return ticket;
}

async function play(cycles, job) {
  const dice = random(Number(options.seed) * 1000 + job);
  const rig = new Rig(options.bin);
  const tickets = [];
  await rig.open();
  try {
    for (let i = 0; i < cycles; ++i) {
      await rig.healthy();
      const fault = names[(i * Number(options.jobs) + job) % names.length];
      const ticket = await cycle(rig, `F-${String(i + 1).padStart(3, '0')}`, fault, dice);
      if (ticket) tickets.push(ticket);
      if (!options.json) process.stderr.write('.');
    }
    await pause(2000);  // what a printer still has, comes out
    const papers = await rig.papers();
    return tickets.map((ticket) => judge(rig, ticket, papers));
  } finally {
    await rig.close();
  }
}

function row(fault, tickets) {
  const count = (key) => tickets.reduce((sum, ticket) => sum + Number(ticket[key] ?? 0), 0);
  return {
    fault: `printer: ${fault}`, injected: tickets.length, acknowledged: tickets.length,
    lost: count('lost') + count('copyLost'), doubled: count('doubled'),
    longest_outage_ms: Math.max(0, ...tickets.map(({ shownAfter }) => shownAfter)),
    printed: count('printed'), on_screen: count('onScreen'), failed: count('failed'), stray: count('stray'),
    copies: count('copies'),
  };
}

const cycles = options.quick ? 20 : Number(options.cycles);
const jobs = Math.min(Number(options.jobs), cycles);
const shares = Array.from({ length: jobs }, (_, job) => Math.floor(cycles / jobs) + (job < cycles % jobs ? 1 : 0));
const tickets = (await Promise.all(shares.map(play))).flat();
const rows = names.map((fault) => row(fault, tickets.filter((ticket) => ticket.fault === fault)))
  .filter(({ injected }) => injected > 0);
if (options.json) {
  console.log(JSON.stringify(rows));
} else {
  console.error();
  console.table(Object.fromEntries(rows.map(({ fault, acknowledged, longest_outage_ms: longest, ...rest }) =>
    [fault, { ...rest, 'shown after, ms': longest }])));
}
const wrong = tickets.filter((ticket) =>
  ticket.lost || ticket.copyLost || ticket.doubled > 0 || ticket.shownAfter > promised);
for (const { fault, number, killed, said } of wrong) console.error(`WRONG ${fault} ${number}`, { killed }, said);
for (const { fault, number, killed, said } of tickets.filter(({ stray }) => stray)) {
  console.error(`came out though it was given up: ${fault} ${number}${killed ? ', kiosk killed' : ''}:`,
    said.map(({ kind, slip, ms, reason }) => `${kind} ${slip} ${ms} ${reason}`).join(' | '));
}
process.exitCode = wrong.length > 0 ? 1 : 0;
