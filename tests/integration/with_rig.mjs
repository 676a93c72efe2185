import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Rig } from './rig.mjs';

/** A hall with a printer for the time of `play`; afterwards everything it started is gone. */
export async function withRig(play, { printer = true, settings } = {}) {
  const rig = new Rig({ bin: process.env.GILIRAN_BIN, modules: process.env.GILIRAN_MODULES });
  let failure;
  try {
    await rig.open();
    if (printer) await rig.startPrinter();
    await rig.writeSettings(settings);
    await rig.startHall();
    await play(rig);
  } catch (error) {
    failure = error;
    console.error(rig.programs.map(({ name, lines }) => `--- ${name}\n${lines.slice(-25).join('\n')}`).join('\n'));
  }
  try {
    await rig.close();
  } catch (error) {
    failure ??= error;
  }
  if (failure) throw failure;
}

export const newFolder = (name) => mkdtemp(join(tmpdir(), `giliran-${name}-`));
