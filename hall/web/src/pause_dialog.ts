// Asks why a service is paused, before it is.
import { h } from './dom';
import { local, tr } from './text';
import type { ManagerService } from './views';

/** The hall takes 200 bytes; a character of the languages here has at most three. */
const longestReason = 66;

/** Stands outside the page, which every document builds anew. */
export class PauseDialog {
  private readonly dialog = h('dialog', { 'aria-labelledby': 'pause-title' }) as HTMLDialogElement;

  constructor(private readonly confirmed: (service: ManagerService, why: string) => void) {
    document.body.append(this.dialog);
  }

  ask(service: ManagerService): void {
    const why = h('input', { id: 'pause-why', type: 'text', maxlength: longestReason,
                             autocomplete: 'off', placeholder: tr('Sistem pusat tidak dapat diakses') }) as HTMLInputElement;
    const confirm = () => {
      this.dialog.close();
      this.confirmed(service, why.value.trim());
    };
    why.addEventListener('keydown', (event) => { if (event.key === 'Enter') confirm(); });
    this.dialog.replaceChildren(
      h('h2', { id: 'pause-title' }, tr('Jeda {}?', `${local(service.agency)} · ${local(service.name)}`)),
      h('p', {}, tr('Kiosk tidak memberi nomor dan loket tidak memanggil, sampai layanan dilanjutkan.'), ' ',
        tr('Yang menunggu tetap pada urutannya.')),
      h('label', { for: 'pause-why' }, tr('Alasan (boleh kosong)')), why,
      h('div', { class: 'choices' },
        h('button', { type: 'button', onclick: () => this.dialog.close() }, tr('Batal')),
        h('button', { type: 'button', class: 'main', onclick: confirm }, tr('Jeda layanan'))));
    this.dialog.showModal();
    why.focus();
  }
}
