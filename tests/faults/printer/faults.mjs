// What can go wrong with a printer. Each breaks something before a visitor comes or while the paper is
// under way, and gives back how it is repaired.
import { pause } from './rig.mjs';

const broken = (what) => async (rig) => {
  await rig.printerDo('break', what);
  return () => rig.printerDo('repair');
};

const frozen = (what) => async (rig) => {
  await rig.signal(what, 'SIGSTOP');
  return () => rig.signal(what, 'SIGCONT');
};

export const faults = {
  empty: {
    async inject(rig) {
      await rig.printerDo('paper', '0');
      return () => rig.printerDo('paper', '100');
    },
  },
  jam: { inject: broken('jam') },
  'cover open': { inject: broken('cover') },
  gone: {
    async inject(rig) {
      await rig.kill('printer', true);
      return () => rig.printerDo('on');
    },
  },
  frozen: { inject: frozen('printer') },
  busy: { inject: broken('busy') },
  'cancelled at the printer': { inject: broken('refuse') },
  'CUPS killed': {
    under_way: true,  // within 1 s of accepting
    async inject(rig, dice) {
      await rig.kill('cups', dice.chance(0.5));
      await pause(dice.up_to(500));
      await rig.printerDo('cups-on');
    },
  },
  'CUPS frozen': { inject: frozen('cups') },
  'CUPS restarted': {
    under_way: true,
    async inject(rig) {
      await rig.printerDo('cups-off');
      await rig.printerDo('cups-on');
    },
  },
  'kiosk killed': { inject: async () => undefined, kill: 1 },
};
