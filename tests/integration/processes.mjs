// Starts real programs and makes sure that each of them is gone at the end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** Rejects with `what` when the promise takes longer than `ms`. */
export async function within(ms, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${ms} ms: ${what}`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A child process whose output lines can be waited for, also those that came before the asking. */
export class Program {
  constructor(name, command, args, { env = {}, log } = {}) {
    this.name = name;
    this.lines = [];
    this.waiting = new Set();
    this.child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,  // a group of its own, so that its children go with it
    });
    this.exited = once(this.child, 'exit').then(([code, signal]) => {
      this.exit = { code, signal };
      this.wake();
      return this.exit;
    });
    this.child.on('error', (error) => {
      this.exit = { code: -1, signal: null, error };
      this.wake();
    });
    const file = log && createWriteStream(log, { flags: 'a' });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.lines.push(line);
        file?.write(line + '\n');
        this.wake();
      });
    }
  }

  wake() {
    for (const look of [...this.waiting]) look();
  }

  /** The first line after `from` for which `match` (a function or RegExp) is true. */
  line(match, { ms = 20000, from = 0, what = String(match) } = {}) {
    const test = match instanceof RegExp ? (line) => match.test(line) : match;
    const found = new Promise((resolve, reject) => {
      let at = from;
      const look = () => {
        for (; at < this.lines.length; ++at) {
          if (!test(this.lines[at])) continue;
          this.waiting.delete(look);
          return resolve(this.lines[at]);
        }
        if (this.exit) {
          this.waiting.delete(look);
          reject(new Error(`${this.name} ended (${JSON.stringify(this.exit)}) before: ${what}\n` +
                           this.lines.slice(-15).join('\n')));
        }
        return undefined;
      };
      this.waiting.add(look);
      look();
    });
    return within(ms, `${this.name}: ${what}`, found);
  }

  signal(name) {
    try {
      process.kill(-this.child.pid, name);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }

  /** Asks it to stop, waits, then insists. */
  async stop(ms = 5000) {
    if (!this.exit) {
      this.signal('SIGTERM');
      await within(ms, `${this.name} stops`, this.exited).catch(() => {});
    }
    this.signal('SIGKILL');
    return this.exit;
  }
}

/** Runs a command to its end; its standard output. Throws with what it said when it fails. */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const chunks = [];
  const errors = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => errors.push(chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${Buffer.concat(errors)}`);
  }
  return Buffer.concat(chunks).toString();
}

/** Asks `probe` again and again until it gives something, as a person looking at a screen would. */
export async function until(what, probe, { ms = 20000, every = 25 } = {}) {
  const end = Date.now() + ms;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== null && value !== false) return value;
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
